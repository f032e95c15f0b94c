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
    }
}
