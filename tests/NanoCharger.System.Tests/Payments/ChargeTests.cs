using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using NanoCharger.Backend;
using NanoCharger.Mqtt;
using Xunit;

namespace NanoCharger.System.Tests.Payments
{
    /// <summary>What the payment backend makes of a charge against a real broker, whatever comes twice, late or never.</summary>
    public sealed class ChargeTests : IDisposable
    {
        private readonly BackendStage _stage = new();

        public void Dispose()
        {
            _stage.Dispose();
        }

        [Fact]
        public void A_charge_is_billed_once_however_often_each_message_comes()
        {
            string ended = "";
            foreach ((int sequence, string payload) in BackendStage.Charge("T1"))
            {
                for (int repeat = 0; repeat < 3; repeat++)
                {
                    ended = _stage.Station.Call("TransactionEvent", payload);
                    Assert.Equal(sequence == 3 ? """{"totalCost":8.09}""" : "{}", ended);
                }
            }

            AssertCharge(Assert.Single(_stage.Backend.Transactions()), "T1");
        }

        [Fact]
        public void Every_order_of_the_messages_gives_the_same_row()
        {
            int number = 0;
            foreach (int[] order in Permutations([0, 1, 2, 3]))
            {
                string id = $"T{number++}";
                (int, string Payload)[] charge = BackendStage.Charge(id);
                foreach (int sequence in order)
                {
                    _stage.Station.Call("TransactionEvent", charge[sequence].Payload);
                }
            }

            Assert.Equal(24, _stage.Backend.Transactions().Count);
            Assert.All(_stage.Backend.Transactions(), transaction => AssertCharge(transaction, transaction.Id));
        }

        [Fact]
        public void An_end_without_its_start_costs_nothing_until_the_start_comes()
        {
            (int, string Payload)[] charge = BackendStage.Charge("T1");
            Assert.Equal("{}", _stage.Station.Call("TransactionEvent", charge[3].Payload));
            BilledTransaction half = Assert.Single(_stage.Backend.Transactions());
            Assert.Null(half.Cost);
            Assert.Null(half.EnergyMilliwattHours);
            Assert.False(half.Complete);
            Assert.Contains("Not priced yet", _stage.Backend.Receipt("T1"));

            Assert.Equal("""{"totalCost":8.09}""", _stage.Station.Call("TransactionEvent", charge[0].Payload));
            BilledTransaction gaps = Assert.Single(_stage.Backend.Transactions());
            Assert.Equal(8.09m, gaps.Cost);

            // 1 and 2 were told to nobody while there was no way to: nothing is billed by them.
            Assert.True(gaps.Complete);
        }

        [Fact]
        public void A_stop_in_the_middle_loses_what_is_sent_meanwhile_and_nothing_that_is_repeated()
        {
            (int, string Payload)[] charge = BackendStage.Charge("T1");
            _stage.Station.Call("TransactionEvent", charge[0].Payload);
            _stage.Backend.Stop();
            _stage.Station.Send(Encoding.UTF8.GetBytes($"[2,\"1-1\",\"TransactionEvent\",{charge[1].Payload}]"));
            _stage.Backend.Start();
            _stage.Station.Call("TransactionEvent", charge[2].Payload);
            Assert.Equal(2, Assert.Single(_stage.Backend.Transactions()).EventCount);

            foreach ((_, string payload) in charge)
            {
                _stage.Station.Call("TransactionEvent", payload);
            }

            AssertCharge(Assert.Single(_stage.Backend.Transactions()), "T1");
        }

        [Fact]
        public void A_new_backend_on_the_same_file_goes_on_and_keeps_the_tariff_of_the_start()
        {
            string folder = Directory.CreateTempSubdirectory("nanocharger").FullName;
            try
            {
                _stage.Backend.Stop();
                BackendOptions options = _stage.Options(Path.Combine(folder, "billing.db"));
                (int, string Payload)[] charge = BackendStage.Charge("T1");
                using (PaymentBackend first = new(options))
                {
                    first.Start();
                    _stage.Station.Call("TransactionEvent", charge[0].Payload);
                    _stage.Station.Call("TransactionEvent", charge[1].Payload);
                }

                using PaymentBackend second = new(options with { Tariff = BackendStage.Night with { Id = "dear", PerKilowattHour = 99m } });
                second.Start();
                _stage.Station.Call("TransactionEvent", charge[1].Payload);
                _stage.Station.Call("TransactionEvent", charge[2].Payload);
                _stage.Station.Call("TransactionEvent", charge[3].Payload);
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
            (int, string Payload)[] charge = BackendStage.Charge("T1");
            _stage.Station.Call("TransactionEvent", charge[0].Payload);
            using ManualResetEventSlim lost = new();
            _stage.Backend.ConnectionLost += lost.Set;
            _stage.Broker.Stop();
            Assert.True(lost.Wait(BackendStage.Patience));
            Assert.False(_stage.Backend.IsConnected);
            Assert.Equal(BrokerFailure.Unreachable, Assert.Throws<BrokerException>(_stage.Backend.Start).Failure);

            _stage.Broker.Restart();
            _stage.Backend.Start();
            using ScriptedStation returned = new(_stage.Broker, "bay");
            foreach ((_, string payload) in charge)
            {
                returned.Call("TransactionEvent", payload);
            }

            AssertCharge(Assert.Single(_stage.Backend.Transactions()), "T1");
        }

        [Fact]
        public void A_repeat_that_says_something_else_changes_nothing()
        {
            foreach ((_, string payload) in BackendStage.Charge("T1"))
            {
                _stage.Station.Call("TransactionEvent", payload);
            }

            string other = ScriptedStation.Event("T1", 3, "Ended", BackendStage.At2000, 999_999m);
            Assert.StartsWith("[4,\"1-1\",\"PropertyConstraintViolation\",", _stage.Station.Ask($"[2,\"1-1\",\"TransactionEvent\",{other}]"));
            AssertCharge(Assert.Single(_stage.Backend.Transactions()), "T1");
            Assert.Contains(_stage.Log, line => line.Contains("contradicts", StringComparison.Ordinal));
        }

        [Fact]
        public void Stations_with_the_same_transaction_id_are_billed_apart()
        {
            using ScriptedStation other = new(_stage.Broker, "other");
            _stage.Station.Call("TransactionEvent", BackendStage.Charge("T1")[0].Payload);
            other.Call("TransactionEvent", BackendStage.Charge("T1")[0].Payload);

            Assert.Equal(["bay", "other"], _stage.Backend.Transactions().Select(transaction => transaction.Station));
            Assert.Throws<KeyNotFoundException>(() => _stage.Backend.Receipt("T1"));
            Assert.Contains("other", _stage.Backend.Receipt("T1", "other"));
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
            _stage.Station.Call("TransactionEvent", payload);

            BilledTransaction transaction = Assert.Single(_stage.Backend.Transactions());
            Assert.Equal(1_500_000, transaction.BeginRegister);
            Assert.Equal(11_500_001, transaction.EndRegister);
            Assert.Equal(10_000_001, transaction.EnergyMilliwattHours);
            Assert.Equal("Local", transaction.StoppedReason);
            Assert.Equal(new DateTime(2026, 11, 22, 20, 0, 0, DateTimeKind.Utc), transaction.EndedUtc);
        }

        [Fact]
        public void A_register_that_falls_is_not_priced()
        {
            _stage.Station.Call("TransactionEvent", ScriptedStation.Event("T1", 0, "Started", BackendStage.At1800, 100m));
            Assert.Equal("{}", _stage.Station.Call("TransactionEvent", ScriptedStation.Event("T1", 1, "Ended", BackendStage.At2000, 99.999m)));
            Assert.Null(Assert.Single(_stage.Backend.Transactions()).Cost);
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
    }
}
