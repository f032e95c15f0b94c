using System.Globalization;

namespace NanoCharger.Check.Size
{
    /// <summary>One count of what an assembly puts into its .pe, and what that can hold.</summary>
    /// <param name="Name">What is counted.</param>
    /// <param name="Count">How many.</param>
    /// <param name="Limit">How many there can be.</param>
    public sealed record Figure(string Name, int Count, int Limit)
    {
        /// <summary>The count in per cent of the limit.</summary>
        public double Percent => 100.0 * Count / Limit;

        /// <summary>How near the limit is.</summary>
        public FigureState State
        {
            get
            {
                long parts = 100L * Count;
                if (parts > (long)PeLimits.RefusePercent * Limit)
                {
                    return FigureState.Beyond;
                }
                return parts >= (long)PeLimits.WarnPercent * Limit ? FigureState.Near : FigureState.Well;
            }
        }

        /// <summary>"bytecode 76675 of 65535, 117.0 %".</summary>
        public override string ToString()
        {
            return string.Create(CultureInfo.InvariantCulture, $"{Name} {Count} of {Limit}, {Percent:0.0} %");
        }
    }
}
