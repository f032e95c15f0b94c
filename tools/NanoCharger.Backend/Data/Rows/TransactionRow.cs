namespace NanoCharger.Backend.Data
{
    /// <summary>A transaction as its events tell it: put in place of the one before by the ingest whenever an event comes.</summary>
    internal sealed class TransactionRow : ITenanted
    {
        public required long StationId { get; init; }

        public required int KeyNumber { get; init; }

        public required string Id { get; init; }

        /// <summary>Who had the station when the first of it came: a station that moves takes nothing with it.</summary>
        public required long TenantId { get; init; }

        public required string Tariff { get; init; }

        public required bool Begun { get; init; }

        public required bool Ended { get; init; }

        public required bool Complete { get; init; }

        public long? StartedMs { get; init; }

        public long? EndedMs { get; init; }

        public long? StartCameMs { get; init; }

        public long? EndCameMs { get; init; }

        public string? StoppedReason { get; init; }

        public long? BeginMwh { get; init; }

        public long? EndMwh { get; init; }

        public required int EventCount { get; init; }

        public long? Receipt { get; init; }

        public long? BeginDocument { get; init; }

        public string? Meter { get; init; }

        /// <summary>Who charges and how that is known, with a digest in place of the token.</summary>
        public string? Customer { get; init; }

        /// <summary>Who pays: the account of the card at the begin; null where no card of a resident was.</summary>
        public long? Account { get; init; }

        public required bool ReceiptOwed { get; init; }

        public string? EnergyProblem { get; init; }

        public string? TimeProblem { get; init; }

        /// <summary>What it costs with its lines, as JSON; null while it is not rated.</summary>
        public string? Rated { get; init; }

        /// <summary>A finding that keeps it from being priced until a manager has looked.</summary>
        public string? Held { get; init; }

        public string? Withheld { get; init; }

        public long? CostMinor { get; init; }

        public required string Currency { get; init; }

        /// <summary>The charge that it is a part of; null while it is of none.</summary>
        public long? ChargeId { get; set; }
    }

    /// <summary>The line about the price that somebody was told at a station: a receipt that carries it is priced by this tariff.</summary>
    internal sealed class ToldRow : ITenanted
    {
        public required long StationId { get; init; }

        /// <summary>Whom: the digest of the token.</summary>
        public required string Token { get; init; }

        public required string Line { get; init; }

        public required long TenantId { get; init; }

        public required string Tariff { get; init; }
    }
}
