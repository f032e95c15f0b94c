namespace NanoCharger.Core.Protection
{
    /// <summary>Everything that keeps the contactor open though a vehicle asks, and what is worth counting besides. The numbers are for good: they go into status, log, flash and trace.</summary>
    /// <remarks><see cref="FaultCatalogue"/> says of each what it is called, what was seen, and what clears it.</remarks>
    public enum FaultCode
    {
        /// <summary>Sound.</summary>
        None = 0,

        /// <summary>The board's safety chain did not prove itself at the start.</summary>
        ChainRefused = 1,

        /// <summary>The residual current monitor tripped while the outlet was live.</summary>
        ResidualCurrent = 2,

        /// <summary>Mains was still on the outlet 1 s after opening.</summary>
        ContactorWelded = 3,

        /// <summary>No mains on the outlet 1 s after closing, and nothing else that explains it.</summary>
        ContactorFailedToClose = 4,

        /// <summary>The protective conductor is lost.</summary>
        EarthLost = 5,

        /// <summary>The hold ran out while the contactor was closed: the firmware was stalled.</summary>
        HoldLapsed = 6,

        /// <summary>The interlock does not see the state C that the firmware sees.</summary>
        InterlockDisagrees = 7,

        /// <summary>State E: the pilot is shorted.</summary>
        PilotShorted = 8,

        /// <summary>State F without our doing: the pilot's high level is gone.</summary>
        PilotLost = 9,

        /// <summary>No diode in the vehicle.</summary>
        DiodeMissing = 10,

        /// <summary>The log is full of what the backend has not answered for: no new transaction.</summary>
        LogFull = 11,

        /// <summary>An error of the firmware's own or of the flash.</summary>
        Halted = 12,

        /// <summary>The residual current monitor did not answer its test.</summary>
        ResidualSilent = 13,

        /// <summary>The residual current monitor reports a trip that nothing can cause.</summary>
        ResidualStuck = 14,

        /// <summary>The vehicle drew more than it was offered.</summary>
        OverCurrent = 15,

        /// <summary>71 °C at the contactor's terminals.</summary>
        OverTemperature = 16,

        /// <summary>Mains voltage out of its limits.</summary>
        MainsVoltage = 17,

        /// <summary>Mains frequency out of its limits.</summary>
        MainsFrequency = 18,

        /// <summary>The thermometer gives no valid reading.</summary>
        ThermometerFailed = 19,

        /// <summary>During a stall the interlock opened for a vehicle that left.</summary>
        InterlockActed = 20,

        /// <summary>The interlock sees a vehicle where there is none that asks.</summary>
        InterlockStuck = 21,

        /// <summary>The meter's readings cannot be believed.</summary>
        MeteringFailed = 22,

        /// <summary>A bill cannot be signed.</summary>
        SigningFailed = 23,

        /// <summary>The emergency stop is pressed, on a board that has one.</summary>
        EmergencyStop = 24,

        /// <summary>The lid is open, on a board with a switch there.</summary>
        LidOpen = 25,

        /// <summary>Settings were stored and cannot be read any more.</summary>
        SettingsLost = 26,

        /// <summary>Energy register and document numbers were stored and every copy of them is lost.</summary>
        RegisterLost = 27,

        /// <summary>The log has little room: documents between begin and end are not made.</summary>
        LogNearlyFull = 28,

        /// <summary>The vehicle drew on through a pause, or was opened under load so often that it gets no more.</summary>
        LimitIgnored = 29,
    }
}
