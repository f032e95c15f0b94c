using System;
using System.Text;
using NanoCharger.Bay;
using NanoCharger.Bench;
using NanoCharger.Emulation;
using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.System.Tests.Storage
{
    /// <summary>Erases of the bay's flash by the whole firmware, and how long the blocks last by them.</summary>
    public sealed class WearTests
    {
        private const int MostErasesAnHour = 40;
        private const int ErasesOfABlock = 100_000;
        private const int TransactionsADay = 10;
        private const int HoursADay = 8;
        private const int Years = 10;

        private readonly ITestOutputHelper _output;

        public WearTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Theory]
        [InlineData(0)]
        [InlineData(15)]
        public void An_hour_of_charging_at_11_kW_and_a_transaction_cost_few_erases(int signMinutes)
        {
            double anHour = AnHour(signMinutes);
            double aTransaction = ATransaction(signMinutes);
            double aDay = (HoursADay * anHour) + (TransactionsADay * aTransaction);
            double inTenYears = aDay * 365.25 * Years;
            _output.WriteLine(FormattableString.Invariant(
                $"sign.minutes {signMinutes}: {anHour:0.0} erases an hour at 11 kW, {aTransaction:0.0} a transaction from begin to delivered; {aDay:0} a day of {TransactionsADay} transactions and {HoursADay} h"));
            foreach ((string blocks, int count) in new[] { ("blocks that littlefs changes about", FlashTable.Rotating), ("if only free blocks and the directory's did", FlashTable.RotatingAtLeast) })
            {
                _output.WriteLine(FormattableString.Invariant(
                    $"{blocks}: {count}; each {inTenYears / count:0} times in {Years} years; {(double)ErasesOfABlock * count / aDay / 365.25:0} years to {ErasesOfABlock} each"));
            }

            Assert.InRange(anHour, 1, MostErasesAnHour);
            Assert.InRange(inTenYears / FlashTable.RotatingAtLeast, 1, ErasesOfABlock);
        }

        // The difference of a short charge and one that is two hours longer: what a start and a transaction cost is in both.
        private double AnHour(int signMinutes)
        {
            return (ErasesOf(1, 7_200 + 600, signMinutes) - ErasesOf(1, 600, signMinutes)) / 2.0;
        }

        // The difference of two and twelve charges too short for a checkpoint, each with its begin, its end, its delivery and what else they cost.
        private double ATransaction(int signMinutes)
        {
            return (ErasesOf(12, 30, signMinutes) - ErasesOf(2, 30, signMinutes)) / 10.0;
        }

        private double ErasesOf(int charges, int seconds, int signMinutes)
        {
            StringBuilder timeline = new();
            int at = 30;
            for (int i = 0; i < charges; i++)
            {
                timeline.Append(i == 0 ? "" : ", ");
                timeline.Append(FormattableString.Invariant($$$"""{"at": {{{at}}}, "plug": {}}, {"at": {{{at + 5}}}, "vehicle": "C"}, {"at": {{{at + 5 + seconds}}}, "unplug": true}"""));
                at += seconds + 60;
            }

            string story = FormattableString.Invariant(
                $$$"""{"name": "wear", "until": {{{at + 60}}}, "mains": {"phases": 3}, "settings": {"maxAmps": 16, "sign.minutes": {{{signMinutes}}}}, "timeline": [{{{timeline}}}]}""");
            using BenchRun run = new(new BenchOptions { Scenario = Scenario.Parse(story, "wear.json") });
            Flash flash = run.Bay.Flash;
            RunReport report = run.Play();
            Assert.Empty(report.Violations);
            Assert.Equal(charges, report.Summary.Transactions.Count);
            Assert.All(report.Summary.Transactions, transaction => Assert.True(transaction.Delivered));
            if (seconds >= 3_600)
            {
                Assert.InRange(report.Summary.Transactions[0].TrueEnergyWh * 3_600 / seconds, 10_800, 11_200);
            }

            return flash.Erases;
        }
    }
}
