using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NanoCharger.Backend;
using NanoCharger.Backend.Rating;
using NanoCharger.System.Tests.Brokers;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.System.Tests.Documents
{
    /// <summary>The payment backend and what a valid receipt may be billed for: its own transaction, its times where they count, the price that was told.</summary>
    public sealed class BackendBondTests : IDisposable
    {
        private const string At1800 = "2026-11-22T18:00:00Z";
        private const string At2000 = "2026-11-22T20:00:00Z";
        private const long Begin = 1_234_567;
        private const long End = 11_234_567;

        private static readonly TariffVersion Even = new() { Id = "even", PerKilowattHour = 1m };

        private readonly TestBroker _broker = TestBroker.Start();
        private readonly BlockingCollection<string> _log = new();
        private readonly DocumentMaker _maker = new();
        private readonly string _folder = Directory.CreateTempSubdirectory("backend").FullName;
        private readonly ScriptedStation _station;
        private PaymentBackend _backend;

        public BackendBondTests()
        {
            _backend = Start(Even, []);
            _station = new ScriptedStation(_broker, "bay");
        }

        public void Dispose()
        {
            _station.Dispose();
            _backend.Dispose();
            _broker.Dispose();
            _maker.Dispose();
            Directory.Delete(_folder, true);
        }

        /// <summary>Each makes a receipt that is valid by itself and this station's, and another transaction's.</summary>
        public static TheoryData<string, string, string> Foreign => new()
        {
            { "22T18:00:00,000+0000 S", "22T18:00:00,001+0000 S", "its first reading (2026-11-22T18:00:00.001 S 1234560) is not the one of the begin document T1 (2026-11-22T18:00:00.000 S 1234560)" },
            { "22T18:00:00,000+0000 S", "22T18:00:00,000+0000 I", "its first reading" },
            { "\"RV\":1.23456", "\"RV\":1.23455", "its first reading" },
            { "\"ID\":\"04A1B2\"", "\"ID\":\"04A1B3\"", "it is for another customer than the begin document T1" },
            { "\"IF\":[\"RFID_PLAIN\"],\"IT\":\"ISO14443\"", "\"IF\":[],\"IT\":\"LOCAL\"", "it is for another customer" },
            { "\"IS\":true,\"IL\":\"HEARSAY\",\"IF\":[\"RFID_PLAIN\"],\"IT\":\"ISO14443\",\"ID\":\"04A1B2\"", "\"IS\":false,\"IL\":\"NONE\",\"IF\":[],\"IT\":\"NONE\",\"ID\":\"\"", "it is for another customer" },
        };

        [Theory]
        [MemberData(nameof(Foreign))]
        public void A_receipt_that_is_not_its_begins_is_refused(string sound, string other, string why)
        {
            string foreign = _maker.Sign(DocumentMaker.ReceiptPayload(2, Begin, End).Replace(sound, other, StringComparison.Ordinal));
            Send("T1", 0, "Started", At1800, Begin, _maker.Begin(1, Begin));
            Assert.Contains(why, Ask("T1", 1, End, foreign));
            Assert.Null(Assert.Single(_backend.Transactions()).Cost);
            Assert.Contains(_log, line => line.Contains("PropertyConstraintViolation: signed document refused: " + why, StringComparison.Ordinal));
            Assert.Equal(1, _backend.RefusedDocuments);
            Assert.Equal("""{"totalCost":10.00}""", Send("T1", 1, "Ended", At2000, End, _maker.Receipt(2, Begin, End)));
        }

        [Theory]
        [MemberData(nameof(Foreign))]
        public void A_receipt_is_withheld_once_a_begin_has_come_that_is_not_its_own(string sound, string other, string why)
        {
            string foreign = _maker.Sign(DocumentMaker.ReceiptPayload(2, Begin, End).Replace(sound, other, StringComparison.Ordinal));
            Assert.NotNull(why);
            Assert.Contains("totalCost", Send("T1", 1, "Ended", At2000, End, foreign));
            Assert.Equal("{}", Send("T1", 0, "Started", At1800, Begin, _maker.Begin(1, Begin)));
            AssertWithheld("T1", "the signed receipt does not go with the begin document of this transaction");
        }

        [Fact]
        public void A_receipt_is_numbered_above_its_begin_whichever_comes_first()
        {
            Send("T1", 0, "Started", At1800, Begin, _maker.Begin(5, Begin));
            Assert.Contains("its number T4 is not above the one of the begin document T5", Ask("T1", 1, End, _maker.Receipt(4, Begin, End)));

            Send("T2", 1, "Ended", At2000, Begin, _maker.Receipt(6, Begin, Begin));
            Send("T2", 0, "Started", At1800, Begin, _maker.Begin(7, Begin));
            AssertWithheld("T2", "does not go with the begin document");
        }

        /// <summary>What Verify says of a folder of documents holds here too, whichever of them comes first.</summary>
        [Fact]
        public void A_document_against_which_another_one_of_the_station_stands_is_refused()
        {
            Send("T1", 1, "Ended", At2000, End, _maker.Receipt(4, Begin, End));
            Assert.Contains("the register falls from T4 to T6", Ask("T2", 1, End - 10, _maker.Receipt(6, Begin, End - 10)));
            Assert.Contains("the register falls from T2 to T4", Ask("T3", 1, End + 10, _maker.Receipt(2, Begin, End + 10)));
            Assert.Single(_backend.Transactions());
        }

        [Fact]
        public void A_begin_that_comes_late_and_fits_changes_nothing()
        {
            Assert.Equal("""{"totalCost":10.00}""", Send("T1", 1, "Ended", At2000, End, _maker.Receipt(2, Begin, End)));
            Assert.Equal("""{"totalCost":10.00}""", Send("T1", 0, "Started", At1800, Begin, _maker.Begin(1, Begin)));
        }

        [Fact]
        public void A_receipt_ends_by_the_cause_that_the_event_names()
        {
            (char Cause, string[] Reasons)[] table =
            [
                ('E', ["EVDisconnected", "EnergyLimitReached", "TimeLimitReached"]),
                ('L', ["Local"]),
                ('R', ["Remote", "DeAuthorized"]),
                ('A', ["GroundFault", "OvercurrentFault", "ImmediateReset", "Other"]),
                ('P', ["PowerLoss"]),
            ];
            int number = 0;
            foreach (string reason in table.SelectMany(row => row.Reasons).Append("Reboot"))
            {
                foreach (char cause in "ELRAP")
                {
                    number++;
                    string document = _maker.Sign(DocumentMaker.ReceiptPayload(number, End, End).Replace("\"TX\":\"E\"", $"\"TX\":\"{cause}\"", StringComparison.Ordinal));
                    string payload = SignedEvent.Payload($"T{number}", 1, "Ended", At2000, End, Encoding.ASCII.GetBytes(document), _maker.OcppKey);
                    string answer = _station.Ask($"[2,\"1-1\",\"TransactionEvent\",{payload.Replace("EVDisconnected", reason, StringComparison.Ordinal)}]");
                    bool fits = table.Any(row => row.Cause == cause && row.Reasons.Contains(reason));
                    Assert.StartsWith(fits ? "[3," : $"[4,\"1-1\",\"PropertyConstraintViolation\",\"signed document refused: it ends by {cause}, which is not what {reason} is", answer);
                }
            }
        }

        [Theory]
        [InlineData("2026-11-22T18:00:00,000+0000 U", "2026-11-22T20:00:00,000+0000 S", "the clock was not set at the begin")]
        [InlineData("2026-11-22T18:00:00,000+0000 S", "2027-11-22T20:00:00,000+0000 U", "the clock was not set at the end")]
        [InlineData("2026-11-22T18:00:00,000+0000 I", "2026-11-22T20:00:00,000+0000 S", "the clock is only informative at the begin")]
        [InlineData("2026-11-22T18:00:00,000+0000 S", "2027-11-22T20:00:00,000+0000 I", "the clock is only informative at the end")]
        public void Time_that_does_not_count_is_not_billed_and_the_receipt_says_why(string from, string to, string why)
        {
            Anew(Even with { PerMinute = 0.5m });
            Assert.Equal("""{"totalCost":10.00}""", Send("T1", 1, "Ended", At2000, End, _maker.Receipt(2, Begin, End, from, to)));
            Assert.Contains("Time              not billed: " + why, _backend.Receipt("T1"));

            Assert.Equal("""{"totalCost":70.00}""", Send("T2", 1, "Ended", At2000, End + (End - Begin), _maker.Receipt(3, End, End + (End - Begin))));
            Assert.Contains("120 min at 0.50 EUR/min ", _backend.Receipt("T2"));
        }

        /// <summary>Verify refuses it, and the public verifiers: nobody pays for it here. The station sets it aside, for people to look at.</summary>
        [Theory]
        [InlineData('S')]
        [InlineData('I')]
        public void An_end_before_its_begin_is_refused_as_Verify_refuses_it(char status)
        {
            string document = _maker.Receipt(2, Begin, End, from: "2026-11-22T21:00:00,000+0000 " + status, to: "2026-11-22T20:00:00,000+0000 " + status);
            Assert.StartsWith("[4,\"1-1\",\"PropertyConstraintViolation\",\"signed document refused: time: the end (2026-11-22 20:00:00 UTC) is before the begin", Ask("T1", 1, End, document));
            Assert.Empty(_backend.Transactions());
        }

        [Fact]
        public void Energy_that_does_not_count_is_not_billed_and_the_receipt_says_why()
        {
            Anew(Even with { StartFee = 2m });
            string document = _maker.Sign(DocumentMaker.ReceiptPayload(2, Begin, End).Replace("\"EF\":\"\",\"ST\":\"G\"}]", "\"EF\":\"E\",\"ST\":\"O\"}]", StringComparison.Ordinal));
            Assert.Equal("""{"totalCost":0.00}""", Send("T1", 1, "Ended", At2000, End, document));
            Assert.Contains("Not charged       the meter's status at the end is O (out of range), not good", _backend.Receipt("T1"));
        }

        [Fact]
        public void A_repeat_of_what_is_stored_is_answered_though_the_key_was_changed_since()
        {
            using DocumentMaker other = new();
            string begin = _maker.Begin(1, Begin);
            Send("T1", 0, "Started", At1800, Begin, begin);
            Restart(Even, new Dictionary<string, StationKey> { ["bay"] = other.Key });

            Assert.Equal("{}", Send("T1", 0, "Started", At1800, Begin, begin));
            Assert.Equal(0, _backend.RefusedDocuments);
            Assert.Equal(1, Assert.Single(_backend.Transactions()).EventCount);
            Assert.Contains("not the one that is registered", Ask("T1", 1, End, _maker.Receipt(2, Begin, End)));
        }

        [Fact]
        public void What_the_driver_was_told_is_the_price_though_the_tariff_was_changed_since()
        {
            _station.Call("Authorize", """{"idToken":{"idToken":"04A1B2","type":"ISO14443"}}""");
            Restart(new TariffVersion { Id = "dear", PerKilowattHour = 3m, Currency = "CHF" }, []);

            Assert.Equal("""{"totalCost":10.00}""", Send("T1", 1, "Ended", At2000, End, WithTariff(1, "even 1.00 EUR/kWh")));
            Assert.Equal("""{"totalCost":30.00}""", Send("T2", 1, "Ended", At2000, End + (End - Begin), WithTariff(2, "dear 3.00 CHF/kWh", End)));
            Assert.Equal(["EUR", "CHF"], _backend.Transactions().Select(transaction => transaction.Currency));
        }

        [Fact]
        public void A_price_that_nobody_was_told_is_not_replaced_by_another_one()
        {
            Assert.Equal("{}", Send("T1", 1, "Ended", At2000, End, WithTariff(1, "even 2.00 EUR/kWh")));
            AssertWithheld("T1", "the signed receipt names the price \"even 2.00 EUR/kWh\", which nobody was told here");
        }

        private void AssertWithheld(string id, string why)
        {
            BilledTransaction transaction = Assert.Single(_backend.Transactions(), transaction => transaction.Id == id);
            Assert.Null(transaction.Cost);
            Assert.Contains(why, transaction.Withheld);
            Assert.Contains("Not priced: ", _backend.Receipt(id));
            Assert.Contains(why, _backend.Receipt(id));
            Assert.Contains(_log, line => line.Contains($"bay: transaction {id} not priced: ", StringComparison.Ordinal) && line.Contains(why, StringComparison.Ordinal));
        }

        private string WithTariff(long number, string line, long begin = Begin)
        {
            return _maker.Sign(DocumentMaker.ReceiptPayload(number, begin, begin + (End - Begin)).Replace("\"CT\"", $"\"TT\":\"{line}\",\"CT\"", StringComparison.Ordinal));
        }

        /// <summary>As if nothing had ever been told.</summary>
        private void Anew(TariffVersion tariff)
        {
            _backend.Dispose();
            File.Delete(Path.Combine(_folder, "billing.db"));
            _backend = Start(tariff, []);
        }

        private void Restart(TariffVersion tariff, Dictionary<string, StationKey> keys)
        {
            _backend.Dispose();
            _backend = Start(tariff, keys);
        }

        private PaymentBackend Start(TariffVersion tariff, Dictionary<string, StationKey> keys)
        {
            var backend = new PaymentBackend(new BackendOptions
            {
                Host = _broker.Host,
                Port = _broker.Port,
                DatabasePath = Path.Combine(_folder, "billing.db"),
                Tariff = tariff,
                Accepts = static _ => true,
                Keys = keys,
                KeysOnFirstSight = true,
                Log = _log.Add,
            });
            backend.Start();
            return backend;
        }

        private string Send(string transaction, int sequence, string type, string timestamp, long register, string document)
        {
            return _station.Call("TransactionEvent", SignedEvent.Payload(transaction, sequence, type, timestamp, register, Encoding.ASCII.GetBytes(document), _maker.OcppKey));
        }

        /// <summary>Sends an end and returns the whole answer.</summary>
        private string Ask(string transaction, int sequence, long register, string document)
        {
            string payload = SignedEvent.Payload(transaction, sequence, "Ended", At2000, register, Encoding.ASCII.GetBytes(document), _maker.OcppKey);
            return _station.Ask($"[2,\"1-1\",\"TransactionEvent\",{payload}]").Replace("\\u0027", "'", StringComparison.Ordinal);
        }
    }
}
