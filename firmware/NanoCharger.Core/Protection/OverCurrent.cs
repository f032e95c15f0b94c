using NanoCharger.Core.Metering;

namespace NanoCharger.Core.Protection
{
    /// <summary>The vehicle draws more than it is offered (times table: I &gt; 1.10 x limit + 0.5 A).</summary>
    /// <remarks>
    /// The 7 s include the 5 s that a vehicle has to follow a lower offer (IEC 61851-1:2017, Table A.6). They run from the first block above an offer to their end, whatever the
    /// offer does meanwhile, a pause included: what stops them is a vehicle that keeps to the least offer of that time. Since two offers are 5 s apart, one that follows in time has
    /// done so before the next one comes. A pause alone starts none: it has 6 s of its own.
    /// </remarks>
    internal sealed class OverCurrent
    {
        private const int TolerancePercent = 110;
        private const int ToleranceMilliamps = 500;
        private const long OpenMicros = 7_000_000;
        private const int BlocksBelowToReset = 5;

        private readonly BackOff _backOff;
        private bool _counting;
        private int _leastMilliamps;
        private int _below;
        private long _firstMicros;

        /// <summary>Makes a guard.</summary>
        /// <param name="backOff">Counts the openings, and says how long each waits.</param>
        internal OverCurrent(BackOff backOff)
        {
            _backOff = backOff;
        }

        internal Fault Drawn { get; } = new Fault(FaultCode.OverCurrent, StopKind.Open, Guard.RecoveryMicros);

        internal void Update(GuardInputs inputs)
        {
            bool above = false;
            if (!inputs.CommandedClosed)
            {
                _counting = false;
            }
            else if (inputs.Measured)
            {
                above = Count(inputs);
            }

            bool lasted = above && inputs.NowMicros - _firstMicros >= OpenMicros;
            if (lasted)
            {
                _backOff.Climb();
                _backOff.Pause(inputs.NowMicros);
                _counting = false;
            }

            Drawn.Update(lasted, inputs.NowMicros >= _backOff.NotBeforeMicros, inputs.NowMicros);
        }

        private bool Count(GuardInputs inputs)
        {
            int offer = inputs.OfferMilliamps;
            if (!_counting)
            {
                if (offer == 0 || !IsAbove(inputs.Meter, offer))
                {
                    return false;
                }

                _counting = true;
                _leastMilliamps = offer;
                _firstMicros = inputs.EvidenceMicros;
                _below = 0;
                return true;
            }

            _leastMilliamps = offer != 0 && offer < _leastMilliamps ? offer : _leastMilliamps;
            bool above = IsAbove(inputs.Meter, _leastMilliamps);
            _below = above ? 0 : _below + 1;
            _counting = _below < BlocksBelowToReset;
            return above;
        }

        private static bool IsAbove(Meter meter, int offerMilliamps)
        {
            int most = (int)((long)offerMilliamps * TolerancePercent / 100) + ToleranceMilliamps;
            for (int phase = 0; phase < meter.Phases; phase++)
            {
                if (meter.LoadMilliamps[phase] > most)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
