using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Rules
{
    /// <summary>From 10 s after a limit came into force, the duty offers no more than the least of all limits.</summary>
    /// <remarks>So at any moment the duty may offer what the highest limit of the last 10 s allowed. Time in which the firmware stood still does not count.</remarks>
    internal sealed class DutyRule
    {
        private const long GraceNanos = 10_000_000_000;

        /// <summary>Two steps of the duty where they are largest.</summary>
        private const double ToleranceAmps = 0.05;

        private readonly Machine _machine;
        private readonly BayResult _result;
        private readonly StallWatch _stalls;
        private readonly Func<double> _offer;
        private readonly Func<double> _limit;
        private readonly List<(long AwakeNanos, double Amps)> _limits = new List<(long AwakeNanos, double Amps)>();
        private bool _told;

        /// <param name="machine">Its time.</param>
        /// <param name="result">Where a violation goes.</param>
        /// <param name="stalls">Time that the firmware could not act.</param>
        /// <param name="offer">Amperes that the duty offers at this moment.</param>
        /// <param name="limit">Least of all limits in amperes at this moment.</param>
        public DutyRule(Machine machine, BayResult result, StallWatch stalls, Func<double> offer, Func<double> limit)
        {
            _machine = machine;
            _result = result;
            _stalls = stalls;
            _offer = offer;
            _limit = limit;
        }

        private long AwakeNanos
        {
            get { return _machine.NowNanos - _stalls.StalledNanos; }
        }

        /// <summary>To be asked at the end of a turn, when the probe has looked: within it the firmware knows of a limit that the bay does not know yet.</summary>
        public void Check()
        {
            double limit = _limit();
            long now = AwakeNanos;
            if (_limits.Count == 0)
            {
                _limits.Add((now, double.PositiveInfinity));
            }

            if (_limits[^1].Amps != limit)
            {
                _limits.Add((now, limit));
            }

            // An older limit counts until the one after it has been in force for the whole grace.
            while (_limits.Count > 1 && now - _limits[1].AwakeNanos >= GraceNanos)
            {
                _limits.RemoveAt(0);
            }

            double allowed = _limits.Max(entry => entry.Amps);
            bool excess = _offer() > allowed + ToleranceAmps;
            if (excess && !_told)
            {
                string what = string.Create(CultureInfo.InvariantCulture, $"the duty offers {_offer():0.##} A, the least limit is {allowed:0.##} A");
                _result.Violations.Add(new Violation(_machine.NowNanos / 1e9, 3, what));
            }

            _told = excess;
        }
    }
}
