namespace NanoCharger.Core.Charging
{
    /// <summary>Why a transaction event was made (OCPP 2.0.1, TriggerReasonEnumType, as far as it is used; the numbers are those of the log).</summary>
    public enum TriggerReason
    {
        /// <summary>A vehicle was plugged in.</summary>
        CablePluggedIn = 1,

        /// <summary>Energy begins or ceases to flow.</summary>
        ChargingStateChanged = 2,

        /// <summary>A checkpoint's time or energy has passed.</summary>
        MeterValuePeriodic = 3,

        /// <summary>The vehicle was unplugged (use cases E09 and E10 call it so; EVDeparted is for parking bay sensors).</summary>
        EVCommunicationLost = 4,

        /// <summary>A fault, or a loss of power found at the next start.</summary>
        AbnormalCondition = 5,

        /// <summary>Ended by the card that began it, or at the console.</summary>
        StopAuthorized = 6,

        /// <summary>Ended by the backend.</summary>
        RemoteStop = 7,

        /// <summary>The authorisation was withdrawn.</summary>
        Deauthorized = 8,

        /// <summary>The energy limit was reached.</summary>
        EnergyLimitReached = 9,

        /// <summary>The time limit was reached.</summary>
        TimeLimitReached = 10,

        /// <summary>Begun by the backend.</summary>
        RemoteStart = 11,

        /// <summary>The backend has asked for it (TriggerMessage).</summary>
        Trigger = 12,

        /// <summary>A time of the day has come at which a reading is signed.</summary>
        MeterValueClock = 13,
    }
}
