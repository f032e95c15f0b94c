using NanoCharger.Core.Charging;
using NanoCharger.Core.Protection;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>Why no transaction could begin here now, whoever asks: the one place that says it to the backend.</summary>
    internal static class StartRefusal
    {
        /// <summary>The reason.</summary>
        /// <param name="charger">The charger.</param>
        /// <param name="why">In plain words; null where the code says all.</param>
        /// <returns>A reasonCode of at most 20 characters; null when one could.</returns>
        internal static string Of(OcppParts charger, out string why)
        {
            ChargerStatus status = charger.Status;
            why = null;
            if (charger.Registration.Refused)
            {
                return "CSNotAccepted";
            }

            if (status.TransactionNumber != 0)
            {
                return "TxInProgress";
            }

            if (!charger.Log.HasRoom || status.FaultCode == (int)FaultCode.LogFull)
            {
                why = "the log has no room for another transaction";
                return "OutOfStorage";
            }

            if (status.FaultCode != 0)
            {
                why = status.FaultName;
                return "Faulted";
            }

            return status.Available ? null : "OutOfService";
        }
    }
}
