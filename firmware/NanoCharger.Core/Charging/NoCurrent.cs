namespace NanoCharger.Core.Charging
{
    /// <summary>Why no current flows, the weightiest reason first. <see cref="NoCurrentText"/> has the words; the README of this assembly has the table.</summary>
    /// <remarks>Whatever holds an offer or a closing back is one of these: the rules that ask "may it?" are the ones that give the reason, so none can be without a name.</remarks>
    public enum NoCurrent
    {
        /// <summary>Nothing holds it back: the contactor is closed.</summary>
        None = 0,

        /// <summary>No turn has been judged yet.</summary>
        Starting = 1,

        /// <summary>A fault; its own name says which.</summary>
        Fault = 2,

        /// <summary>The log has no room for the records of another transaction.</summary>
        LogFull = 3,

        /// <summary>Somebody has taken the outlet out of service.</summary>
        OutOfService = 4,

        /// <summary>station.id was changed, and works from the next start on.</summary>
        NameChanged = 5,

        /// <summary>The unit is not commissioned: it sells nothing.</summary>
        NotCommissioned = 6,

        /// <summary>The backend has not accepted this station.</summary>
        NotAccepted = 7,

        /// <summary>No vehicle is plugged in.</summary>
        NoVehicle = 8,

        /// <summary>A calibration run is over, and its load is still plugged in.</summary>
        RunOver = 9,

        /// <summary>Nobody has been granted a charge.</summary>
        NotAuthorised = 10,

        /// <summary>A card was shown, and the backend is asked about it.</summary>
        AskingBackend = 11,

        /// <summary>The grant of whoever is plugged in is used up.</summary>
        GrantUsed = 12,

        /// <summary>The transaction was stopped.</summary>
        Stopped = 13,

        /// <summary>stop.energy is reached.</summary>
        EnergyReached = 14,

        /// <summary>stop.time is reached.</summary>
        TimeReached = 15,

        /// <summary>The power fell below stop.underPower.</summary>
        UnderPower = 16,

        /// <summary>The installation's limit is below 6 A.</summary>
        InstallationLimit = 17,

        /// <summary>The cable's rating is not known, or below 6 A.</summary>
        CableLimit = 18,

        /// <summary>The meter is proven up to a current that allows less than 6 A.</summary>
        CalibrationLimit = 19,

        /// <summary>The backend's charging profile allows less than 6 A.</summary>
        BackendLimit = 20,

        /// <summary>The technician's limit allows less than 6 A.</summary>
        TechnicianLimit = 21,

        /// <summary>The backend is silent, and offline.amps allows nothing.</summary>
        SilenceLimit = 22,

        /// <summary>A planned pause, some seconds for a handshake with the broker that has stopped everything before.</summary>
        HandshakePause = 23,

        /// <summary>The random delay after the mains came back.</summary>
        ReturnDelay = 24,

        /// <summary>The time after a fault, or after a trip of the residual current monitor.</summary>
        AfterFault = 25,

        /// <summary>A pause that grows: the vehicle ignored its limit, has no diode, or came back too often.</summary>
        BackedOff = 26,

        /// <summary>The residual current monitor's test is due or runs.</summary>
        ProtectionTest = 27,

        /// <summary>The 5 s after an opening.</summary>
        Reclosing = 28,

        /// <summary>The safety chain does not agree: interlock or hold open, or the outlet live.</summary>
        ChainOpen = 29,

        /// <summary>The vehicle wants ventilation, and there is none.</summary>
        Ventilation = 30,

        /// <summary>Current is on offer, and the vehicle does not ask for it.</summary>
        VehicleAsleep = 31,

        /// <summary>The vehicle asks, and is looked at for another moment.</summary>
        Closing = 32,
    }
}
