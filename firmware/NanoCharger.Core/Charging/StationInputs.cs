using NanoCharger.Core.Pilot;
using NanoCharger.Core.Protection;

namespace NanoCharger.Core.Charging
{
    /// <summary>What the station decides by in one turn. Filled anew in each turn; no voltages in it, only what they mean.</summary>
    public sealed class StationInputs
    {
        /// <summary>Makes inputs over what others keep up to date.</summary>
        /// <param name="sense">The picture of the safety parts.</param>
        /// <param name="verdict">What the protection says.</param>
        public StationInputs(SafetySense sense, Verdict verdict)
        {
            Sense = sense;
            Verdict = verdict;
        }

        /// <summary>What the board's safety parts report.</summary>
        public SafetySense Sense { get; }

        /// <summary>What the protection says about this turn.</summary>
        public Verdict Verdict { get; }

        /// <summary>Monotonic time of the turn, in microseconds.</summary>
        public long NowMicros { get; set; }

        /// <summary>What the vehicle shows.</summary>
        public VehicleState Vehicle { get; set; }

        /// <summary>The vehicle's diode is proven by the PWM's low level.</summary>
        public bool DiodeProven { get; set; }

        /// <summary>The vehicle has left the states that it may charge in for longer than a dip lasts; judged only while the contactor is closed.</summary>
        public bool Departed { get; set; }

        /// <summary>Largest current of the phases, in milliamperes.</summary>
        public int Milliamps { get; set; }

        /// <summary>The turn's block was measured beyond what the meter is proven for.</summary>
        public bool BeyondProven { get; set; }

        /// <summary>Power of all phases, in milliwatts, averaged over about a second.</summary>
        public int Milliwatts { get; set; }

        /// <summary>The lifetime energy register, in milliwatt-hours.</summary>
        public long RegisterMilliwattHours { get; set; }
    }
}
