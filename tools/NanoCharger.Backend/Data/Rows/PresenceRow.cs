namespace NanoCharger.Backend.Data
{
    /// <summary>When a station was heard: written now and then by whichever worker hears it, so that a restart, and another worker, know of it.</summary>
    internal sealed class PresenceRow
    {
        public required long StationId { get; init; }

        /// <summary>Anything.</summary>
        public required long HeardMs { get; set; }

        /// <summary>Since when it is in contact without a gap.</summary>
        public required long SinceMs { get; set; }

        /// <summary>An event of a transaction; 0: none.</summary>
        public required long EventMs { get; set; }

        /// <summary>The state of its outlet, as OCPP names it; null: it has not said.</summary>
        public string? Outlet { get; set; }

        /// <summary>When it said that last.</summary>
        public required long OutletMs { get; set; }

        /// <summary>Since when it is in that state.</summary>
        public required long OutletSinceMs { get; set; }

        /// <summary>The number of its board; null: it has not said.</summary>
        public string? Board { get; set; }

        /// <summary>The number of its start, which the ids of its messages begin with; null: they have none.</summary>
        public long? Boot { get; set; }

        /// <summary>When it told that last; 0: never.</summary>
        public long BootMs { get; set; }

        /// <summary>How often its contactor has closed; null: it has not said.</summary>
        public long? Closings { get; set; }

        public Station? Station { get; init; }
    }
}
