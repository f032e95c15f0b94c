using System;
using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Backend.Web.Charts
{
    /// <summary>A value of a chart.</summary>
    /// <param name="Label">Of what: a day, a month.</param>
    /// <param name="Value">How much.</param>
    /// <param name="Text">The same as it is written.</param>
    public sealed record ChartValue(string Label, long Value, string Text);

    /// <summary>A bar.</summary>
    /// <param name="X">Its left edge.</param>
    /// <param name="Y">Its upper edge.</param>
    /// <param name="Width">Its width.</param>
    /// <param name="Height">Its height.</param>
    public readonly record struct Bar(int X, int Y, int Width, int Height);

    /// <summary>Values side by side, as bars on a ground of <see cref="Width"/> by <see cref="Height"/>, which is stretched to what room there is.</summary>
    /// <param name="Title">What is shown.</param>
    /// <param name="Heads">The heads of the two columns of the same as a table.</param>
    /// <param name="Values">The values.</param>
    /// <param name="Bars">Their bars.</param>
    public sealed record BarChart(string Title, (string Label, string Value) Heads, IReadOnlyList<ChartValue> Values, IReadOnlyList<Bar> Bars)
    {
        /// <summary>The width of the ground.</summary>
        public const int Width = 1200;

        /// <summary>The height of the ground.</summary>
        public const int Height = 200;

        /// <summary>What is seen of a value that is more than nothing.</summary>
        private const int Least = 3;

        /// <summary>The room between two bars, of what one has.</summary>
        private const int GapShare = 5;

        /// <summary>The value that reaches the top; null where all are nothing.</summary>
        public ChartValue? Most => Values.MaxBy(one => one.Value) is { Value: > 0 } most ? most : null;

        /// <summary>The chart of values.</summary>
        internal static BarChart Of(string title, (string Label, string Value) heads, IReadOnlyList<ChartValue> values)
        {
            long most = Math.Max(1, values.Count == 0 ? 1 : values.Max(one => one.Value));
            List<Bar> bars = [];
            for (int at = 0; at < values.Count; at++)
            {
                (int from, int to) = (at * Width / values.Count, (at + 1) * Width / values.Count);
                int gap = (to - from) / GapShare;
                int height = values[at].Value <= 0 ? 0 : Math.Max(Least, (int)((Int128)values[at].Value * Height / most));
                bars.Add(new Bar(from + (gap / 2), Height - height, to - from - gap, height));
            }

            return new BarChart(title, heads, values, bars);
        }
    }
}
