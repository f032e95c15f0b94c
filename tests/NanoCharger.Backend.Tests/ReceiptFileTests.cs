using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NanoCharger.Backend.Hosting;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>A receipt's files are one transaction's, of one board: they say the same, and are in place of nobody else's.</summary>
    public sealed class ReceiptFileTests : IDisposable
    {
        private static readonly DateTimeOffset Today = new(2026, 11, 22, 20, 0, 1, TimeSpan.Zero);

        private readonly string _folder = Directory.CreateTempSubdirectory("receipt").FullName;
        private readonly DocumentMaker _old = new();
        private readonly DocumentMaker _board = new();

        public void Dispose()
        {
            _old.Dispose();
            _board.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void An_export_has_the_receipts_of_both_boards(string database)
        {
            using Stage stage = new(database);
            stage.Register(_old.Key);
            stage.Say(_old.Started("T1", 1));
            string owed = _old.Ended("T1", 2);
            stage.Say(owed);
            stage.Register(_board.Key);
            stage.Say(_board.Started("T1", 1, 0));
            stage.Say(_board.Ended("T1", 2, 0, 3_000_000));
            (int code, string output, string errors) = WarmProgram.Run(_folder, "export", "out", "--database", stage.Given);
            Assert.Equal((0, "out: 4 documents, 2 receipts, 2 keys\n", ""), (code, output, errors));
            AssertBoth(Path.Combine(_folder, "out", "bay"));
        }

        /// <summary>The new board's was handed out when the old one's, which was owed, comes; by the clocks of both it was before and after.</summary>
        [Fact]
        public async Task What_is_handed_out_is_that_of_the_board_that_sent_it()
        {
            await using HostHere host = await HostHere.Start(_folder, new FakeTimeProvider(Today), "--out", Path.Combine(_folder, "out"), "--tariff", Tariff());
            PaymentBackend backend = host.Host.Backend;
            string files = Path.Combine(_folder, "out", "bay");
            backend.Register("bay", _old.Key);
            await Say(backend, _old.Started("T1", 1));
            backend.Register("bay", _board.Key, inPlaceOfOthers: false);
            await Say(backend, _board.Started("T1", 1, 0));
            await Say(backend, _board.Ended("T1", 2, 0, 3_000_000));
            await Say(backend, _old.Ended("T1", 2));
            Assert.True(await HostHere.Until(() => Directory.Exists(files) && Directory.GetFiles(files, "*.xml").Length == 2), "two receipts are not there");
            AssertBoth(files);
        }

        /// <summary>What is left of the one before would be taken for a document of this one.</summary>
        [Fact]
        public void A_receipt_without_a_document_leaves_none_beside_it()
        {
            BilledTransaction billed = new() { Station = "bay", Id = "T1", Tariff = new TariffVersion { Id = "free" } };
            ReceiptFiles.Write(_folder, new Receipt(billed) { Document = _old.Receipt(2, 0, 5), Key = _old.Key });
            Assert.Equal(4, Directory.GetFiles(_folder, "receipt-T1.*").Length);
            ReceiptFiles.Write(_folder, new Receipt(billed));
            Assert.Equal(["receipt-T1.json", "receipt-T1.txt"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }

        /// <summary>No id of a station is another board's name of files.</summary>
        [Fact]
        public void No_id_has_the_name_of_another_boards_receipt()
        {
            Assert.Equal("receipt-T1+key2", Receipt.FileNameOf("T1", 2));
            Assert.Equal("receipt-T1%2bkey2", Receipt.FileNameOf("T1+key2"));
        }

        [Fact]
        public void A_standard_output_that_takes_nothing_more_costs_no_file()
        {
            ReceiptDesk desk = new(Options.Create(new BackendSettings { Out = _folder }), NullLogger<ReceiptDesk>.Instance) { Output = new FullWriter() };
            desk.Hand(new Receipt(new BilledTransaction { Station = "bay", Id = "T1", Tariff = new TariffVersion { Id = "free" } }));
            Assert.True(File.Exists(Path.Combine(_folder, "bay", "receipt-T1.txt")));
        }

        private void AssertBoth(string files)
        {
            foreach ((string name, string energy, StationKey key) in ((string, string, StationKey)[])[("receipt-T1", "10.00000 kWh", _old.Key), ("receipt-T1+key2", "3.00000 kWh", _board.Key)])
            {
                Assert.Contains(energy, File.ReadAllText(Path.Combine(files, name + ".txt")));
                Assert.True(OcmfVerifier.Verify(File.ReadAllBytes(Path.Combine(files, name + ".ocmf")), key).Valid, name);
                Assert.Contains(key.Hex, File.ReadAllText(Path.Combine(files, name + ".json")));
                Assert.True(File.Exists(Path.Combine(files, name + ".xml")));
            }
        }

        private string Tariff()
        {
            string file = Path.Combine(_folder, "tariff.json");
            File.WriteAllText(file, new TariffVersion { Id = "even", PerKilowattHour = 1m }.ToJson());
            return file;
        }

        private static async Task Say(PaymentBackend backend, string frame)
        {
            TaskCompletionSource<string> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await backend.Take("bay", Encoding.UTF8.GetBytes(frame), bytes => answer.TrySetResult(Encoding.UTF8.GetString(bytes)));
            Assert.StartsWith("[3,", await answer.Task.WaitAsync(TimeSpan.FromMinutes(2)));
        }

        private sealed class FullWriter : StringWriter
        {
            public override void WriteLine(string? value)
            {
                throw new IOException("No space left on device");
            }
        }
    }
}
