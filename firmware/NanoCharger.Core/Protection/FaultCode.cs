namespace NanoCharger.Core.Protection
{
    /// <summary>Everything that keeps the contactor open though a vehicle asks. The numbers are for good: they go into status, log and trace.</summary>
    public enum FaultCode
    {
        /// <summary>Sound.</summary>
        None = 0,

        /// <summary>The board's safety chain did not prove itself at the start. Cleared by a new start only.</summary>
        ChainRefused = 1,

        /// <summary>The residual current monitor tripped. Latched until the vehicle is unplugged and the monitor is content.</summary>
        ResidualCurrent = 2,

        /// <summary>Mains was still on the outlet 1 s after opening. Latched until the outlet is dead and the vehicle unplugged.</summary>
        ContactorWelded = 3,

        /// <summary>No mains on the outlet 1 s after closing. Latched until the vehicle is unplugged.</summary>
        ContactorFailedToClose = 4,

        /// <summary>The protective conductor is lost. Cleared 30 s after it is back.</summary>
        EarthLost = 5,

        /// <summary>The hold ran out while the contactor was closed: the firmware was stalled. Cleared 30 s later.</summary>
        HoldLapsed = 6,

        /// <summary>The interlock does not see the state C that the firmware sees. Cleared 30 s after both agree.</summary>
        InterlockDisagrees = 7,

        /// <summary>State E: the pilot is shorted. Cleared 30 s after it was last seen.</summary>
        PilotShorted = 8,

        /// <summary>State F without our doing: the pilot's high level is gone. Cleared 30 s after it was last seen.</summary>
        PilotLost = 9,

        /// <summary>No diode in the vehicle. Cleared 30 s after it was last seen; then it is looked at again.</summary>
        DiodeMissing = 10,

        /// <summary>The log is full of what the backend has not answered for: no new transaction. Cleared by the backend's answers.</summary>
        LogFull = 11,

        /// <summary>An error of the firmware's own or of the flash. The hold is not re-armed any more: the safety circuit resets the chip.</summary>
        Halted = 12,
    }
}
