namespace NanoCharger.Core.Charging
{
    /// <summary>Why a transaction ended (OCPP 2.0.1, ReasonEnumType, as far as it is used; the numbers are those of the log).</summary>
    public enum StoppedReason
    {
        /// <summary>It has not ended.</summary>
        None = 0,

        /// <summary>The vehicle was unplugged.</summary>
        EVDisconnected = 1,

        /// <summary>The station lost power; its last record counts.</summary>
        PowerLoss = 2,

        /// <summary>Something else.</summary>
        Other = 3,

        /// <summary>Ended at the charger: by its card, or by a technician.</summary>
        Local = 4,

        /// <summary>Ended by the backend.</summary>
        Remote = 5,

        /// <summary>Unplugged after the energy limit had been reached.</summary>
        EnergyLimitReached = 6,

        /// <summary>Unplugged after the time limit had been reached.</summary>
        TimeLimitReached = 7,

        /// <summary>Unplugged after a residual current or a lost protective conductor.</summary>
        GroundFault = 8,

        /// <summary>Unplugged after an over-current.</summary>
        OvercurrentFault = 9,

        /// <summary>The authorisation was withdrawn.</summary>
        DeAuthorized = 10,

        /// <summary>A reset was asked for and did not wait.</summary>
        ImmediateReset = 11,
    }
}
