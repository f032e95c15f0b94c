namespace NanoCharger.Backend.Data
{
    /// <summary>A call to a station: stored before it is sent, ended once, kept for good. Written by whoever wants something of the station, then by whichever worker sends it or hears the answer.</summary>
    internal sealed class CallRow : ITenanted
    {
        public required long StationId { get; init; }

        /// <summary>The station's calls count from 1 and go out in this order; GetLog has it as its requestId.</summary>
        public required long Number { get; init; }

        /// <summary>Who had the station when it was stored.</summary>
        public required long TenantId { get; init; }

        /// <summary>The OCPP message id: the same one however often it is sent.</summary>
        public required string Id { get; init; }

        public required string Action { get; init; }

        /// <summary>A JSON object.</summary>
        public required string Payload { get; init; }

        /// <summary>Who or what wanted it, in a few words.</summary>
        public required string CausedBy { get; init; }

        /// <summary>The board that the station had said it is; null where it had not.</summary>
        public string? Board { get; init; }

        public required long StoredMs { get; init; }

        /// <summary>From then on it is not sent any more, and ends.</summary>
        public required long ExpiresMs { get; init; }

        /// <summary>When it was sent last; null while it was not. Whoever sends it next says what stood here, so that of two one does.</summary>
        public long? SentMs { get; set; }

        /// <summary>When it was answered, expired or was overtaken by a start; null while it is open.</summary>
        public long? EndedMs { get; set; }

        /// <summary>The payload of the result; null where there was none.</summary>
        public string? Answer { get; set; }

        /// <summary>The error that was answered, or why there is no answer; null where there is one.</summary>
        public string? Error { get; set; }

        /// <summary>What was heard of it otherwise: that the station has started, how far its log is.</summary>
        public string? Note { get; set; }
    }
}
