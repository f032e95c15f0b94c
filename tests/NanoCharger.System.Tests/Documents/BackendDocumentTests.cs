using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using NanoCharger.Backend;
using NanoCharger.Backend.Rating;
using NanoCharger.System.Tests.Brokers;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.System.Tests.Documents
{
    /// <summary>The payment backend and signed documents: it bills by what it has verified, and by nothing else.</summary>
    public sealed class BackendDocumentTests : IDisposable
    {
        private const string At1800 = "2026-11-22T18:00:00Z";
        private const string At2000 = "2026-11-22T20:00:00Z";
        private const long Begin = 1_234_567;
        private const long End = 11_234_567;

        private readonly TestBroker _broker = TestBroker.Start();
        private readonly BlockingCollection<string> _log = new();
        private readonly DocumentMaker _maker = new();
        private readonly PaymentBackend _backend;
        private readonly ScriptedStation _station;

        public BackendDocumentTests()
        {
            _backend = Start(new Dictionary<string, StationKey>());
            _station = new ScriptedStation(_broker, "bay");
        }

        public void Dispose()
        {
            _station.Dispose();
            _backend.Dispose();
            _broker.Dispose();
            _maker.Dispose();
        }

        [Fact]
        public void A_signed_charge_is_priced_by_its_receipt()
        {
            Assert.Equal("{}", Send("T1", 0, "Started", At1800, Begin, _maker.Begin(1, Begin)));
            Assert.Equal("""{"totalCost":10.00}""", Send("T1", 1, "Ended", At2000, End, _maker.Receipt(2, Begin, End)));

            BilledTransaction transaction = Assert.Single(_backend.Transactions());
            Assert.Equal(2, transaction.Receipt);
            Assert.Equal(10_000_000, transaction.EnergyMilliwattHours);
            AssertTold(_backend.ReceiptOf("T1"));
            Assert.Equal(_maker.Key.Hex, _backend.KeyOf("bay")!.Hex);
            Assert.Equal(2, _backend.Documents("bay").Count);
        }

        /// <summary>In the text what an invoice has to say and how to check it; beside it the document in the form of those who check.</summary>
        private static void AssertTold(Receipt receipt)
        {
            string text = receipt.ToText();
            foreach (string line in (string[])[
                "Meter             serial number bay\n", "Customer          card\n", "Begin document    T1\n", "Signed receipt    T2, verified\n",
                "10.000 kWh at 1.00 EUR/kWh ", "receipt-T1.xml", "  S.A.F.E. Transparenzsoftware (", "  Chargy Transparency Software (",
            ])
            {
                Assert.Contains(line, text);
            }

            Assert.Equal(receipt.Document, TransparencyFileTests.AssertSound(receipt.ToXml()!));
            JsonElement json = JsonDocument.Parse(receipt.ToJson()).RootElement;
            Assert.Equal(receipt.Document, json.GetProperty("document").GetString());
            Assert.Equal(receipt.Key!.Hex, json.GetProperty("publicKey").GetString());
            Assert.Equal(1, json.GetProperty("transaction").GetProperty("beginDocument").GetInt64());
        }

        [Fact]
        public void The_files_of_a_receipt_are_the_text_the_data_the_document_and_the_public_verifiers_file()
        {
            Send("T1", 1, "Ended", At2000, End, _maker.Receipt(2, Begin, End));
            string folder = Directory.CreateTempSubdirectory("receipts").FullName;
            try
            {
                Receipt receipt = _backend.ReceiptOf("T1");
                ReceiptFiles.Write(ReceiptFiles.FolderOf(folder, "../bay"), receipt);
                string[] files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal).ToArray();
                Assert.Equal(["%2e.%2fbay/receipt-T1.json", "%2e.%2fbay/receipt-T1.ocmf", "%2e.%2fbay/receipt-T1.txt", "%2e.%2fbay/receipt-T1.xml"], files);
                Assert.Equal(receipt.Document, File.ReadAllText(Path.Combine(folder, files[1])));
                TransparencyFileTests.AssertSound(File.ReadAllText(Path.Combine(folder, files[3])));
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }

        /// <summary>The receipt repeats the begin's reading, so it alone is enough; and it goes before what was said in the clear.</summary>
        [Fact]
        public void What_is_signed_goes_before_what_is_not()
        {
            Send("T1", 0, "Started", "2026-11-22T17:00:00Z", 99, null);
            Assert.Equal("""{"totalCost":10.00}""", Send("T1", 1, "Ended", "2026-11-22T23:00:00Z", End, _maker.Receipt(2, Begin, End)));

            BilledTransaction transaction = Assert.Single(_backend.Transactions());
            Assert.Equal(Begin - (Begin % 10), transaction.BeginRegister);
            Assert.Equal(TimeSpan.FromHours(2), transaction.BillableDuration);
        }

        [Fact]
        public void An_end_without_a_receipt_is_not_priced_once_the_station_has_signed()
        {
            Send("T1", 0, "Started", At1800, Begin, _maker.Begin(1, Begin));
            Assert.Equal("{}", Send("T1", 1, "Ended", At2000, End, null));
            Assert.Null(Assert.Single(_backend.Transactions()).Cost);
            Assert.Contains("no valid receipt", _backend.Receipt("T1"));
            Assert.Contains(_log, line => line.Contains("without a signed receipt", StringComparison.Ordinal));
        }

        [Fact]
        public void Any_one_bit_of_a_receipt_flipped_is_refused_and_stores_nothing()
        {
            string receipt = _maker.Receipt(2, Begin, End);
            int count = 0;
            foreach ((byte[] document, string what) in Tampering.EveryBit(receipt))
            {
                string answer = Ask("T1", 1, "Ended", At2000, End, document, _maker.OcppKey);
                Assert.True(answer.StartsWith("[4,\"1-1\",\"SecurityError\",\"signed document refused: ", StringComparison.Ordinal), what + ": " + answer);
                count++;
            }

            Assert.Equal(8 * receipt.Length, count);
            Assert.Equal(count, _backend.RefusedDocuments);
            Assert.Empty(_backend.Transactions());
            Assert.Null(_backend.KeyOf("bay"));
            Assert.Equal("""{"totalCost":10.00}""", Send("T1", 1, "Ended", At2000, End, receipt));
        }

        [Fact]
        public void The_second_signature_that_holds_too_is_refused_and_stores_nothing()
        {
            string document = _maker.Sign(DocumentMaker.ReceiptPayload(2, Begin, End), high: true);
            Assert.Contains("s is above half the curve's order", Ask("T1", 1, "Ended", At2000, End, Encoding.ASCII.GetBytes(document), _maker.OcppKey));
            Assert.Empty(_backend.Transactions());
        }

        [Fact]
        public void Another_key_than_the_first_is_refused_even_with_a_sound_signature()
        {
            using DocumentMaker other = new();
            Send("T1", 0, "Started", At1800, Begin, _maker.Begin(1, Begin));

            string answer = Ask("T1", 1, "Ended", At2000, End, Encoding.ASCII.GetBytes(other.Receipt(2, Begin, End)), other.OcppKey);
            Assert.Contains("the public key is not the one that is registered", answer);
            answer = Ask("T1", 1, "Ended", At2000, End, Encoding.ASCII.GetBytes(other.Receipt(2, Begin, End)), "");
            Assert.Contains("not this key's over this payload", answer);

            Assert.Null(Assert.Single(_backend.Transactions()).Cost);
            Assert.Contains(_log, line => line.Contains("bay: TransactionEvent 1-1 refused: SecurityError", StringComparison.Ordinal));
            Assert.Equal("""{"totalCost":10.00}""", Send("T1", 1, "Ended", At2000, End, _maker.Receipt(2, Begin, End)));
        }

        [Fact]
        public void An_operator_registers_a_key_and_only_that_one_counts()
        {
            using DocumentMaker other = new();
            _backend.Stop();
            using PaymentBackend registered = Start(new Dictionary<string, StationKey> { ["bay"] = other.Key });

            Assert.Contains("not the one that is registered", Ask("T1", 0, "Started", At1800, Begin, Encoding.ASCII.GetBytes(_maker.Begin(1, Begin)), _maker.OcppKey));
            Assert.StartsWith("[3,", Ask("T1", 0, "Started", At1800, Begin, Encoding.ASCII.GetBytes(other.Begin(1, Begin)), ""));
        }

        [Fact]
        public void Without_any_key_nothing_is_believed()
        {
            Assert.Contains("no public key is known", Ask("T1", 0, "Started", At1800, Begin, Encoding.ASCII.GetBytes(_maker.Begin(1, Begin)), ""));
        }

        [Fact]
        public void A_receipt_is_billed_once_and_for_its_own_transaction_only()
        {
            Send("T1", 0, "Started", At1800, Begin, _maker.Begin(1, Begin));
            string receipt = _maker.Receipt(2, Begin, End);
            Send("T1", 1, "Ended", At2000, End, receipt);
            Assert.Equal("""{"totalCost":10.00}""", Send("T1", 1, "Ended", At2000, End, receipt));

            Assert.Contains("T2 was used before", Ask("T9", 1, "Ended", At2000, End, Encoding.ASCII.GetBytes(receipt), _maker.OcppKey));
            Assert.Single(_backend.Transactions());
        }

        [Fact]
        public void A_document_that_belongs_elsewhere_is_refused()
        {
            (string Type, long Register, string Document, string Why)[] wrong =
            [
                ("Ended", End, _maker.Begin(1, End), "not the one of a transaction's Ended"),
                ("Started", End, _maker.Receipt(1, Begin, End), "not the one of a transaction's Started"),
                ("Updated", End, _maker.Begin(1, End), "not the one of a transaction's Updated"),
                ("Ended", End, _maker.Receipt(1, Begin, End, station: "other"), "another station's"),
                ("Ended", End + 10, _maker.Receipt(1, Begin, End), "not the one that is signed"),
                ("Ended", Begin, _maker.Receipt(1, End, Begin), "register: it falls"),
            ];
            foreach ((string type, long register, string document, string why) in wrong)
            {
                Assert.Contains(why, Ask("T1", 1, type, At2000, register, Encoding.ASCII.GetBytes(document), _maker.OcppKey));
            }

            Assert.Empty(_backend.Transactions());
        }

        [Fact]
        public void A_reading_while_charging_is_verified_and_kept()
        {
            Assert.Equal("{}", Send("T1", 1, "Updated", At2000, End, _maker.Between(3, End)));
            Assert.Single(_backend.Documents("bay"));
        }

        [Theory]
        [InlineData("\"encodingMethod\":\"OCMF\"", "\"encodingMethod\":\"EDL\"")]
        [InlineData("\"signingMethod\":\"\"", "\"signingMethod\":\"ECDSA\"")]
        [InlineData("\"signedMeterData\":\"", "\"signedMeterData\":\" ")]
        [InlineData("\"publicKey\":\"", "\"publicKey\":\"AAAA")]
        public void A_signed_value_of_another_shape_is_refused(string sound, string faulty)
        {
            string payload = SignedEvent.Payload("T1", 0, "Started", At1800, Begin, Encoding.ASCII.GetBytes(_maker.Begin(1, Begin)), _maker.OcppKey);
            Assert.Contains(sound, payload);
            string answer = _station.Ask($"[2,\"1-1\",\"TransactionEvent\",{payload.Replace(sound, faulty, StringComparison.Ordinal)}]");
            Assert.StartsWith("[4,\"1-1\",\"PropertyConstraintViolation\",", answer);
            Assert.Empty(_backend.Transactions());
        }

        private PaymentBackend Start(Dictionary<string, StationKey> keys)
        {
            var backend = new PaymentBackend(new BackendOptions
            {
                Host = _broker.Host,
                Port = _broker.Port,
                Tariff = new TariffVersion { Id = "even", PerKilowattHour = 1m },
                Keys = keys,
                KeysOnFirstSight = true,
                Log = _log.Add,
            });
            backend.Start();
            return backend;
        }

        private string Send(string transaction, int sequence, string type, string timestamp, long register, string? document)
        {
            byte[]? bytes = document is null ? null : Encoding.ASCII.GetBytes(document);
            return _station.Call("TransactionEvent", SignedEvent.Payload(transaction, sequence, type, timestamp, register, bytes, _maker.OcppKey));
        }

        private string Ask(string transaction, int sequence, string type, string timestamp, long register, byte[] document, string key)
        {
            return _station.Ask($"[2,\"1-1\",\"TransactionEvent\",{SignedEvent.Payload(transaction, sequence, type, timestamp, register, document, key)}]").Replace("\\u0027", "'", StringComparison.Ordinal);
        }
    }
}
