namespace NanoCharger.Core.Protection
{
    /// <summary>Whether a trip is tried again by itself (UL 2231-2 allows it after 15 min, four times; the European norms do not).</summary>
    internal sealed class RetryPolicy
    {
        /// <summary>A trip so soon after closing is the installation's or the vehicle's: it latches in every market.</summary>
        internal const long EarlyMicros = 10_000_000;

        /// <summary>From the trip to the retry.</summary>
        internal const long RetryMicros = 900_000_000;

        private const int LatchedBit = 0x80;
        private const int MostKept = 0x7F;

        private int _mostRetries;
        private int _retries;
        private bool _latched;

        /// <summary>Earliest time of the retry; far in the past when there was no trip.</summary>
        internal long NotBeforeMicros { get; private set; } = long.MinValue / 2;

        /// <summary>What has to survive a restart, 0..255: how often it was retried, and whether it is latched.</summary>
        internal int Kept
        {
            get { return (_retries < MostKept ? _retries : MostKept) | (_latched ? LatchedBit : 0); }
        }

        /// <summary>Takes back what was kept. The time until the retry begins anew in full.</summary>
        internal void Restore(int kept)
        {
            _retries = kept & MostKept;
            _latched = (kept & LatchedBit) != 0;
            NotBeforeMicros = RetryMicros;
        }

        /// <summary>Takes over the settings.</summary>
        /// <param name="market">Two letters. Only the US retries: CH, DK, GB and FR forbid it, and EU and DE do without, as does who has not named his yet.</param>
        /// <param name="retries">0..4.</param>
        internal void Configure(string market, int retries)
        {
            _mostRetries = market == "US" ? retries : 0;
        }

        /// <summary>There was a trip.</summary>
        /// <param name="closedForMicros">For how long the contactor had been closed.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        internal void Trip(long closedForMicros, long nowMicros)
        {
            _latched = closedForMicros < EarlyMicros || _retries >= _mostRetries;
            NotBeforeMicros = nowMicros + RetryMicros;
        }

        /// <summary>True when the retry is due.</summary>
        internal bool IsDue(long nowMicros)
        {
            return !_latched && nowMicros >= NotBeforeMicros;
        }

        /// <summary>The retry has been granted.</summary>
        internal void Retried()
        {
            _retries++;
        }

        /// <summary>Unplugged, or cleared by the technician: everything starts anew.</summary>
        internal void Reset()
        {
            _retries = 0;
            _latched = false;
            NotBeforeMicros = long.MinValue / 2;
        }
    }
}
