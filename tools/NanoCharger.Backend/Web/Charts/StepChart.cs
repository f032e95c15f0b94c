using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NanoCharger.Backend.Web.Charts
{
    /// <summary>A register at a moment.</summary>
    /// <param name="AtMs">When, Unix milliseconds.</param>
    /// <param name="Mwh">What it showed.</param>
    internal readonly record struct Reading(long AtMs, long Mwh);

    /// <summary>The mean power between two readings.</summary>
    /// <param name="FromMs">From when.</param>
    /// <param name="ToMs">Until when.</param>
    /// <param name="Watts">How much.</param>
    internal readonly record struct PowerStep(long FromMs, long ToMs, long Watts)
    {
        private const long MsOfHour = 3_600_000;
        private const long Thousand = 1000;

        /// <summary>Between each two readings that follow each other. A clock that went back, and a register that did, show nothing.</summary>
        internal static IReadOnlyList<PowerStep> Between(IEnumerable<Reading> readings)
        {
            List<PowerStep> steps = [];
            Reading? before = null;
            foreach (Reading reading in readings.OrderBy(one => one.AtMs))
            {
                if (before is { } last && reading.AtMs > last.AtMs && reading.Mwh >= last.Mwh)
                {
                    steps.Add(new PowerStep(last.AtMs, reading.AtMs, (long)((Int128)(reading.Mwh - last.Mwh) * MsOfHour / Thousand / (reading.AtMs - last.AtMs))));
                }

                before = before is { } one && one.AtMs == reading.AtMs && one.Mwh > reading.Mwh ? before : reading;
            }

            return steps;
        }
    }

    /// <summary>Power over time as a stair, on a ground of <see cref="BarChart.Width"/> by <see cref="BarChart.Height"/>.</summary>
    /// <param name="Title">What is shown.</param>
    /// <param name="Heads">The heads of the two columns of the same as a table.</param>
    /// <param name="Values">The steps.</param>
    /// <param name="Path">The stair, as a path of SVG that is filled.</param>
    public sealed record StepChart(string Title, (string Label, string Value) Heads, IReadOnlyList<ChartValue> Values, string Path)
    {
        /// <summary>When it begins and ends, as it is written.</summary>
        public (string From, string To) Ends { get; init; }

        /// <summary>The highest step; null where nothing flowed.</summary>
        public ChartValue? Most => Values.MaxBy(one => one.Value) is { Value: > 0 } most ? most : null;

        /// <summary>The chart of steps, each written as the caller wants it.</summary>
        internal static StepChart Of(string title, (string Label, string Value) heads, IReadOnlyList<PowerStep> steps, Func<PowerStep, ChartValue> write)
        {
            return new StepChart(title, heads, [.. steps.Select(write)], Stair(steps));
        }

        /// <summary>The stair: from the ground up, along each step, and down to the ground.</summary>
        internal static string Stair(IReadOnlyList<PowerStep> steps)
        {
            if (steps.Count == 0)
            {
                return "";
            }

            long most = Math.Max(1, steps.Max(step => step.Watts));
            long begin = steps[0].FromMs;
            long length = Math.Max(1, steps[^1].ToMs - begin);
            StringBuilder path = new();
            path.Append(CultureInfo.InvariantCulture, $"M0 {BarChart.Height}");
            long last = begin;
            foreach (PowerStep step in steps)
            {
                if (step.FromMs > last)
                {
                    // Nothing is known of the time between: it is no power that went on.
                    path.Append(CultureInfo.InvariantCulture, $"V{BarChart.Height}");
                }

                last = step.ToMs;
                int height = BarChart.Height - (int)(step.Watts * BarChart.Height / most);
                path.Append(CultureInfo.InvariantCulture, $"H{(step.FromMs - begin) * BarChart.Width / length}V{height}H{(step.ToMs - begin) * BarChart.Width / length}");
            }

            return path.Append(CultureInfo.InvariantCulture, $"V{BarChart.Height}z").ToString();
        }
    }
}
