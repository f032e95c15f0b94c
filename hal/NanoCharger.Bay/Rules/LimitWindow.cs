using System;
using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Bay.Rules
{
    /// <summary>What one limit allowed at most within the grace: an older value counts until the one after it has been in force for that long.</summary>
    internal sealed class LimitWindow
    {
        private readonly Func<double> _limit;
        private readonly long _graceNanos;
        private readonly List<(long Nanos, double Amps)> _values = new List<(long Nanos, double Amps)>();

        /// <param name="limit">The limit at this moment, in amperes.</param>
        /// <param name="graceNanos">Time to follow it.</param>
        /// <param name="nowNanos">Before this moment nothing was limited.</param>
        public LimitWindow(Func<double> limit, long graceNanos, long nowNanos)
        {
            _limit = limit;
            _graceNanos = graceNanos;
            _values.Add((nowNanos, double.PositiveInfinity));
        }

        /// <summary>From this moment on it has to be found anew.</summary>
        public void Restart(long nowNanos)
        {
            _values.Clear();
            _values.Add((nowNanos, double.PositiveInfinity));
        }

        /// <summary>Looks at the limit and says what may be offered by it.</summary>
        public double Allowed(long nowNanos)
        {
            double limit = _limit();
            if (_values[^1].Amps != limit)
            {
                _values.Add((nowNanos, limit));
            }

            while (_values.Count > 1 && nowNanos - _values[1].Nanos >= _graceNanos)
            {
                _values.RemoveAt(0);
            }

            return _values.Max(value => value.Amps);
        }
    }
}
