namespace NanoCharger.Core.Protection
{
    /// <summary>The temperature at the contactor's terminals: half of the rating, a quarter, none (domain: 65, 68, 71 °C; a step back 3 °C lower).</summary>
    internal sealed class TemperatureSteps
    {
        private const int HalfFrom = 6_500;
        private const int HalfUntil = 6_200;
        private const int QuarterFrom = 6_800;
        private const int QuarterUntil = 6_500;
        private const int StopFrom = 7_100;
        private const int StopUntil = 6_200;

        // Below 6 A there is no offer (IEC 61851-1:2017, Table A.8): the steps end there.
        private const int LeastMilliamps = 6_000;

        // A digital sensor gives its first reading after a second and tries again when one was disturbed.
        private const long BlindMicros = 30_000_000;

        private readonly Lasting _blind = new Lasting();
        private int _ratingMilliamps = LeastMilliamps;
        private bool _half;
        private bool _quarter;

        /// <summary>Asked to pause, and after its 6 s open.</summary>
        internal Fault TooHot { get; } = new Fault(FaultCode.OverTemperature, StopKind.Pause, 0);

        /// <summary>Without a thermometer the charger is taken to be as hot as it may be while it charges.</summary>
        internal Fault Failed { get; } = new Fault(FaultCode.ThermometerFailed, StopKind.None, 0);

        /// <summary>What the temperature allows.</summary>
        internal int LimitMilliamps
        {
            get
            {
                if (_quarter || Failed.Present)
                {
                    return AtLeast(_ratingMilliamps / 4);
                }

                return _half ? AtLeast(_ratingMilliamps / 2) : Verdict.NoLimit;
            }
        }

        internal void Configure(int ratingMilliamps)
        {
            _ratingMilliamps = ratingMilliamps;
        }

        internal void Update(GuardInputs inputs)
        {
            int hundredths = inputs.CentiCelsius;
            bool valid = hundredths != int.MinValue;
            Failed.Update(_blind.For(!valid, inputs.NowMicros, BlindMicros), true, inputs.NowMicros);
            if (valid)
            {
                _half = Step(_half, hundredths, HalfFrom, HalfUntil);
                _quarter = Step(_quarter, hundredths, QuarterFrom, QuarterUntil);
                TooHot.Update(hundredths >= StopFrom, hundredths < StopUntil, inputs.NowMicros);
            }
        }

        private static bool Step(bool on, int hundredths, int from, int until)
        {
            return on ? hundredths >= until : hundredths >= from;
        }

        private static int AtLeast(int milliamps)
        {
            return milliamps < LeastMilliamps ? LeastMilliamps : milliamps;
        }
    }
}
