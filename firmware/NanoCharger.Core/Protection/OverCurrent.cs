using NanoCharger.Core.Metering;

namespace NanoCharger.Core.Protection
{
    /// <summary>The vehicle draws more than it is offered (times table: I &gt; 1.10 x limit + 0.5 A).</summary>
    /// <remarks>The 7 s include the 5 s that a vehicle has to follow a lower offer (IEC 61851-1:2017, Table A.6).</remarks>
    internal sealed class OverCurrent
    {
        private const int TolerancePercent = 110;
        private const int ToleranceMilliamps = 500;
        private const long OpenMicros = 7_000_000;
        private const int BlocksBelowToReset = 5;

        private bool _counting;
        private int _below;
        private long _firstMicros;

        internal Fault Drawn { get; } = new Fault(FaultCode.OverCurrent, StopKind.Open, Guard.RecoveryMicros);

        internal void Update(GuardInputs inputs)
        {
            bool above = false;
            if (!inputs.CommandedClosed || inputs.OfferMilliamps == 0)
            {
                // X1 has a limit of its own: its 6 s.
                _counting = false;
            }
            else if (inputs.Measured)
            {
                above = IsAbove(inputs);
                Count(above, inputs.EvidenceMicros);
            }

            bool lasted = above && inputs.NowMicros - _firstMicros >= OpenMicros;
            Drawn.Update(lasted, true, inputs.NowMicros);
        }

        private static bool IsAbove(GuardInputs inputs)
        {
            int most = (int)((long)inputs.OfferMilliamps * TolerancePercent / 100) + ToleranceMilliamps;
            for (int phase = 0; phase < inputs.Meter.Phases; phase++)
            {
                if (inputs.Meter.Milliamps[phase] > most)
                {
                    return true;
                }
            }

            return false;
        }

        private void Count(bool above, long blockMicros)
        {
            if (above)
            {
                if (!_counting)
                {
                    _counting = true;
                    _firstMicros = blockMicros;
                }

                _below = 0;
            }
            else if (++_below >= BlocksBelowToReset)
            {
                _counting = false;
            }
        }
    }
}
