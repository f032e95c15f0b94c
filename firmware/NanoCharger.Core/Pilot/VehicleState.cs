namespace NanoCharger.Core.Pilot
{
    /// <summary>The vehicle's state as its resistor shows it on the pilot (IEC 61851-1:2017, Table A.4).</summary>
    public enum VehicleState
    {
        /// <summary>No trustworthy reading; never a reason to close.</summary>
        Unknown = 0,

        /// <summary>State A, 12 V: no vehicle.</summary>
        Disconnected = 1,

        /// <summary>State B, 9 V: a vehicle is connected and does not ask for energy.</summary>
        Connected = 2,

        /// <summary>State C, 6 V: the vehicle asks for energy.</summary>
        ReadyToCharge = 3,

        /// <summary>State D, 3 V: the vehicle asks for energy and for ventilation.</summary>
        ReadyVentilated = 4,

        /// <summary>State E, 0 V: the pilot is shorted.</summary>
        Shorted = 5,

        /// <summary>State F: nothing but the negative level.</summary>
        Unavailable = 6,
    }
}
