namespace NanoCharger.Backend.Ingest
{
    /// <summary>The steps of a frame through the ingest: at each the process may die, before or after what the step does.</summary>
    internal enum IngestStep
    {
        /// <summary>The frame is taken from the connection.</summary>
        Taken,

        /// <summary>It is read, and what it signs is verified.</summary>
        Judged,

        /// <summary>The database transaction is begun.</summary>
        Begun,

        /// <summary>What is known of its station is there.</summary>
        Loaded,

        /// <summary>Its rows are written.</summary>
        Written,

        /// <summary>The database has them for good.</summary>
        Committed,

        /// <summary>The station is answered.</summary>
        Answered,
    }
}
