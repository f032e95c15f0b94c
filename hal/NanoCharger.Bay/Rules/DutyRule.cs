using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Rules
{
    /// <summary>From 10 s after a limit came into force, the duty offers no more than the least of all limits.</summary>
    /// <remarks>So at any moment it may offer what each limit allowed within the last 10 s. Time in which the firmware stood still does not count.</remarks>
    internal sealed class DutyRule
    {
        private const long GraceNanos = 10_000_000_000;

        /// <summary>Two steps of the duty where they are largest.</summary>
        private const double ToleranceAmps = 0.05;

        private readonly Machine _machine;
        private readonly BayResult _result;
        private readonly StallWatch _stalls;
        private readonly Func<double> _offer;
        private readonly IReadOnlyList<LimitWindow> _limits;
        private readonly IReadOnlyList<LimitWindow> _measured;
        private bool _told;

        /// <param name="machine">Its time.</param>
        /// <param name="result">Where a violation goes.</param>
        /// <param name="stalls">Time that the firmware could not act.</param>
        /// <param name="offer">Amperes that the duty offers at this moment.</param>
        /// <param name="limits">The limits that firmware knows from its start on, each in amperes at this moment.</param>
        /// <param name="measured">Those that it has to find anew after a start.</param>
        public DutyRule(
            Machine machine, BayResult result, StallWatch stalls, Func<double> offer, IReadOnlyList<Func<double>> limits, IReadOnlyList<Func<double>> measured)
        {
            _machine = machine;
            _result = result;
            _stalls = stalls;
            _offer = offer;
            _limits = limits.Select(limit => new LimitWindow(limit, GraceNanos, 0)).ToList();
            _measured = measured.Select(limit => new LimitWindow(limit, GraceNanos, 0)).ToList();
        }

        /// <summary>The firmware starts anew.</summary>
        public void Restart()
        {
            foreach (LimitWindow limit in _measured)
            {
                limit.Restart(_machine.NowNanos - _stalls.StalledNanos);
            }
        }

        /// <summary>To be asked at the end of a turn, when the probe has looked: within it the firmware knows of a limit that the bay does not know yet.</summary>
        public void Check()
        {
            long awake = _machine.NowNanos - _stalls.StalledNanos;
            double allowed = _limits.Concat(_measured).Min(limit => limit.Allowed(awake));
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
