using NanoCharger.Core.Pilot;
using NanoCharger.Core.Protection;

namespace NanoCharger.Core.Charging
{
    /// <summary>What the station decides by in one turn. Filled anew in each turn; no voltages in it, only what they mean.</summary>
    public sealed class StationInputs
    {
        /// <summary>Makes inputs over the picture of the safety parts.</summary>
        public StationInputs(SafetySense sense)
        {
            Sense = sense;
        }

        /// <summary>What the board's safety parts report.</summary>
        public SafetySense Sense { get; }

        /// <summary>Monotonic time of the turn, in microseconds.</summary>
        public long NowMicros { get; set; }

        /// <summary>What the vehicle shows.</summary>
        public VehicleState Vehicle { get; set; }

        /// <summary>The vehicle's diode is proven by the PWM's low level.</summary>
        public bool DiodeProven { get; set; }

        /// <summary>The vehicle has left state C for longer than a dip lasts; judged only while the contactor is closed.</summary>
        public bool Departed { get; set; }

        /// <summary>Fault in force, or None.</summary>
        public FaultCode Fault { get; set; }

        /// <summary>The lifetime energy register, in milliwatt-hours.</summary>
        public long RegisterMilliwattHours { get; set; }
    }
}
