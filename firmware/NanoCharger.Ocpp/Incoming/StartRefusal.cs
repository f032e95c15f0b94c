using NanoCharger.Core.Charging;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>Why no transaction could begin here now, whoever asks: the one place that says it to the backend.</summary>
    internal static class StartRefusal
    {
        /// <summary>The reason. Whatever weighs more than that no vehicle is there holds everybody back; what weighs less is of this vehicle, this grant or this moment.</summary>
        /// <param name="charger">The charger.</param>
        /// <param name="words">In plain words, those of console and pages; null where the code says all.</param>
        /// <returns>A reasonCode of at most 20 characters; null when one could.</returns>
        internal static string Of(OcppParts charger, out string words)
        {
            ChargerStatus status = charger.Status;
            words = null;
            if (charger.Registration.Refused)
            {
                return "CSNotAccepted";
            }

            if (status.TransactionNumber != 0)
            {
                return "TxInProgress";
            }

            NoCurrent why = !charger.Log.HasRoom ? NoCurrent.LogFull
                : !status.Available || status.CalibrationRun ? NoCurrent.OutOfService
                : status.Missing.Length > 0 ? NoCurrent.NotCommissioned
                : status.NoCurrent;
            if (why <= NoCurrent.Starting || why >= NoCurrent.NoVehicle)
            {
                return null;
            }

            words = why == NoCurrent.Fault ? NoCurrentText.Of(status) : NoCurrentText.Of(why);
            switch (why)
            {
                case NoCurrent.Fault:
                    return "Faulted";
                case NoCurrent.LogFull:
                    return "OutOfStorage";
                case NoCurrent.OutOfService:
                    return "OutOfService";
                case NoCurrent.NotCommissioned:
                    return "NotCommissioned";
                default:
                    return "NotEnabled";
            }
        }
    }
}
