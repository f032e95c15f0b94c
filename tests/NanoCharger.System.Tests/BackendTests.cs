using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using NanoCharger.Backend;
using NanoCharger.Mosquitto;
using Xunit;

namespace NanoCharger.System.Tests
{
    /// <summary>The payment backend against a real broker, fed by a station that says what the test tells it to.</summary>
    public sealed class BackendTests : IDisposable
    {
        private const string At1800 = "2026-11-22T18:00:00Z";
        private const string At1830 = "2026-11-22T18:30:00.500Z";
        private const string At2000 = "2026-11-22T20:00:00Z";

        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

        /// <summary>2 h and 10 kWh: 0.50 + 3.90 + 2.40 = 6.80 net, 8.09 with 19 %.</summary>
        private static readonly Tariff Night = new()
        {
            Name = "night",
            StartFee = 0.50m,
            PerKilowattHour = 0.39m,
            PerMinute = 0.02m,
            TaxPercent = 19m,
        };

        private readonly PrivateBroker _broker = PrivateBroker.Start();
        private readonly BlockingCollection<string> _log = new();
        private readonly PaymentBackend _backend;
        private readonly ScriptedStation _station;

        public BackendTests()
        {
            _backend = new PaymentBackend(Options(":memory:"));
            _backend.Start();
            _station = new ScriptedStation(_broker, "bay");
        }

        public void Dispose()
        {
            _station.Dispose();
            _backend.Dispose();
            _broker.Dispose();
        }

        [Fact]
        public void Boot_and_heartbeat_are_answered_with_the_given_clock()
        {
            string boot = _station.Call(
                "BootNotification", """{"reason":"PowerUp","chargingStation":{"model":"nanoCharger","vendorName":"house"}}""");
            Assert.Equal("""{"currentTime":"2026-11-22T17:00:00.000Z","interval":300,"status":"Accepted"}""", boot);
            Assert.Equal("""{"currentTime":"2026-11-22T17:00:00.000Z"}""", _station.Call("Heartbeat", "{}"));
            Assert.Equal("{}", _station.Call("StatusNotification", Status));
        }

        [Fact]
        public void A_record_that_a_station_set_aside_is_told_to_the_log()
        {
            Assert.Equal("{}", _station.Call("SecurityEventNotification", SetAside));
            Assert.Contains(_log, line => line.Contains("security event RecordSetAside: reason FormatViolation", StringComparison.Ordinal));
        }

        [Theory]
        [InlineData("04AABB", """{"idTokenInfo":{"status":"Accepted","personalMessage":{"format":"ASCII","content":"0.50 EUR + 0.39 EUR/kWh + 0.02 EUR/min + 19 % tax"}}}""")]
        [InlineData("DEADBEEF", """{"idTokenInfo":{"status":"Unknown"}}""")]
        public void A_token_is_judged_by_the_options_and_told_the_price(string token, string expected)
        {
            string answer = _station.Call("Authorize", $$$"""{"idToken":{"idToken":"{{{token}}}","type":"ISO14443"}}""");
            Assert.Equal(expected, answer.Replace("\\u002B", "+", StringComparison.Ordinal));
        }

        [Fact]
        public void A_charge_is_billed_once_however_often_each_message_comes()
        {
            string ended = "";
            foreach ((int sequence, string payload) in Charge("T1"))
            {
                for (int repeat = 0; repeat < 3; repeat++)
                {
                    ended = _station.Call("TransactionEvent", payload);
                    Assert.Equal(sequence == 3 ? """{"totalCost":8.09}""" : "{}", ended);
                }
            }

            AssertCharge(Assert.Single(_backend.Transactions()), "T1");
        }

        [Fact]
        public void Every_order_of_the_messages_gives_the_same_row()
        {
            int number = 0;
            foreach (int[] order in Permutations([0, 1, 2, 3]))
            {
                string id = $"T{number++}";
                (int, string Payload)[] charge = Charge(id);
                foreach (int sequence in order)
                {
                    _station.Call("TransactionEvent", charge[sequence].Payload);
                }
            }

            Assert.Equal(24, _backend.Transactions().Count);
            Assert.All(_backend.Transactions(), transaction => AssertCharge(transaction, transaction.Id));
        }

        [Fact]
        public void An_end_without_its_start_costs_nothing_until_the_start_comes()
        {
            (int, string Payload)[] charge = Charge("T1");
            Assert.Equal("{}", _station.Call("TransactionEvent", charge[3].Payload));
            BilledTransaction half = Assert.Single(_backend.Transactions());
            Assert.Null(half.Cost);
            Assert.Null(half.EnergyMilliwattHours);
            Assert.False(half.Complete);
            Assert.Contains("Not priced yet", _backend.Receipt("T1"));

            Assert.Equal("""{"totalCost":8.09}""", _station.Call("TransactionEvent", charge[0].Payload));
            BilledTransaction gaps = Assert.Single(_backend.Transactions());
            Assert.Equal(8.09m, gaps.Cost);

            // 1 and 2 were told to nobody while there was no way to: nothing is billed by them.
            Assert.True(gaps.Complete);
        }

        [Fact]
        public void A_stop_in_the_middle_loses_what_is_sent_meanwhile_and_nothing_that_is_repeated()
        {
            (int, string Payload)[] charge = Charge("T1");
            _station.Call("TransactionEvent", charge[0].Payload);
            _backend.Stop();
            _station.Send(Encoding.UTF8.GetBytes($"[2,\"1-1\",\"TransactionEvent\",{charge[1].Payload}]"));
            _backend.Start();
            _station.Call("TransactionEvent", charge[2].Payload);
            Assert.Equal(2, Assert.Single(_backend.Transactions()).EventCount);

            foreach ((_, string payload) in charge)
            {
                _station.Call("TransactionEvent", payload);
            }

            AssertCharge(Assert.Single(_backend.Transactions()), "T1");
        }

        [Fact]
        public void A_new_backend_on_the_same_file_goes_on_and_keeps_the_tariff_of_the_start()
        {
            string folder = Directory.CreateTempSubdirectory("nanocharger").FullName;
            try
            {
                _backend.Stop();
                BackendOptions options = Options(Path.Combine(folder, "billing.db"));
                (int, string Payload)[] charge = Charge("T1");
                using (PaymentBackend first = new(options))
                {
                    first.Start();
                    _station.Call("TransactionEvent", charge[0].Payload);
                    _station.Call("TransactionEvent", charge[1].Payload);
                }

                using PaymentBackend second = new(options with { Tariff = Night with { PerKilowattHour = 99m } });
                second.Start();
                _station.Call("TransactionEvent", charge[1].Payload);
                _station.Call("TransactionEvent", charge[2].Payload);
                _station.Call("TransactionEvent", charge[3].Payload);
                AssertCharge(Assert.Single(second.Transactions()), "T1");
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        [Fact]
        public void A_lost_broker_is_reported_and_the_backend_starts_again_with_its_rows()
        {
            (int, string Payload)[] charge = Charge("T1");
            _station.Call("TransactionEvent", charge[0].Payload);
            using ManualResetEventSlim lost = new();
            _backend.ConnectionLost += lost.Set;
            _broker.Stop();
            Assert.True(lost.Wait(Patience));
            Assert.False(_backend.IsConnected);
            Assert.Equal(MosquittoFailure.Unreachable, Assert.Throws<MosquittoException>(_backend.Start).Failure);

            _broker.Restart();
            _backend.Start();
            using ScriptedStation returned = new(_broker, "bay");
            foreach ((_, string payload) in charge)
            {
                returned.Call("TransactionEvent", payload);
            }

            AssertCharge(Assert.Single(_backend.Transactions()), "T1");
        }

        [Fact]
        public void A_repeat_that_says_something_else_changes_nothing()
        {
            foreach ((_, string payload) in Charge("T1"))
            {
                _station.Call("TransactionEvent", payload);
            }

            _station.Call("TransactionEvent", ScriptedStation.Event("T1", 3, "Ended", At2000, 999_999m));
            AssertCharge(Assert.Single(_backend.Transactions()), "T1");
            Assert.Contains(_log, line => line.Contains("contradicts", StringComparison.Ordinal));
        }

        [Fact]
        public void Stations_with_the_same_transaction_id_are_billed_apart()
        {
            using ScriptedStation other = new(_broker, "other");
            _station.Call("TransactionEvent", Charge("T1")[0].Payload);
            other.Call("TransactionEvent", Charge("T1")[0].Payload);

            Assert.Equal(["bay", "other"], _backend.Transactions().Select(transaction => transaction.Station));
            Assert.Throws<KeyNotFoundException>(() => _backend.Receipt("T1"));
            Assert.Contains("other", _backend.Receipt("T1", "other"));
        }

        [Fact]
        public void The_register_is_read_in_its_own_unit_and_only_the_total_counts()
        {
            const string payload = """
                {"eventType":"Ended","timestamp":"2026-11-22T21:00:00+01:00","triggerReason":"EVDeparted","seqNo":1,
                "transactionInfo":{"transactionId":"T1"},"meterValue":[{"timestamp":"2026-11-22T20:00:00Z","sampledValue":[
                {"value":7,"measurand":"Power.Active.Import"},
                {"value":1,"phase":"L1","context":"Transaction.End"},
                {"value":1.5,"context":"Transaction.Begin","unitOfMeasure":{"unit":"kWh"}},
                {"value":0.0115000019,"context":"Transaction.End","unitOfMeasure":{"unit":"kWh","multiplier":3}}]}]}
                """;
            _station.Call("TransactionEvent", payload);

            BilledTransaction transaction = Assert.Single(_backend.Transactions());
            Assert.Equal(1_500_000, transaction.BeginRegister);
            Assert.Equal(11_500_001, transaction.EndRegister);
            Assert.Equal(10_000_001, transaction.EnergyMilliwattHours);
            Assert.Equal("Local", transaction.StoppedReason);
            Assert.Equal(new DateTime(2026, 11, 22, 20, 0, 0, DateTimeKind.Utc), transaction.EndedUtc);
        }

        [Fact]
        public void A_register_that_falls_is_not_priced()
        {
            _station.Call("TransactionEvent", ScriptedStation.Event("T1", 0, "Started", At1800, 100m));
            Assert.Equal("{}", _station.Call("TransactionEvent", ScriptedStation.Event("T1", 1, "Ended", At2000, 99.999m)));
            Assert.Null(Assert.Single(_backend.Transactions()).Cost);
        }

        [Fact]
        public void Time_is_not_billed_where_the_clock_was_not_set()
        {
            _station.Call("TransactionEvent", ScriptedStation.Event("T1", 0, "Started", "1970-01-01T00:00:10Z", 0m));
            string ended = _station.Call("TransactionEvent", ScriptedStation.Event("T1", 1, "Ended", At2000, 10_000m));
            Assert.Equal("""{"totalCost":5.24}""", ended);
            Assert.Contains("not billed, clock not set", _backend.Receipt("T1"));
        }

        [Fact]
        public void The_receipt_adds_up()
        {
            foreach ((_, string payload) in Charge("T1"))
            {
                _station.Call("TransactionEvent", payload);
            }

            string expected = string.Join('\n', [
                "RECEIPT",
                "Station           bay",
                "Transaction       T1",
                "From              2026-11-22 18:00:00 UTC",
                "To                2026-11-22 20:00:00 UTC",
                "Ended by          EVDisconnected",
                "Register at start 1.234567 kWh",
                "Register at end   11.234567 kWh",
                "Energy            10.000000 kWh",
                "Tariff            night",
                "Start fee                               0.5000",
                "Energy at 0.39 per kWh                  3.9000",
                "120.00 min at 0.02                      2.4000",
                "Net                                     6.80",
                "Tax 19 %                                1.29",
                "Total EUR                               8.09",
                "",
            ]);
            Assert.Equal(expected, _backend.Receipt("T1"));
            Assert.Contains("\"total\": 8.09", _backend.ReceiptOf("T1").ToJson());
        }

        [Theory]
        [InlineData("""[2,"a","Reset",{}]""", "a", "NotImplemented")]
        [InlineData("""[2,"a","Heartbeat"]""", "a", "FormatViolation")]
        [InlineData("""[2,"a","Heartbeat",{},1]""", "a", "FormatViolation")]
        [InlineData("""[2,"a",7,{}]""", "a", "FormatViolation")]
        [InlineData("""[2,"a","Heartbeat",[]]""", "a", "FormatViolation")]
        [InlineData("""["2","a","Heartbeat",{}]""", "a", "FormatViolation")]
        [InlineData("""[9,"a","Heartbeat",{}]""", "a", "MessageTypeNotSupported")]
        [InlineData("""[2,"a","StatusNotification",{}]""", "a", "OccurrenceConstraintViolation")]
        [InlineData("""[2,"a","BootNotification",{"reason":"PowerUp","chargingStation":{"model":1}}]""", "a", "TypeConstraintViolation")]
        [InlineData("""[2,"a","TransactionEvent",{"eventType":"Paused"}]""", "a", "PropertyConstraintViolation")]
        [InlineData("""[2,"a","TransactionEvent",{"eventType":"\ud800"}]""", "a", "PropertyConstraintViolation")]
        public void A_faulty_call_is_answered_with_what_is_wrong(string frame, string id, string code)
        {
            string answer = _station.Ask(frame);
            Assert.StartsWith($"[4,\"{id}\",\"{code}\",\"", answer);
            Assert.EndsWith(",{}]", answer);
            _station.Call("Heartbeat", "{}");
            Assert.Equal(1, _backend.RefusedCalls);
        }

        [Theory]
        [InlineData("\"seqNo\":0", "\"seqNo\":-1", "PropertyConstraintViolation")]
        [InlineData("\"seqNo\":0", "\"seqNo\":0.5", "TypeConstraintViolation")]
        [InlineData("\"seqNo\":0,", "", "OccurrenceConstraintViolation")]
        [InlineData("\"T1\"", "\"\"", "PropertyConstraintViolation")]
        [InlineData("\"T1\"", "\"1234567890123456789012345678901234567\"", "PropertyConstraintViolation")]
        [InlineData("18:00:00Z", "18:00:00", "PropertyConstraintViolation")]
        [InlineData("18:00:00Z", "25:00:00Z", "PropertyConstraintViolation")]
        [InlineData("1234.567", "-1", "PropertyConstraintViolation")]
        [InlineData("1234.567", "1e400", "PropertyConstraintViolation")]
        [InlineData("1234.567", "\"1\"", "TypeConstraintViolation")]
        [InlineData("\"Wh\"", "\"Wh\",\"multiplier\":10", "PropertyConstraintViolation")]
        [InlineData("\"Wh\"", "\"V\"", "PropertyConstraintViolation")]
        [InlineData("[{\"timestamp\"", "[1,{\"timestamp\"", "TypeConstraintViolation")]
        public void A_faulty_event_is_refused_and_stores_nothing(string sound, string faulty, string code)
        {
            string payload = ScriptedStation.Event("T1", 0, "Started", At1800, 1234.567m).Replace(sound, faulty, StringComparison.Ordinal);
            Assert.StartsWith($"[4,\"1-1\",\"{code}\",", _station.Ask($"[2,\"1-1\",\"TransactionEvent\",{payload}]"));
            Assert.Empty(_backend.Transactions());
        }

        [Fact]
        public void Frames_without_an_id_are_counted_and_leave_no_trace()
        {
            string[] frames =
            [
                "", "{}", "[", "[]", "[2]", """[2,5,"Heartbeat",{}]""", """[2,"","Heartbeat",{}]""", """[2,"a","B",{"x":1,"x":2}]""",
            ];
            foreach (string frame in frames)
            {
                _station.Send(Encoding.UTF8.GetBytes(frame));
            }

            _station.Send([(byte)'[', 0xff, 0xfe]);
            _station.Send(new byte[70_000]);
            _station.Call("Heartbeat", "{}");
            Assert.Equal(frames.Length + 2, _backend.MalformedFrames);
        }

        [Fact]
        public void Ten_thousand_damaged_frames_do_not_stop_it()
        {
            const int seed = 20261122;
            Random random = new(seed);
            byte[] sound = Encoding.UTF8.GetBytes($"[2,\"1-1\",\"TransactionEvent\",{Charge("T1")[0].Payload}]");
            for (int number = 0; number < 10_000; number++)
            {
                byte[] damaged = sound[..random.Next(sound.Length / 2, sound.Length + 1)];
                for (int fault = random.Next(1, 4); fault > 0; fault--)
                {
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                }

                _station.Send(damaged);
            }

            _station.Send("[2,\"last\",\"Heartbeat\",{}]"u8);
            string answer;
            do
            {
                answer = _station.NextAnswer();
            }
            while (!answer.StartsWith("[3,\"last\"", StringComparison.Ordinal));
            Assert.True(_backend.MalformedFrames > 5_000, $"seed {seed}: {_backend.MalformedFrames} malformed");
        }

        [Fact]
        public void A_station_that_loses_power_is_seen_offline()
        {
            _station.Report("online");
            WaitForLog("bay: state online");
            Assert.Equal("online", _backend.StationState("bay"));
            _station.LosePower();
            WaitForLog("bay: state offline");
            Assert.Equal("offline", _backend.StationState("bay"));
        }

        [OcppSchemaFact]
        public void All_answers_are_valid_by_the_schemas()
        {
            (string Action, string Payload)[] calls =
            [
                ("BootNotification", """{"reason":"PowerUp","chargingStation":{"model":"nanoCharger","vendorName":"house"}}"""),
                ("Heartbeat", "{}"),
                ("Authorize", """{"idToken":{"idToken":"04AABB","type":"ISO14443"}}"""),
                ("StatusNotification", Status),
                ("SecurityEventNotification", SetAside),
                .. Charge("T1").Select(part => ("TransactionEvent", part.Payload)),
            ];
            foreach ((string action, string payload) in calls)
            {
                Assert.Empty(OcppSchemas.Errors(action + "Request", payload));
                Assert.Empty(OcppSchemas.Errors(action + "Response", _station.Call(action, payload)));
            }

            Assert.NotEmpty(OcppSchemas.Errors("HeartbeatResponse", "{}"));
        }

        // As the firmware's tests have it.
        private static string SetAside =>
            $$$"""{"type":"RecordSetAside","timestamp":"{{{At1800}}}","techInfo":"reason FormatViolation: T5 is 'used'; transaction NC-0001-2, seqNo 0, set aside in all 1","customData":{"vendorId":"nanoCharger","clock":"U"}}""";

        private static string Status =>
            $$"""{"timestamp":"{{At1800}}","connectorStatus":"Available","evseId":1,"connectorId":1}""";

        private static (int Sequence, string Payload)[] Charge(string id)
        {
            return
            [
                (0, ScriptedStation.Event(id, 0, "Started", At1800, 1234.567m)),
                (1, ScriptedStation.Event(id, 1, "Updated", At1830, 3000m)),
                (2, ScriptedStation.Event(id, 2, "Updated", At1830, 6000.001m)),
                (3, ScriptedStation.Event(id, 3, "Ended", At2000, 11_234.567m)),
            ];
        }

        private static void AssertCharge(BilledTransaction transaction, string id)
        {
            Assert.Equal("bay", transaction.Station);
            Assert.Equal(id, transaction.Id);
            Assert.Equal(new DateTime(2026, 11, 22, 18, 0, 0, DateTimeKind.Utc), transaction.StartedUtc);
            Assert.Equal(new DateTime(2026, 11, 22, 20, 0, 0, DateTimeKind.Utc), transaction.EndedUtc);
            Assert.Equal("EVDisconnected", transaction.StoppedReason);
            Assert.Equal(1_234_567, transaction.BeginRegister);
            Assert.Equal(11_234_567, transaction.EndRegister);
            Assert.Equal(10_000_000, transaction.EnergyMilliwattHours);
            Assert.Equal(4, transaction.EventCount);
            Assert.True(transaction.Complete);
            Assert.Equal(8.09m, transaction.Cost);
            Assert.Equal("EUR", transaction.Currency);
        }

        private static IEnumerable<int[]> Permutations(int[] items)
        {
            if (items.Length == 1)
            {
                return [items];
            }

            return items.SelectMany(
                first => Permutations([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
        }

        private BackendOptions Options(string database)
        {
            return new BackendOptions
            {
                Accepts = static token => token == "04AABB",
                Host = _broker.Host,
                Port = _broker.Port,
                DatabasePath = database,
                Tariff = Night,
                TimeProvider = new StoppedClock(),
                Log = _log.Add,
            };
        }

        private void WaitForLog(string expected)
        {
            using CancellationTokenSource limit = new(Patience);
            while (_log.Take(limit.Token) != expected)
            {
            }
        }

        private sealed class StoppedClock : TimeProvider
        {
            public override DateTimeOffset GetUtcNow()
            {
                return DateTimeOffset.Parse("2026-11-22T17:00:00Z", CultureInfo.InvariantCulture);
            }
        }
    }
}
