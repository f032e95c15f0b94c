using NanoCharger.Core.Protection;

namespace NanoCharger.Core.Charging
{
    /// <summary>The technician's test of the safety chain: the hold lapses and arms, the interlock and the outlet are open, the residual monitor answers.</summary>
    /// <remarks>It needs an empty outlet. The contactor is never commanded; a vehicle that comes ends the test.</remarks>
    public sealed class SelfTest
    {
        /// <summary>The hold lapses after 4 s, with 1 s of tolerance.</summary>
        public const long LapseMicros = 5_000_000;

        /// <summary>One pulse arms the hold at once; its line is read a turn later.</summary>
        public const long ArmMicros = 500_000;

        /// <summary>The residual monitor answers within 300 ms and clears within 500 ms; some turns on top.</summary>
        public const long ResidualMicros = 3_000_000;

        private const string PassedText = "passed";
        private const string GivenUpText = "given up: a vehicle came";

        private readonly Guard _guard;
        private SelfTestStep _step;
        private long _stepMicros;

        /// <summary>Makes a test that does not run.</summary>
        /// <param name="guard">Tests the residual current monitor.</param>
        public SelfTest(Guard guard)
        {
            _guard = guard;
        }

        /// <summary>True while it runs.</summary>
        public bool Running
        {
            get { return _step != SelfTestStep.Idle; }
        }

        /// <summary>True when the last test was passed.</summary>
        public bool Passed { get; private set; }

        /// <summary>True when the last test has found nothing, since a vehicle came.</summary>
        public bool GivenUp { get; private set; }

        /// <summary>True while the control loop must not re-arm the hold.</summary>
        public bool HoldsBack
        {
            get { return _step == SelfTestStep.HoldLapses; }
        }

        /// <summary>Begins. The caller has made sure that there is no vehicle.</summary>
        public void Start(long nowMicros)
        {
            Go(SelfTestStep.HoldLapses, nowMicros);
        }

        /// <summary>Goes on for one turn.</summary>
        /// <param name="sense">What the safety parts report.</param>
        /// <param name="unplugged">True while there is surely no vehicle.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        /// <returns>The result when it has just ended, else null.</returns>
        public string Turn(SafetySense sense, bool unplugged, long nowMicros)
        {
            if (!Running)
            {
                return null;
            }

            if (!unplugged)
            {
                return End(GivenUpText);
            }

            long elapsed = nowMicros - _stepMicros;
            switch (_step)
            {
                case SelfTestStep.HoldLapses:
                    return HoldLapses(sense, elapsed, nowMicros);
                case SelfTestStep.HoldArms:
                    return HoldArms(sense, elapsed, nowMicros);
                default:
                    return ResidualMonitor(elapsed);
            }
        }

        private string HoldLapses(SafetySense sense, long elapsed, long nowMicros)
        {
            if (sense.InterlockClosed)
            {
                return End("failed: the interlock is closed without a vehicle");
            }

            if (sense.OutputLive)
            {
                return End("failed: the outlet is live with an open contactor");
            }

            if (!sense.HoldArmed)
            {
                Go(SelfTestStep.HoldArms, nowMicros);
                return null;
            }

            return elapsed >= LapseMicros ? End("failed: the hold never lapses") : null;
        }

        private string HoldArms(SafetySense sense, long elapsed, long nowMicros)
        {
            if (sense.HoldArmed)
            {
                _guard.RequestResidualTest();
                Go(SelfTestStep.ResidualMonitor, nowMicros);
                return null;
            }

            return elapsed >= ArmMicros ? End("failed: the hold cannot be armed") : null;
        }

        // The guard may need a turn until it begins: one second is longer than its test.
        private string ResidualMonitor(long elapsed)
        {
            if (elapsed < ResidualMicros && (_guard.ResidualTestBusy || elapsed < 1_000_000))
            {
                return null;
            }

            if (_guard.ResidualTestBusy)
            {
                return End("failed: the residual current monitor's test does not end");
            }

            switch (_guard.ResidualTestResult)
            {
                case FaultCode.None:
                    return End(PassedText);
                case FaultCode.ResidualSilent:
                    return End("failed: the residual current monitor does not answer");
                default:
                    return End("failed: the residual current monitor does not clear");
            }
        }

        private void Go(SelfTestStep step, long nowMicros)
        {
            _step = step;
            _stepMicros = nowMicros;
        }

        private string End(string result)
        {
            Passed = result == PassedText;
            GivenUp = result == GivenUpText;
            _step = SelfTestStep.Idle;
            return result;
        }
    }
}
