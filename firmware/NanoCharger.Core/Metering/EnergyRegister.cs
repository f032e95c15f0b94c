using System;

namespace NanoCharger.Core.Metering
{
    /// <summary>The lifetime energy register: milliwatt-hours that only ever grow.</summary>
    /// <remarks>
    /// Energy is power times the true time between the ends of two blocks, so the stretch between the blocks counts too. It is
    /// collected for about a second and then judged as a whole. What is clearly a load counts at once; the rest is collected for
    /// ten seconds more, and a mean below the starting threshold, or one that flows back, is dropped. (Judged sooner, the noise of a
    /// converter at no load would pass the threshold now and then, and creep: over a second of three phases it is 4 W, 15 W come by once an hour.)
    /// What is less than a milliwatt-hour is carried on, never dropped. Units: 1 mW · 1 µs = 1 nJ; 1 mWh = 3.6e9 nJ.
    /// Ranges: at most 3 · 2.1e9 mW in 60 s is 3.9e17 nJ &lt; 2^63.
    /// </remarks>
    public sealed class EnergyRegister
    {
        /// <summary>A stretch longer than this between two blocks is a stall: nobody saw what the vehicle drew meanwhile.</summary>
        public const int StallMicros = 1_000_000;

        // No stall outlasts the watchdog's 30 s; a longer stretch is an error of ours and is not billed beyond this.
        private const long MostStretchMicros = 60_000_000;

        private const long WindowMicros = 1_000_000;
        private const long DoubtfulMicros = 10_000_000;

        // A second's mean of four times the threshold is a load beyond any noise.
        private const int SureTimes = 4;
        private const long NanojoulesPerMilliwattHour = 3_600_000_000;

        private long _residualNanojoules;
        private long _windowNanojoules;
        private long _windowMicros;
        private long _doubtfulNanojoules;
        private long _doubtfulMicros;
        private int _lastMilliwatts;
        private int _startMilliwatts;

        /// <summary>Makes a register.</summary>
        /// <param name="milliwattHours">What it stood at, 0 or more.</param>
        /// <exception cref="ArgumentException">The value is negative.</exception>
        public EnergyRegister(long milliwattHours)
        {
            if (milliwattHours < 0)
            {
                throw new ArgumentException("milliwattHours: negative");
            }

            MilliwattHours = milliwattHours;
        }

        /// <summary>What the register stands at.</summary>
        public long MilliwattHours { get; private set; }

        /// <summary>Mean power over the last complete window of about a second, in milliwatts; 0 while the outlet is dead.</summary>
        public int MeanMilliwatts { get; private set; }

        /// <summary>Sets the starting threshold: less power than this does not count.</summary>
        /// <param name="milliwatts">0 or more.</param>
        public void SetStart(int milliwatts)
        {
            _startMilliwatts = milliwatts;
        }

        /// <summary>Credits one stretch, from the end of the last measured block to the end of this one.</summary>
        /// <param name="elapsedMicros">Its length; 0 or less is ignored.</param>
        /// <param name="milliwatts">Mean power in the block at its end.</param>
        /// <param name="live">True when the outlet was live in it: the contactor commanded closed, or mains sensed behind it.</param>
        public void Credit(long elapsedMicros, int milliwatts, bool live)
        {
            if (elapsedMicros <= 0)
            {
                return;
            }

            if (!live)
            {
                Settle();
                MeanMilliwatts = 0;
                _lastMilliwatts = 0;
                return;
            }

            bool stalled = elapsedMicros > StallMicros;
            int credited = stalled && _lastMilliwatts < milliwatts ? _lastMilliwatts : milliwatts;
            long micros = elapsedMicros < MostStretchMicros ? elapsedMicros : MostStretchMicros;
            _windowNanojoules += credited * micros;
            _windowMicros += micros;
            _lastMilliwatts = milliwatts;
            if (_windowMicros >= WindowMicros)
            {
                CloseWindow();
            }
        }

        /// <summary>Judges all that is collected and adds it. To be called before a reading that must be complete.</summary>
        public void Settle()
        {
            if (_windowMicros > 0)
            {
                CloseWindow();
            }

            if (_doubtfulMicros > 0)
            {
                JudgeDoubtful();
            }
        }

        private void CloseWindow()
        {
            long mean = _windowNanojoules / _windowMicros;
            MeanMilliwatts = (int)mean;
            if (mean > 0 && mean >= (long)_startMilliwatts * SureTimes)
            {
                Add(_windowNanojoules);
            }
            else
            {
                _doubtfulNanojoules += _windowNanojoules;
                _doubtfulMicros += _windowMicros;
            }

            _windowNanojoules = 0;
            _windowMicros = 0;
            if (_doubtfulMicros >= DoubtfulMicros)
            {
                JudgeDoubtful();
            }
        }

        private void JudgeDoubtful()
        {
            long mean = _doubtfulNanojoules / _doubtfulMicros;
            if (mean > 0 && mean >= _startMilliwatts)
            {
                Add(_doubtfulNanojoules);
            }

            _doubtfulNanojoules = 0;
            _doubtfulMicros = 0;
        }

        private void Add(long nanojoules)
        {
            _residualNanojoules += nanojoules;
            MilliwattHours += _residualNanojoules / NanojoulesPerMilliwattHour;
            _residualNanojoules %= NanojoulesPerMilliwattHour;
        }
    }
}
