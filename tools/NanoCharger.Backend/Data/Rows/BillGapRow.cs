namespace NanoCharger.Backend.Data
{
    /// <summary>Numbers of bills that are not given out here, since what is lost may have given them out; never changed.</summary>
    internal sealed class BillGapRow : ITenanted
    {
        /// <inheritdoc/>
        public required long TenantId { get; init; }

        /// <summary>The first.</summary>
        public required long FromNumber { get; init; }

        /// <summary>The last.</summary>
        public required long ToNumber { get; init; }

        /// <summary>Why.</summary>
        public required string Reason { get; init; }

        /// <summary>Since when.</summary>
        public required long AtMs { get; init; }
    }
}
