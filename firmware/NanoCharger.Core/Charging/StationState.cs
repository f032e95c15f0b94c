namespace NanoCharger.Core.Charging
{
    /// <summary>Where the station stands (IEC 61851-1:2017, Table A.6, seen from the station).</summary>
    public enum StationState
    {
        /// <summary>A1: no vehicle, no PWM.</summary>
        Available = 0,

        /// <summary>B1 or C1: a vehicle, no PWM.</summary>
        Paused = 1,

        /// <summary>B2, or C2 before the contactor has closed: PWM tells the vehicle what it may draw.</summary>
        Offering = 2,

        /// <summary>C2, the begin of the transaction is recorded: the next turn closes if all still holds.</summary>
        Closing = 3,

        /// <summary>C2, contactor closed.</summary>
        Charging = 4,

        /// <summary>C1, contactor still closed: the vehicle was asked to stop drawing, and has 6 s for it.</summary>
        Pausing = 5,

        /// <summary>F after a fault of the pilot, held so that the vehicle notices; then X1, to look again.</summary>
        FaultShown = 6,

        /// <summary>F: the outlet is out of service.</summary>
        Unavailable = 7,
    }
}
