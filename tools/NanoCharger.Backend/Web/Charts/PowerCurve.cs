using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Web.Today;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Web.Charts
{
    /// <summary>The power of a charge over time: the mean between each two signed readings that follow each other in one of its transactions.</summary>
    internal static class PowerCurve
    {
        /// <summary>The curve.</summary>
        /// <param name="text">The language.</param>
        /// <param name="title">What is shown.</param>
        /// <param name="parts">Of each transaction what was read.</param>
        /// <param name="at">How a time is written.</param>
        internal static StepChart Of(Language text, string title, IEnumerable<IEnumerable<Reading>> parts, Func<long, string> at)
        {
            // Between two transactions, as in a power cut, nobody has read anything.
            List<PowerStep> steps = [.. parts.SelectMany(PowerStep.Between).OrderBy(step => step.FromMs)];
            return StepChart.Of(title, (text["chart.time"], text["chart.power"]), steps, step => new ChartValue(text.Say("chart.span", at(step.FromMs), at(step.ToMs)), step.Watts, Tiles.Power(text, step.Watts))) with
            {
                Ends = steps.Count == 0 ? ("", "") : (at(steps[0].FromMs), at(steps[^1].ToMs)),
            };
        }

        /// <summary>What signed documents say that was read. Where a clock does not count there is no time to show it at.</summary>
        internal static IEnumerable<Reading> Signed(IEnumerable<string> documents)
        {
            return documents.SelectMany(document => OcmfVerifier.Read(document).Readings).Where(reading => reading.Instant.DateKnown)
                .Select(reading => new Reading(TransactionRows.ToMs(reading.Instant.Utc), reading.RegisterMilliwattHours)).Distinct();
        }
    }
}
