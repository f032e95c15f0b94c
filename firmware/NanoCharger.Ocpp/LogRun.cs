namespace NanoCharger.Ocpp
{
    /// <summary>The records that the backend has asked for once more (OCPP 2.0.1, N01): which, and how far it has come. One run at a time; a restart ends it, and the backend asks again.</summary>
    internal sealed class LogRun
    {
        /// <summary>What is told when it begins.</summary>
        internal const string Uploading = "Uploading";

        /// <summary>What is told when it is through.</summary>
        internal const string Uploaded = "Uploaded";

        /// <summary>What is told when it was given up.</summary>
        internal const string Failed = "UploadFailure";

        /// <summary>True from the wish to its end.</summary>
        internal bool Active { get; private set; }

        /// <summary>True until whoever sends the records has taken notice of this run.</summary>
        internal bool Fresh { get; set; }

        /// <summary>The backend's number for it.</summary>
        internal int RequestId { get; private set; }

        /// <summary>Number of the first record that is meant; above <see cref="Last"/> when there is none.</summary>
        internal long First { get; private set; }

        /// <summary>Number of the last record that is meant.</summary>
        internal long Last { get; private set; }

        /// <summary>Readings before this are not meant.</summary>
        internal long OldestUtcMillis { get; private set; }

        /// <summary>Readings after this are not meant.</summary>
        internal long LatestUtcMillis { get; private set; }

        /// <summary>Number of the last record that it is through with.</summary>
        internal long Position { get; set; }

        /// <summary>Records that the backend has answered for.</summary>
        internal int Sent { get; set; }

        /// <summary>Records that cannot be sent as they were: overwritten meanwhile, damaged, of another key or another firmware.</summary>
        internal int Skipped { get; set; }

        /// <summary>Records that the backend has answered by an error.</summary>
        internal int Refused { get; set; }

        /// <summary>How it stands, as LogStatusNotification says it.</summary>
        internal string Status { get; private set; }

        /// <summary>False while the backend has not been told that.</summary>
        internal bool Told { get; set; } = true;

        /// <summary>The number of a run that another one has replaced, to be told; -1 for none. The latest only.</summary>
        internal int Replaced { get; set; } = -1;

        /// <summary>Begins one, in place of the one under way.</summary>
        /// <param name="requestId">The backend's number for it.</param>
        /// <param name="first">First record.</param>
        /// <param name="last">Last record.</param>
        /// <param name="oldestUtcMillis">Earliest reading.</param>
        /// <param name="latestUtcMillis">Latest reading.</param>
        internal void Begin(int requestId, long first, long last, long oldestUtcMillis, long latestUtcMillis)
        {
            Replaced = Active ? RequestId : Replaced;
            Active = true;
            Fresh = true;
            RequestId = requestId;
            First = first;
            Last = last;
            OldestUtcMillis = oldestUtcMillis;
            LatestUtcMillis = latestUtcMillis;
            Position = first - 1;
            Sent = 0;
            Skipped = 0;
            Refused = 0;
            Status = Uploading;
            Told = false;
        }

        /// <summary>It is through, or given up.</summary>
        internal void End(string status)
        {
            Active = false;
            Status = status;
            Told = false;
        }
    }
}
