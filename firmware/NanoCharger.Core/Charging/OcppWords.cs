namespace NanoCharger.Core.Charging
{
    /// <summary>OCPP 2.0.1's words for our own numbers: the messages have them, and the console, so that what is read there is found again in the backend. A number from flash that has no word gets the most general one.</summary>
    public static class OcppWords
    {
        // In the order of TokenType, behind its zero.
        private static readonly string[] TokenTypeWords =
        {
            "Central", "eMAID", "ISO14443", "ISO15693", "KeyCode", "Local", "MacAddress", "NoAuthorization",
        };

        /// <summary>All kinds of tokens (IdTokenEnumType), in the order of <see cref="TokenType"/> behind its zero.</summary>
        public static string[] TokenTypes
        {
            get { return TokenTypeWords; }
        }

        /// <summary>Of a kind of token; null where nobody has said it, or only a newer firmware knows it.</summary>
        public static string Of(TokenType type)
        {
            return type != TokenType.BySource && (int)type <= TokenTypeWords.Length ? TokenTypeWords[(int)type - 1] : null;
        }

        /// <summary>Of a trigger (TriggerReasonEnumType).</summary>
        public static string Of(TriggerReason trigger)
        {
            switch (trigger)
            {
                case TriggerReason.CablePluggedIn:
                    return "CablePluggedIn";
                case TriggerReason.ChargingStateChanged:
                    return "ChargingStateChanged";
                case TriggerReason.MeterValuePeriodic:
                    return "MeterValuePeriodic";
                case TriggerReason.MeterValueClock:
                    return "MeterValueClock";
                case TriggerReason.EVCommunicationLost:
                    return "EVCommunicationLost";
                case TriggerReason.StopAuthorized:
                    return "StopAuthorized";
                case TriggerReason.RemoteStart:
                    return "RemoteStart";
                case TriggerReason.Trigger:
                    return "Trigger";
                case TriggerReason.RemoteStop:
                    return "RemoteStop";
                case TriggerReason.Deauthorized:
                    return "Deauthorized";
                case TriggerReason.EnergyLimitReached:
                    return "EnergyLimitReached";
                case TriggerReason.TimeLimitReached:
                    return "TimeLimitReached";
                default:
                    return "AbnormalCondition";
            }
        }

        /// <summary>Of a state (ChargingStateEnumType).</summary>
        public static string Of(ChargingState state)
        {
            switch (state)
            {
                case ChargingState.EVConnected:
                    return "EVConnected";
                case ChargingState.Charging:
                    return "Charging";
                case ChargingState.SuspendedEV:
                    return "SuspendedEV";
                case ChargingState.SuspendedEVSE:
                    return "SuspendedEVSE";
                default:
                    return "Idle";
            }
        }

        /// <summary>Of a reason (ReasonEnumType).</summary>
        public static string Of(StoppedReason reason)
        {
            switch (reason)
            {
                case StoppedReason.EVDisconnected:
                    return "EVDisconnected";
                case StoppedReason.PowerLoss:
                    return "PowerLoss";
                case StoppedReason.Local:
                    return "Local";
                case StoppedReason.Remote:
                    return "Remote";
                case StoppedReason.EnergyLimitReached:
                    return "EnergyLimitReached";
                case StoppedReason.TimeLimitReached:
                    return "TimeLimitReached";
                case StoppedReason.GroundFault:
                    return "GroundFault";
                case StoppedReason.OvercurrentFault:
                    return "OvercurrentFault";
                case StoppedReason.DeAuthorized:
                    return "DeAuthorized";
                case StoppedReason.ImmediateReset:
                    return "ImmediateReset";
                default:
                    return "Other";
            }
        }
    }
}
