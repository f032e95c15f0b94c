using NanoCharger.Hal;

namespace NanoCharger.Core.Time
{
    /// <summary>The date, as far as the witnesses of it are to be believed: the time server, which nobody has authenticated, and the backend. Inside a boot it runs with the monotonic clock.</summary>
    /// <remarks>
    /// A single witness sets a clock that is not known, unless it names a date from before the one that the log goes on from. A clock that is known follows the time server within what both can
    /// drift, and is moved by more only where the two agree against it; one alone that contradicts it is told, and makes the clock less sure. The README of the session log has the cases.
    /// </remarks>
    public sealed class WallClock : IClock
    {
        /// <summary>2025-01-01T00:00:00Z: nothing earlier can be a true date for this firmware.</summary>
        public const long EarliestMillis = 1735689600000;

        /// <summary>What two true answers of the time server may be apart beside drift: the network's half round trips, and a leap second.</summary>
        private const long StepMillis = 2_000;

        /// <summary>The like for the backend: whole seconds, and the ten for which its answer may have been under way.</summary>
        private const long AnswerMillis = 15_000;

        /// <summary>An answer that took longer says nothing of the time.</summary>
        private const long LongestAnswerMicros = 10_000_000;

        /// <summary>Drift of the crystal, 100 ppm with age and cold: a millisecond in so many microseconds.</summary>
        private const long MicrosPerDriftMilli = 10_000_000;

        /// <summary>How long the time server may be silent behind the backend's first word until that alone sets the clock: four of its tries.</summary>
        private const long PatienceMicros = 60_000_000;

        private const long LookMicros = 1_000_000;
        private const long DayMicros = 86_400_000_000;

        /// <summary>Between two looks at the monotonic clock: a longer pause is somebody else's, and the distance measured in it worth nothing.</summary>
        private const long SplitMicros = 2_000;

        /// <summary>A distance of the chip's clocks that has changed by no more is the old one, measured anew.</summary>
        private const long NoticedMillis = 2;

        private readonly IClock _chip;
        private readonly TimeWitness _server = new TimeWitness(StepMillis);
        private readonly TimeWitness _backend = new TimeWitness(AnswerMillis);
        private TimeWitness _source;
        private long _utcAtStart = EarliestMillis;
        private long _floorMillis = EarliestMillis;
        private long _agreedMicros;
        private long _lookedMicros = -LookMicros;

        /// <summary>A clock over the chip's two.</summary>
        public WallClock(IClock chip)
        {
            _chip = chip;
        }

        /// <inheritdoc/>
        public long NowMicros
        {
            get { return _chip.NowMicros; }
        }

        /// <inheritdoc/>
        public long UtcMillis
        {
            get { return _utcAtStart + (_chip.NowMicros / 1_000); }
        }

        /// <inheritdoc/>
        public ClockQuality Quality { get; private set; }

        /// <summary>Times since the start that the time server moved its own date, or this clock was moved, by more than it can drift.</summary>
        public int Moves { get; private set; }

        /// <summary>What there is to tell of it.</summary>
        public ClockNotice Notice { get; private set; }

        /// <summary>When <see cref="Notice"/> came up, monotonic.</summary>
        public long NoticeMicros { get; private set; }

        /// <summary>What the time server says.</summary>
        public TimeWitness Server
        {
            get { return _server; }
        }

        /// <summary>What the backend says.</summary>
        public TimeWitness Backend
        {
            get { return _backend; }
        }

        /// <summary>Whether two readings of it, so long apart, can both be true.</summary>
        /// <param name="expectedMillis">The earlier and the time since.</param>
        /// <param name="readMillis">The later.</param>
        /// <param name="elapsedMicros">Monotonic time between them.</param>
        public static bool MayBe(long expectedMillis, long readMillis, long elapsedMicros)
        {
            return Within(expectedMillis - readMillis, StepMillis, elapsedMicros);
        }

        /// <inheritdoc/>
        /// <remarks>A date that was held for true once, the log's: the chip's clock goes on from there, quality unknown, and nothing before it is believed of one witness alone.</remarks>
        public void Set(long utcMillis)
        {
            _floorMillis = utcMillis > EarliestMillis ? utcMillis : EarliestMillis;
            _utcAtStart = _floorMillis - (_chip.NowMicros / 1_000);
            _chip.Set(_floorMillis);
        }

        /// <summary>Looks at the chip's wall clock, which the time server moves, once a second.</summary>
        public void Turn(long nowMicros)
        {
            if (nowMicros - _lookedMicros < LookMicros)
            {
                return;
            }

            _lookedMicros = nowMicros;
            _server.Sure = _chip.Quality == ClockQuality.Synchronised;
            if (_server.Sure)
            {
                long before = _chip.NowMicros;
                long utcMillis = _chip.UtcMillis;
                long utcAtStart = utcMillis - (before / 1_000);
                if (_chip.NowMicros - before <= SplitMicros && !Within(utcAtStart - _server.UtcAtStart, NoticedMillis, 0))
                {
                    Weigh(_server, _backend, utcAtStart, nowMicros);
                }
            }

            if (_source == null && _backend.Sure && nowMicros - _backend.HeardMicros >= PatienceMicros)
            {
                Weigh(_backend, _server, _backend.UtcAtStart, nowMicros);
            }

            Qualify();
        }

        /// <summary>The backend has said what time it is.</summary>
        /// <param name="utcMillis">Its time.</param>
        /// <param name="askedMicros">When it was asked.</param>
        /// <param name="nowMicros">When its answer came.</param>
        public void Hear(long utcMillis, long askedMicros, long nowMicros)
        {
            if (nowMicros - askedMicros > LongestAnswerMicros)
            {
                return;
            }

            bool patient = _source == null && _backend.Sure;
            long utcAtStart = utcMillis - ((askedMicros + nowMicros) / 2_000);
            _backend.Sure = true;
            if (_source != null)
            {
                Weigh(_backend, _server, utcAtStart, nowMicros);
                Qualify();
            }
            else if (!patient)
            {
                _backend.Take(utcAtStart, nowMicros);
            }
        }

        /// <summary><see cref="Notice"/> has been told.</summary>
        public void Told()
        {
            Notice = ClockNotice.None;
        }

        private static bool Within(long millis, long bound, long elapsedMicros)
        {
            long allowed = bound + (elapsedMicros / MicrosPerDriftMilli);
            return millis <= allowed && millis >= -allowed;
        }

        private void Weigh(TimeWitness witness, TimeWitness other, long utcAtStart, long nowMicros)
        {
            witness.Take(utcAtStart, nowMicros);
            bool known = _source != null;
            bool both = other.Sure && nowMicros - other.HeardMicros < DayMicros && Within(utcAtStart - other.UtcAtStart, AnswerMillis, 0);
            bool fits = known
                ? Within(utcAtStart - _utcAtStart, _source == _backend ? AnswerMillis : witness.BoundMillis, nowMicros - _agreedMicros)
                : utcAtStart + (nowMicros / 1_000) >= _floorMillis - AnswerMillis;
            if (fits)
            {
                Agree(witness, other, nowMicros);
                if (!known && other.Sure && !Within(other.UtcAtStart - _utcAtStart, AnswerMillis, 0))
                {
                    // It had spoken before, and was not believed yet: its word is one all the same.
                    Contradict(other, nowMicros);
                }
            }
            else if (both)
            {
                Moves += known ? 1 : 0;
                _source = null;
                Agree(_server, _backend, nowMicros);
                Notify(ClockNotice.Set, nowMicros);
            }
            else
            {
                Moves += known && witness == _server && !witness.Contradicts ? 1 : 0;
                Contradict(witness, nowMicros);
            }
        }

        private void Contradict(TimeWitness witness, long nowMicros)
        {
            if (!witness.Contradicts)
            {
                witness.Contradicts = true;
                Notify(ClockNotice.Disagreement, nowMicros);
            }
        }

        // The time server's answers are the finer ones: while it has a say the clock goes with them, and one of the backend's is kept as long as it may be true.
        private void Agree(TimeWitness witness, TimeWitness other, long nowMicros)
        {
            _agreedMicros = nowMicros;
            witness.Contradicts = false;
            bool sets = _source == null;
            bool follows = sets || witness == _server || (!(_source == _server && _server.Sure) && !Within(witness.UtcAtStart - _utcAtStart, AnswerMillis, 0));
            if (!follows)
            {
                return;
            }

            _source = witness;
            _utcAtStart = witness.UtcAtStart;
            other.Contradicts &= !Within(other.UtcAtStart - _utcAtStart, AnswerMillis, 0);
            if (witness == _backend)
            {
                _chip.Set(_utcAtStart + (nowMicros / 1_000));
                Notify(sets ? ClockNotice.Set : Notice, nowMicros);
            }
        }

        private void Notify(ClockNotice notice, long nowMicros)
        {
            Notice = notice;
            NoticeMicros = nowMicros;
        }

        private void Qualify()
        {
            Quality = _source == null ? ClockQuality.Unknown
                : _source == _server && _server.Sure && !_server.Contradicts && !_backend.Contradicts ? ClockQuality.Synchronised : ClockQuality.Informative;
        }
    }
}
