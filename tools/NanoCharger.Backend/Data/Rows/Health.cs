namespace NanoCharger.Backend.Data
{
    /// <summary>Why a station was not heard, as far as facts tell. The numbers stand in the table.</summary>
    internal enum OutageCause
    {
        /// <summary>Nothing tells.</summary>
        Unknown = 0,

        /// <summary>It was not started anew: it ran, and the way to it was gone.</summary>
        Link = 1,

        /// <summary>It was started anew, and says that power had come: it was gone, or somebody has restarted it.</summary>
        Power = 2,

        /// <summary>It was started anew by its own word, or by a call from here.</summary>
        Restart = 3,

        /// <summary>Its watchdog has started it anew.</summary>
        Watchdog = 4,
    }

    /// <summary>A time in which a station was not heard while somebody here listened, or in which it was started anew. What follows soon from the same cause makes the row longer.</summary>
    internal sealed class OutageRow : ITenanted
    {
        public required long StationId { get; init; }

        /// <summary>It was heard then for the last time.</summary>
        public required long FromMs { get; init; }

        /// <summary>Whose the station was then.</summary>
        public required long TenantId { get; init; }

        /// <summary>It was heard again; or nobody listened from then on.</summary>
        public required long ToMs { get; set; }

        public required OutageCause Cause { get; init; }

        /// <summary>How often it was gone within that time.</summary>
        public required int Times { get; set; }
    }

    /// <summary>A time in which a station said that it is faulty, written before that is answered.</summary>
    internal sealed class FaultRow : ITenanted
    {
        public required long StationId { get; init; }

        /// <summary>It said so then.</summary>
        public required long FromMs { get; init; }

        /// <summary>Whose the station was then.</summary>
        public required long TenantId { get; init; }

        /// <summary>The fault by the station's own name; empty: it has not said which.</summary>
        public required string What { get; init; }

        /// <summary>It said then that it is well, or has another fault; null: it has not.</summary>
        public long? ToMs { get; set; }
    }

    /// <summary>A time in which this platform listened, by one worker at least: between two of them nobody knows what stations did.</summary>
    internal sealed class ListeningRow
    {
        public long Id { get; init; }

        public required long FromMs { get; init; }

        public required long ToMs { get; set; }
    }
}
