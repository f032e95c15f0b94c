using System;
using System.Collections.Generic;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Physics
{
    /// <summary>The contactor: travel, bounce, and contacts that weld or do not move.</summary>
    internal sealed class Contactor
    {
        private const long CloseFromNanos = 15_000_000;
        private const long CloseToNanos = 25_000_000;
        private const long OpenFromNanos = 8_000_000;
        private const long OpenToNanos = 15_000_000;
        private const int Bounces = 3;
        private const long BounceFromNanos = 200_000;
        private const long BounceToNanos = 900_000;

        private readonly Machine _machine;
        private readonly Chance _chance;
        private readonly List<Event> _motion = new List<Event>();
        private bool _coil;
        private bool _moving;

        public Contactor(Machine machine, Chance chance)
        {
            _machine = machine;
            _chance = chance;
        }

        /// <summary>The contacts touched for the first time of a closing, or parted for good.</summary>
        public event Action? Moved;

        /// <summary>Current can flow, or no longer: <see cref="Moved"/> and every bounce; and when the contacts' health changes.</summary>
        public event Action? Touched;

        /// <summary>Closed, bounces disregarded.</summary>
        public bool Closed { get; private set; }

        /// <summary>The contacts touch at this moment.</summary>
        public bool Touching { get; private set; }

        /// <summary>The coil is energised.</summary>
        public bool Driven
        {
            get { return _coil; }
        }

        /// <summary>What switched the coil last: firmware, interlock, hold, residual or power.</summary>
        public string Cause { get; private set; } = "firmware";

        public bool Welded { get; private set; }

        /// <summary>Welded until a moment ago: the coil is off, and the contacts are on their way.</summary>
        public bool BreakingFree { get; private set; }

        public bool StuckOpen { get; private set; }

        /// <summary>Switches the coil.</summary>
        public void Drive(bool on, string cause)
        {
            _coil = on;
            Cause = cause;
            BreakingFree &= !on;
            Move();
        }

        /// <summary>Damages or repairs the contacts.</summary>
        public void SetHealth(bool welded, bool stuckOpen)
        {
            BreakingFree = Closed && !_coil && (BreakingFree || Welded) && !welded;
            Welded = welded;
            StuckOpen = stuckOpen;
            Move();
            Touched?.Invoke();
        }

        private void Move()
        {
            bool follows = _coil ? !StuckOpen : !Welded;
            if (_coil == Closed || !follows)
            {
                Halt();
            }
            else if (!_moving)
            {
                // Bounces of the movement before are over with the next one.
                Halt();
                _moving = true;
                long nanos = _coil ? _chance.Between(CloseFromNanos, CloseToNanos) : _chance.Between(OpenFromNanos, OpenToNanos);
                At(nanos, _coil ? Close : Open);
            }
        }

        private void Close()
        {
            Halt();
            Closed = true;
            long nanos = 0;
            for (int bounce = 0; bounce < Bounces; bounce++)
            {
                nanos += _chance.Between(BounceFromNanos, BounceToNanos);
                At(nanos, () => Touch(false));
                nanos += _chance.Between(BounceFromNanos, BounceToNanos);
                At(nanos, () => Touch(true));
            }

            Touch(true);
            Moved?.Invoke();
        }

        private void Open()
        {
            Halt();
            Closed = false;
            BreakingFree = false;
            Touch(false);
            Moved?.Invoke();
        }

        private void Touch(bool touching)
        {
            Touching = touching;
            Touched?.Invoke();
        }

        private void At(long nanosFromNow, Action what)
        {
            Event? scheduled = null;
            scheduled = _machine.Schedule(_machine.NowNanos + nanosFromNow, () =>
            {
                _motion.Remove(scheduled!);
                what();
            });
            _motion.Add(scheduled);
        }

        /// <summary>Forgets a movement that has not happened. A bounce cut short ends closed.</summary>
        private void Halt()
        {
            foreach (Event scheduled in _motion)
            {
                _machine.Cancel(scheduled);
            }

            _motion.Clear();
            _moving = false;
            if (Closed && !Touching)
            {
                Touch(true);
            }
        }
    }
}
