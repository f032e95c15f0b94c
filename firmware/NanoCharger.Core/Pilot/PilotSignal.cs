using NanoCharger.Hal;

namespace NanoCharger.Core.Pilot
{
    /// <summary>What the station says to the vehicle: X1, X2 with an offer, or F. Keeps the duty cycle's values apart.</summary>
    public sealed class PilotSignal
    {
        /// <summary>Least time between two values of the duty cycle: the vehicle has 5 s to follow one (IEC 61851-1:2017, Table A.6).</summary>
        public const long SpacingMicros = 5_000_000;

        /// <summary>Least time of X1: a vehicle reads a shorter one as a disturbance, or misses it (IEC 61851-1:2017, A.5.3: 4 s for the step that wakes one).</summary>
        public const long SteadyMicros = 4_000_000;

        /// <summary>Duty cycle of state F.</summary>
        private const int NegativeDuty = 0;

        private readonly IPilotOutput _output;

        /// <summary>Makes a signal that touches nothing until it is told to.</summary>
        public PilotSignal(IPilotOutput output)
        {
            _output = output;
            DutyHundredths = DutyCycle.NoOffer;
        }

        /// <summary>What is on the pilot.</summary>
        public PilotDrive Drive { get; private set; }

        /// <summary>Current on offer, in milliamperes: 0 (X1, F) or 6 000..80 000 (X2).</summary>
        public int OfferMilliamps { get; private set; }

        /// <summary>Duty cycle set, in hundredths of a percent.</summary>
        public int DutyHundredths { get; private set; }

        /// <summary>When the present value was set; monotonic, in microseconds.</summary>
        public long SinceMicros { get; private set; }

        /// <summary>True while X2 is on the pilot, or X1 has lasted for so long that it may be left. F is left for X1 alone.</summary>
        public bool MayOffer(long nowMicros)
        {
            return Drive == PilotDrive.Offer || (Drive == PilotDrive.Steady && nowMicros - SinceMicros >= SteadyMicros);
        }

        /// <summary>X1: no offer. It waits for nothing: what ends an offer cannot wait for the age of the last value.</summary>
        public void Steady(long nowMicros)
        {
            if (Drive != PilotDrive.Steady)
            {
                Set(PilotDrive.Steady, 0, DutyCycle.NoOffer, nowMicros);
            }
        }

        /// <summary>F. It waits for nothing.</summary>
        public void Negative(long nowMicros)
        {
            if (Drive != PilotDrive.Negative)
            {
                Set(PilotDrive.Negative, 0, NegativeDuty, nowMicros);
            }
        }

        /// <summary>X2. The step from X1 waits until that has lasted 4 s, a new value until the last one is 5 s old; the last wanted one wins.</summary>
        /// <param name="milliamps">6 000..80 000, as <see cref="DutyCycle.Offerable"/> gives it.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        public void Offer(int milliamps, long nowMicros)
        {
            bool between = Drive == PilotDrive.Offer;
            if (!MayOffer(nowMicros) || (between && (milliamps == OfferMilliamps || nowMicros - SinceMicros < SpacingMicros)))
            {
                return;
            }

            Set(PilotDrive.Offer, milliamps, DutyCycle.FromMilliamps(milliamps), nowMicros);
        }

        private void Set(PilotDrive drive, int milliamps, int duty, long nowMicros)
        {
            _output.SetDuty(duty);
            Drive = drive;
            OfferMilliamps = milliamps;
            DutyHundredths = duty;
            SinceMicros = nowMicros;
        }
    }
}
