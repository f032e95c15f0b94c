using System.Threading;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>What came of the frames so far.</summary>
    internal sealed class IngestCounters
    {
        private long _malformed;
        private long _refused;
        private long _refusedDocuments;
        private long _answered;
        private long _failed;

        /// <summary>Frames that could not be read.</summary>
        internal long Malformed => Interlocked.Read(ref _malformed);

        /// <summary>Calls answered by a CALLERROR.</summary>
        internal long Refused => Interlocked.Read(ref _refused);

        /// <summary>Calls answered by a CALLERROR because their signed document was refused.</summary>
        internal long RefusedDocuments => Interlocked.Read(ref _refusedDocuments);

        /// <summary>Calls answered by a CALLRESULT.</summary>
        internal long Answered => Interlocked.Read(ref _answered);

        /// <summary>Calls that got no answer because something here failed.</summary>
        internal long Failed => Interlocked.Read(ref _failed);

        internal void CountMalformed()
        {
            Interlocked.Increment(ref _malformed);
        }

        internal void Count(Call call)
        {
            if (call.Reply is null)
            {
                Interlocked.Increment(ref _failed);
            }
            else if (call.Refused)
            {
                Interlocked.Increment(ref _refused);
            }
            else
            {
                Interlocked.Increment(ref _answered);
            }

            if (call.RefusedDocument)
            {
                Interlocked.Increment(ref _refusedDocuments);
            }
        }
    }
}
