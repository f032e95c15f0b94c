namespace NanoCharger.Backend.Rating
{
    /// <summary>A line of a bill.</summary>
    /// <param name="Kind">What it is for.</param>
    /// <param name="AmountMinor">Its amount, minor units.</param>
    public sealed record RatedLine(LineKind Kind, long AmountMinor)
    {
        /// <summary>Price of one kWh or one minute; null where the line is neither.</summary>
        public decimal? Price { get; init; }

        /// <summary>The energy that it is for; null where it is for none.</summary>
        public long? MilliwattHours { get; init; }

        /// <summary>The begun minutes that it is for; null where it is for none.</summary>
        public long? Minutes { get; init; }
    }
}
