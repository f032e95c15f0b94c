namespace NanoCharger.Backend.Data
{
    /// <summary>A version of a tariff; never changed: another price is another version.</summary>
    internal sealed class TariffRow : ITenanted
    {
        /// <inheritdoc/>
        public required long TenantId { get; init; }

        /// <summary>Its id, with which signed tariff texts begin.</summary>
        public required string Id { get; init; }

        /// <summary>All of it, as JSON.</summary>
        public required string Text { get; init; }

        /// <summary>SHA-256 of the text: what was edited is told nobody, and nobody is billed by it.</summary>
        public required byte[] Hash { get; init; }

        /// <summary>When it was put down.</summary>
        public required long AddedMs { get; init; }
    }

    /// <summary>Since when a version is the price of whom; never changed: another offer comes behind it.</summary>
    internal sealed class OfferRow : ITenanted
    {
        /// <inheritdoc/>
        public required long TenantId { get; init; }

        /// <summary>For whom, as <see cref="Rating.Audience"/> writes it.</summary>
        public required string Audience { get; init; }

        /// <summary>Since when; 0: always.</summary>
        public required long FromMs { get; init; }

        /// <summary>The version.</summary>
        public required string TariffId { get; init; }

        /// <summary>When it was said.</summary>
        public required long AddedMs { get; init; }
    }
}
