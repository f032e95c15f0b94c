using System;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Physics
{
    /// <summary>The residual current monitor (RDC-DD, IEC 62955): trips by itself, answers its test input.</summary>
    /// <remarks>
    /// Its output stays while the current flows and half a second longer. What holds the coil open after that is the
    /// safety chain's own latch, so a trip never closes again by itself.
    /// </remarks>
    internal sealed class ResidualMonitor
    {
        private const long NanosPerMilli = 1_000_000;
        private const long LingerNanos = 500 * NanosPerMilli;
        private const long TestFromNanos = 120 * NanosPerMilli;
        private const long TestToNanos = 280 * NanosPerMilli;
        private const long ClearFromNanos = 100 * NanosPerMilli;
        private const long ClearToNanos = 450 * NanosPerMilli;

        private readonly Machine _machine;
        private readonly Chance _chance;
        private Event? _pending;
        private bool _direct;
        private double _milliamps;
        private bool _path;
        private bool _test;
        private bool _silent;
        private bool _stuck;
        private bool _byCurrent;

        public ResidualMonitor(Machine machine, Chance chance)
        {
            _machine = machine;
            _chance = chance;
        }

        /// <summary>The trip output, or the current, has changed.</summary>
        public event Action? Changed;

        public bool Tripped { get; private set; }

        /// <summary>It trips, or was tripped last, by a current, not by its test.</summary>
        public bool ByCurrent
        {
            get { return _byCurrent; }
        }

        /// <summary>The monitor is dead: it sees nothing.</summary>
        public bool Silent
        {
            get { return _silent; }
        }

        /// <summary>A residual current that counts flows at this moment: the leak is behind the contacts.</summary>
        public bool Flowing
        {
            get { return _path && LimitNanos != long.MaxValue; }
        }

        /// <summary>Longest time that the leak may flow until the contacts are open; <see cref="long.MaxValue"/>: for ever.</summary>
        public long LimitNanos
        {
            get { return Limit(_direct, _milliamps); }
        }

        /// <summary>The leak: its kind and size; 0 mA ends it.</summary>
        public void Leak(bool direct, double milliamps)
        {
            // Through zero, so that whoever times the leak begins anew.
            _milliamps = 0;
            Update();
            _direct = direct;
            _milliamps = milliamps;
            Update();
        }

        /// <summary>Mains behind the contacts, so that a leak can flow.</summary>
        public void SetPath(bool live)
        {
            if (_path != live)
            {
                _path = live;
                Update();
            }
        }

        /// <summary>The board's test input.</summary>
        public void Test(bool on)
        {
            if (_test != on)
            {
                _test = on;
                Update();
            }
        }

        public void SetHealth(bool silent, bool stuck)
        {
            _silent = silent;
            _stuck = stuck;
            Update();
        }

        private void Update()
        {
            bool flowing = Flowing;
            bool wanted = !_silent && (flowing || _test);
            if (Tripped && _pending is not null && !wanted && !_stuck)
            {
                // It is clearing already; a leak that changes behind open contacts is nothing to it.
                Changed?.Invoke();
                return;
            }

            Cancel();
            if (wanted && !Tripped)
            {
                _byCurrent = flowing;
                long trip = flowing ? TripNanos() : long.MaxValue;
                long test = _test ? _chance.Between(TestFromNanos, TestToNanos) : long.MaxValue;
                Later(Math.Min(trip, test), true);
            }
            else if (!wanted && Tripped && !_stuck)
            {
                Later(_byCurrent ? LingerNanos : _chance.Between(ClearFromNanos, ClearToNanos), false);
            }

            Changed?.Invoke();
        }

        /// <summary>The monitor's own time: what the norm allows in all, less the contactor's release and a margin; 8 ms at 150 mA AC and more.</summary>
        private long TripNanos()
        {
            if (!_direct && _milliamps >= 150)
            {
                return 8 * NanosPerMilli;
            }

            return LimitNanos / 2;
        }

        private void Later(long nanos, bool trip)
        {
            _pending = _machine.Schedule(_machine.NowNanos + nanos, () =>
            {
                _pending = null;
                Tripped = trip;
                Changed?.Invoke();
            });
        }

        private void Cancel()
        {
            if (_pending is not null)
            {
                _machine.Cancel(_pending);
                _pending = null;
            }
        }

        /// <summary>From the current to open contacts: IEC 62955 for direct current, 61008-1 and UL 2231 (CCID20) for alternating.</summary>
        private static long Limit(bool direct, double milliamps)
        {
            long millis = direct
                ? milliamps switch { >= 200 => 100, >= 60 => 300, >= 6 => 10_000, _ => -1 }
                : milliamps switch { >= 150 => 40, >= 60 => 210, >= 30 => 300, >= 20 => 1_000, _ => -1 };
            return millis < 0 ? long.MaxValue : millis * NanosPerMilli;
        }
    }
}
