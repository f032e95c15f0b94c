using System;
using System.Globalization;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Rules
{
    /// <summary>From 10 s after a limit came into force, the duty offers no more than the least of all limits.</summary>
    internal sealed class DutyRule
    {
        private const long GraceNanos = 10_000_000_000;

        /// <summary>Two steps of the duty where they are largest.</summary>
        private const double ToleranceAmps = 0.05;

        private readonly Machine _machine;
        private readonly BayResult _result;
        private readonly Func<double> _offer;
        private readonly Func<double> _limit;
        private double _inForce = double.PositiveInfinity;
        private long _since;
        private bool _told;

        /// <param name="machine">Its time.</param>
        /// <param name="result">Where a violation goes.</param>
        /// <param name="offer">Amperes that the duty offers at this moment.</param>
        /// <param name="limit">Least of all limits in amperes at this moment.</param>
        public DutyRule(Machine machine, BayResult result, Func<double> offer, Func<double> limit)
        {
            _machine = machine;
            _result = result;
            _offer = offer;
            _limit = limit;
        }

        public void Check()
        {
            double limit = _limit();
            if (limit != _inForce)
            {
                _inForce = limit;
                _since = _machine.NowNanos;
                _machine.Schedule(_since + GraceNanos, Check);
            }

            bool excess = _offer() > limit + ToleranceAmps && _machine.NowNanos - _since >= GraceNanos;
            if (excess && !_told)
            {
                string what = string.Create(CultureInfo.InvariantCulture, $"the duty offers {_offer():0.##} A, the least limit is {limit:0.##} A");
                _result.Violations.Add(new Violation(_machine.NowNanos / 1e9, 3, what));
            }

            _told = excess;
        }
    }
}
