namespace NanoCharger.Backend.Data
{
    /// <summary>What a station has said of a transaction: one row for each different event, written once, never changed.</summary>
    internal sealed class EventRow : ITenanted
    {
        public required long StationId { get; init; }

        /// <summary>The series that it belongs to; 0 where the station has no key. Changed once, when a station that had none gets its first.</summary>
        public required int KeyNumber { get; set; }

        public required string TransactionId { get; init; }

        public required long Sequence { get; init; }

        /// <summary>It carries a verified document. An unsigned event cannot take the place of a signed one, so both may be there under one number.</summary>
        public required bool Signed { get; init; }

        /// <summary>Whose it is. Changed once, where an unsigned event had said when its transaction began and a signed one says it otherwise.</summary>
        public required long TenantId { get; set; }

        public required string Type { get; init; }

        public required long UtcMs { get; init; }

        /// <summary>How far its clock is to be believed, as OCMF's letter.</summary>
        public required string Clock { get; init; }

        public required long CameMs { get; init; }

        public string? StoppedReason { get; init; }

        public long? BeginMwh { get; init; }

        public long? EndMwh { get; init; }

        /// <summary>The digest of the token; null where it tells none, or its account was erased.</summary>
        public string? Token { get; init; }

        public long? DocumentNumber { get; init; }

        /// <summary>SHA-256 of the payload as it came: a repeat is known by it.</summary>
        public required byte[] Hash { get; init; }

        /// <summary>The whole frame as it came.</summary>
        public required byte[] Frame { get; init; }

        /// <summary>The payload of the answer that it was given; a repeat is given the same.</summary>
        public required string Answer { get; init; }
    }

    /// <summary>A verified document: written once, with its event.</summary>
    internal sealed class DocumentRow : ITenanted
    {
        public required long StationId { get; init; }

        public required int KeyNumber { get; init; }

        public required long Number { get; init; }

        public required long TenantId { get; init; }

        public required string TransactionId { get; init; }

        public required long Sequence { get; init; }

        /// <summary>Exactly as it was signed.</summary>
        public required string Text { get; init; }

        public required long CameMs { get; init; }
    }

    /// <summary>What was refused, verbatim, once for each key that it was judged by; only the date on which it was taken after all is written later.</summary>
    internal sealed class RefusalRow : ITenanted
    {
        public required long StationId { get; init; }

        /// <summary>The key that it was judged by; 0 where it was by none.</summary>
        public required int KeyNumber { get; init; }

        public required byte[] Hash { get; init; }

        public required long TenantId { get; init; }

        /// <summary>The error that the station was told.</summary>
        public required string Code { get; init; }

        public required string Reason { get; init; }

        /// <summary>It waits for a key: it is judged again when one comes.</summary>
        public required bool Waits { get; init; }

        public required byte[] Frame { get; init; }

        public required long CameMs { get; init; }

        /// <summary>When a key that came had it judged anew; null while that has not been.</summary>
        public long? SettledMs { get; set; }
    }

    /// <summary>Something that people should look at, with what follows from it until they do; written once.</summary>
    internal sealed class FindingRow : ITenanted
    {
        public required long StationId { get; init; }

        public required int KeyNumber { get; init; }

        /// <summary>The document that it was found at.</summary>
        public required long Number { get; init; }

        public required string Code { get; init; }

        public required long TenantId { get; init; }

        public required string TransactionId { get; init; }

        public required string Text { get; init; }

        public required int Consequence { get; init; }

        public required long CameMs { get; init; }
    }
}
