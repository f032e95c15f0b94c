using System;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Memory
{
    /// <summary>One fault that stays latched until somebody unplugs or clears it, and the retries that a market may allow.</summary>
    internal sealed class LatchedFault
    {
        /// <summary>UL 2231-2: a retry 15 min after the trip, counted anew in full from each start; a second for the clocks.</summary>
        private const long RetryNanos = 899_000_000_000;

        private readonly Machine _machine;
        private readonly TurnCount _turns;
        private readonly Func<int> _mostRetries;
        private bool _early;
        private long _waitFrom;
        private long _knownAt;
        private long _retriedAt;
        private int _retries;

        /// <param name="name">For the violation.</param>
        /// <param name="machine">Its time.</param>
        /// <param name="turns">By which is judged what the firmware has written down.</param>
        /// <param name="mostRetries">How often the market allows to close again by itself.</param>
        public LatchedFault(string name, Machine machine, TurnCount turns, Func<int> mostRetries)
        {
            Name = name;
            _machine = machine;
            _turns = turns;
            _mostRetries = mostRetries;
        }

        /// <summary>The fault in words.</summary>
        public string Name { get; }

        /// <summary>The firmware knows of it, and nothing has lifted it since.</summary>
        public bool Latched { get; private set; }

        /// <summary>When it was latched, in seconds.</summary>
        public double AtSeconds { get; private set; }

        /// <summary>The firmware must know of it by now.</summary>
        /// <param name="early">It came so soon after closing that no market retries it.</param>
        public void Note(bool early)
        {
            if (!Latched)
            {
                Latched = true;
                AtSeconds = _machine.NowNanos / 1e9;
                _early = early;
                _waitFrom = _machine.NowNanos;
                _knownAt = _turns.Count;
            }
        }

        /// <summary>The outlet may have been seen empty, or the technician has cleared it.</summary>
        public void Lift()
        {
            Latched = false;
            _retries = 0;
        }

        /// <summary>The contacts close.</summary>
        /// <returns>True when they may: it is not latched, or this is a retry that is due.</returns>
        public bool MayClose()
        {
            bool retry = Latched && !_early && _retries < _mostRetries() && _machine.NowNanos - _waitFrom >= RetryNanos;
            if (retry)
            {
                Latched = false;
                _retries++;
                _retriedAt = _turns.Count;
            }

            return !Latched;
        }

        /// <summary>The firmware is gone. A latch, or a retry, that it may not have written down is forgotten in its favour.</summary>
        public void Cut()
        {
            Latched &= _turns.Since(_knownAt) >= TurnCount.Kept;
            _retries -= _retries > 0 && _turns.Since(_retriedAt) < TurnCount.Kept ? 1 : 0;
        }

        /// <summary>The firmware starts anew, and with it the time until a retry.</summary>
        public void Booted()
        {
            _waitFrom = _machine.NowNanos;
        }
    }
}
