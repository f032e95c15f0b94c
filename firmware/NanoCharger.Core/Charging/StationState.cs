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
    }
}
