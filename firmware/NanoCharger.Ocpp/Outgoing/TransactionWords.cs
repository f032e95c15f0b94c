using NanoCharger.Core.Charging;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>The words of a TransactionEvent (OCPP 2.0.1) for our own numbers. A number from flash that has no word gets the most general one.</summary>
    internal static class TransactionWords
    {
        internal static string Of(TransactionEventKind kind)
        {
            switch (kind)
            {
                case TransactionEventKind.Started:
                    return "Started";
                case TransactionEventKind.Ended:
                    return "Ended";
                default:
                    return "Updated";
            }
        }

        /// <summary>What a reading was taken for (ReadingContextEnumType).</summary>
        internal static string ContextOf(TransactionEventKind kind)
        {
            switch (kind)
            {
                case TransactionEventKind.Started:
                    return "Transaction.Begin";
                case TransactionEventKind.Ended:
                    return "Transaction.End";
                default:
                    return "Sample.Periodic";
            }
        }

        internal static string Of(TriggerReason trigger)
        {
            switch (trigger)
            {
                case TriggerReason.CablePluggedIn:
                    return "CablePluggedIn";
                case TriggerReason.ChargingStateChanged:
                    return "ChargingStateChanged";
                case TriggerReason.MeterValuePeriodic:
                    return "MeterValuePeriodic";
                case TriggerReason.EVCommunicationLost:
                    return "EVCommunicationLost";
                case TriggerReason.StopAuthorized:
                    return "StopAuthorized";
                case TriggerReason.RemoteStart:
                    return "RemoteStart";
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

        internal static string Of(ChargingState state)
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

        internal static string Of(StoppedReason reason)
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
