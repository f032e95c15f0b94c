using System.Linq;
using NanoCharger.Bench;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>What goes away for a while takes nothing with it: backend, broker, Wi-Fi, power.</summary>
    public sealed class LossTests
    {
        [Theory]
        [InlineData("\"backend\": \"down\"", "\"backend\": \"up\"")]
        [InlineData("\"broker\": \"down\"", "\"broker\": \"up\"")]
        [InlineData("\"broker\": \"silent\"", "\"broker\": \"up\"")]
        [InlineData("\"wifi\": \"down\"", "\"wifi\": \"up\"")]
        public void Ten_minutes_without_lose_and_double_nothing(string down, string up)
        {
            string outage = "{\"at\": 300, " + down + "}, {\"at\": 900, " + up + "},";
            Played played = Play.Text(Stories.OneCharge(readyAt: 40, unplugAt: 1500, until: 2400, more: outage));

            Assert.Empty(played.Summary.Violations);
            SummarisedTransaction transaction = Assert.Single(played.Summary.Transactions);
            Assert.True(transaction.Delivered);
            Assert.InRange(transaction.EnergyWh, transaction.TrueEnergyWh * 0.99, transaction.TrueEnergyWh * 1.01);
            Assert.True(played.Summary.Reproducible);
        }

        [Fact]
        public void The_end_is_delivered_when_the_backend_comes_back_after_the_car_has_left()
        {
            string outage = "{\"at\": 200, \"backend\": \"down\"}, {\"at\": 900, \"backend\": \"up\"},";
            Played played = Play.Text(Stories.OneCharge(readyAt: 40, unplugAt: 400, until: 1200, more: outage));

            Assert.Empty(played.Summary.Violations);
            Assert.True(Assert.Single(played.Summary.Transactions).Delivered);
        }

        [Fact]
        public void A_backend_that_stores_nothing_for_ten_minutes_costs_no_bill()
        {
            // Two charges end in the trouble and a third after it.
            const string Trouble = """
                {"at": 200, "backend": "failing"},
                {"at": 300, "unplug": true}, {"at": 320, "plug": {"cableAmps": 32}}, {"at": 340, "vehicle": "C"},
                {"at": 600, "unplug": true}, {"at": 620, "plug": {"cableAmps": 32}}, {"at": 640, "vehicle": "C"},
                {"at": 800, "backend": "up"},
                """;
            Played played = Play.Text(Stories.OneCharge(readyAt: 40, unplugAt: 1000, until: 1500, more: Trouble));

            Assert.Empty(played.Summary.Violations);
            Assert.Empty(played.Summary.SetAside);
            Assert.Equal(3, played.Summary.Transactions.Count);
            Assert.All(played.Summary.Transactions, transaction => Assert.True(transaction.Delivered));
            Assert.All(played.Summary.Transactions, transaction => Assert.NotNull(transaction.Cost));
        }

        [Fact]
        public void A_power_cut_ends_the_transaction_at_its_last_record_and_never_bills_more_than_was_delivered()
        {
            string cut = "{\"at\": 400, \"power\": \"cut\"}, {\"at\": 420, \"power\": \"restore\"},";
            Played played = Play.Text(Stories.OneCharge(readyAt: 40, unplugAt: 900, until: 1000, more: cut));

            Assert.Empty(played.Summary.Violations);
            SummarisedTransaction interrupted = played.Summary.Transactions[0];
            Assert.Equal("PowerLoss", interrupted.StoppedReason);
            Assert.True(interrupted.Delivered);
            Assert.InRange(interrupted.EnergyWh, interrupted.TrueEnergyWh - 100, interrupted.TrueEnergyWh * 1.01);
            Assert.Equal(2, played.Summary.Transactions.Count);
            Assert.Equal(played.Records.Count, played.Records.Values.Last().Sequence);
        }

        [Fact]
        public void A_stall_of_2_s_keeps_the_contactor_closed_and_the_energy_right()
        {
            Played played = Play.Text(Stories.OneCharge(readyAt: 40, unplugAt: 400, until: 440, more: "{\"at\": 200, \"stallMs\": 2000},"));

            Assert.Empty(played.Summary.Violations);
            Assert.Single(played.ContactorTimes(closed: true));
            SummarisedTransaction transaction = Assert.Single(played.Summary.Transactions);
            Assert.InRange(transaction.EnergyWh, (transaction.TrueEnergyWh * 0.99) - 2, transaction.TrueEnergyWh * 1.01);
        }

        [Fact]
        public void A_stall_of_5_s_opens_the_contactor_by_the_hold()
        {
            Played played = Play.Text(Stories.OneCharge(readyAt: 40, unplugAt: 400, until: 440, more: "{\"at\": 200, \"stallMs\": 5000},"));

            Assert.Empty(played.Summary.Violations);
            Assert.Contains(played.Events("contactor"), line => !line.GetProperty("closed").GetBoolean() && line.GetProperty("cause").GetString() == "hold");
        }
    }
}
