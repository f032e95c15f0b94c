using System;
using System.Linq;
using System.Text;
using NanoCharger.Bay;
using NanoCharger.Bench;
using NanoCharger.Records.SessionLog;
using NanoCharger.System.Tests.Runs;
using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.System.Tests.Storage
{
    /// <summary>Long charges by the whole firmware in the bay, nobody there to be told.</summary>
    public sealed class BayChargesTests
    {
        private const int Charges = 5;
        private const int SecondsEach = 4_500;
        private const int Pause = 60;

        private readonly ITestOutputHelper _output;

        public BayChargesTests(ITestOutputHelper output)
        {
            _output = output;
        }

        /// <summary>At 11 kW a checkpoint is due every 33 s: more of them than the log has places. The clock is not known before the network is there.</summary>
        [Fact]
        public void Five_charges_of_an_hour_and_a_quarter_without_network_are_billed_once_when_it_is_back()
        {
            StringBuilder timeline = new("""{"at": 1, "wifi": "down"}""");
            int at = 10;
            for (int i = 0; i < Charges; i++)
            {
                timeline.Append(FormattableString.Invariant($$$""", {"at": {{{at}}}, "plug": {}}, {"at": {{{at + 5}}}, "vehicle": "C"}, {"at": {{{at + SecondsEach}}}, "unplug": true}"""));
                at += SecondsEach + Pause;
            }

            timeline.Append(FormattableString.Invariant($$$""", {"at": {{{at}}}, "wifi": "up"}"""));
            string story = FormattableString.Invariant($$$"""{"name": "five long charges", "until": {{{at + 600}}}, "mains": {"phases": 3}, "settings": {"maxAmps": 16}, "timeline": [{{{timeline}}}]}""");
            Played played = Play.Text(story);

            Assert.Empty(played.Summary.Violations);
            Assert.Equal(Charges, played.Summary.Transactions.Count);
            Assert.All(played.Summary.Transactions, transaction => Assert.True(transaction.Delivered));
            Assert.All(played.Summary.Transactions, transaction => Assert.InRange(transaction.EnergyWh, transaction.TrueEnergyWh * 0.99, transaction.TrueEnergyWh * 1.01));
            Assert.Equal(2 * Charges, played.Records.Values.Count(record => record.Kind == LogRecordKind.Transaction));
            _output.WriteLine(FormattableString.Invariant(
                $"{played.Summary.VirtualSeconds / 3600:0.0} h in {played.Summary.RealSeconds:0.0} s: {string.Join(", ", played.Summary.Transactions.Select(transaction => FormattableString.Invariant($"{transaction.EnergyWh / 1000:0.00} kWh")))}"));
        }
    }
}
