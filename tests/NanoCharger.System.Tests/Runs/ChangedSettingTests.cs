using System.Linq;
using NanoCharger.Bench;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>A setting that is changed during a run changes what the bay's rules allow, and whom the bench talks to.</summary>
    public sealed class ChangedSettingTests
    {
        [Theory]
        [InlineData("mains.returnSeconds 5", """{"at": 100, "mains": {"volts": 150}}, {"at": 120, "mains": {"volts": 230}},""")]
        [InlineData("hertz.lowPercent 90", """{"at": 100, "mains": {"volts": 230, "hertz": 46}},""")]
        [InlineData("hertz.highPercent 110", """{"at": 100, "mains": {"volts": 230, "hertz": 53}},""")]
        [InlineData("mains.lowPercent 60", """{"at": 100, "mains": {"volts": 150}},""")]
        [InlineData("mains.highPercent 130", """{"at": 100, "mains": {"volts": 280}},""")]
        [InlineData("mains.outMillis 30000", """{"at": 100, "mains": {"volts": 150}}, {"at": 125, "mains": {"volts": 230}},""")]
        [InlineData("ventilation 1", """{"at": 100, "vehicle": "D"},""")]
        [InlineData("maxAmps 32", "")]
        public void The_rules_allow_what_a_setting_allows_from_its_change_on(string setting, string then)
        {
            string more = """{"at": 80, "console": "set """ + setting + "\"}, " + then;
            Played played = Play.Text(Stories.OneCharge(readyAt: 40, unplugAt: 160, until: 180, more: more, head: """ "settings": {"maxAmps": 16, "delay.max": 0},"""));

            Assert.Empty(played.Summary.Violations);
            double open = played.ContactorTimes(closed: false)[^1];
            Assert.InRange(open, 160, 161);
        }

        [Fact]
        public void What_was_allowed_is_a_fault_once_a_setting_forbids_it()
        {
            const string Narrow = """{"at": 70, "mains": {"volts": 190}}, {"at": 80, "console": "set mains.lowPercent 95"}, {"at": 110, "console": "set mains.lowPercent 80"},""";
            Played played = Play.Text(Stories.OneCharge(readyAt: 40, unplugAt: 160, until: 180, more: Narrow));

            Assert.Empty(played.Summary.Violations);
            Assert.InRange(played.ContactorTimes(closed: false)[0], 83, 91);
        }

        [Fact]
        public void Ventilation_that_is_taken_back_opens_at_once()
        {
            const string Taken = """{"at": 60, "vehicle": "D"}, {"at": 100, "console": "set ventilation 0"},""";
            Played played = Play.Text(Stories.OneCharge(readyAt: 40, unplugAt: 160, until: 180, more: Taken, head: """ "settings": {"ventilation": 1},"""));

            Assert.Empty(played.Summary.Violations);
            Assert.InRange(played.ContactorTimes(closed: false)[0], 100, 101);
        }

        [Fact]
        public void A_station_that_takes_another_name_is_billed_by_both()
        {
            const string Renamed = """
                {"at": 100, "unplug": true},
                {"at": 130, "console": "set station.id NC-0002"},
                {"at": 140, "power": "cut"}, {"at": 145, "power": "restore"},
                {"at": 180, "plug": {"cableAmps": 32}}, {"at": 190, "vehicle": "C"},
                {"at": 260, "command": {"action": "RequestStopTransaction", "payload": {"transactionId": "$transaction"}}},
                """;
            Played played = Play.Text(Stories.OneCharge(readyAt: 40, unplugAt: 300, until: 330, more: Renamed, head: """ "settings": {"delay.max": 0},"""));

            Assert.Empty(played.Summary.Violations);
            Assert.Empty(played.Summary.Owed);
            Assert.Equal(["NC-0001-1", "NC-0002-3"], played.Summary.Transactions.Select(transaction => transaction.Id));
            Assert.All(played.Summary.Transactions, transaction => Assert.True(transaction.Delivered));
            Assert.All(played.Summary.Transactions, transaction => Assert.NotNull(transaction.Cost));
            Assert.Equal("Remote", played.Summary.Transactions[1].StoppedReason);
        }
    }
}
