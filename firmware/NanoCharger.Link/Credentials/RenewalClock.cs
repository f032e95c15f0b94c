using NanoCharger.Hal;

namespace NanoCharger.Link.Credentials
{
    /// <summary>When the station asks the backend for its next certificate: from two thirds of the present one's life on, and when somebody wants it.</summary>
    /// <remarks>At once the first time, then once a day until it has come; after a refusal, or no answer, after 1 h, 2 h, 4 h and so on, 24 h at most. A restart begins anew.</remarks>
    public sealed class RenewalClock
    {
        /// <summary>Pause behind a request that was accepted and has brought nothing yet; and the longest behind one that was not.</summary>
        public const long DayMicros = 86_400_000_000;

        /// <summary>Pause behind the first that was refused or lost.</summary>
        public const long FirstPauseMicros = 3_600_000_000;

        private readonly Credentials _credentials;
        private readonly IClock _clock;
        private long _pauseMicros = FirstPauseMicros;
        private long _notBeforeMicros;
        private long _seenNotAfterMillis;

        /// <summary>A clock for these.</summary>
        /// <param name="credentials">Whose certificate ends.</param>
        /// <param name="clock">Says what date it is.</param>
        public RenewalClock(Credentials credentials, IClock clock)
        {
            _credentials = credentials;
            _clock = clock;
        }

        /// <summary>True from two thirds of the certificate's life on; false without one, and while nobody knows the date.</summary>
        public bool IsOld
        {
            get
            {
                long from = _credentials.NotBeforeMillis;
                long until = _credentials.NotAfterMillis;
                return _credentials.HasChain && until > from && _clock.Quality != ClockQuality.Unknown && _clock.UtcMillis - from >= (until - from) / 3 * 2;
            }
        }

        /// <summary>True from <see cref="Want"/> until a request is accepted.</summary>
        public bool Wanted { get; private set; }

        /// <summary>Somebody wants a request to go out, however young the certificate is: at once, and until one is accepted.</summary>
        public void Want()
        {
            Wanted = true;
            Restart();
        }

        /// <summary>Whether a request should go out now. Cost: some comparisons.</summary>
        /// <param name="nowMicros">Monotonic time.</param>
        public bool IsDue(long nowMicros)
        {
            if (_seenNotAfterMillis != _credentials.NotAfterMillis)
            {
                // Another certificate: its renewal begins anew.
                _seenNotAfterMillis = _credentials.NotAfterMillis;
                Restart();
            }

            return nowMicros >= _notBeforeMicros && (Wanted || IsOld);
        }

        /// <summary>The backend has accepted the request: the certificate should come.</summary>
        /// <param name="nowMicros">Monotonic time.</param>
        public void TakeAccepted(long nowMicros)
        {
            Wanted = false;
            _pauseMicros = FirstPauseMicros;
            _notBeforeMicros = nowMicros + DayMicros;
        }

        /// <summary>The request could not be made, was refused, or nobody answered.</summary>
        /// <param name="nowMicros">Monotonic time.</param>
        public void TakeFailed(long nowMicros)
        {
            _notBeforeMicros = nowMicros + _pauseMicros;
            _pauseMicros = _pauseMicros * 2 < DayMicros ? _pauseMicros * 2 : DayMicros;
        }

        private void Restart()
        {
            _pauseMicros = FirstPauseMicros;
            _notBeforeMicros = 0;
        }
    }
}
