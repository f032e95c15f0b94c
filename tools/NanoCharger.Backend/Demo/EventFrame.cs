using System;
using System.Globalization;
using System.Text;

namespace NanoCharger.Backend.Demo
{
    /// <summary>The call of a TransactionEvent as our stations write it, for who measures or forges them without any firmware.</summary>
    internal static class EventFrame
    {
        /// <summary>The frame.</summary>
        /// <param name="transaction">The transaction's id.</param>
        /// <param name="sequence">Its seqNo.</param>
        /// <param name="type">Started, Updated or Ended.</param>
        /// <param name="time">Its timestamp.</param>
        /// <param name="register">The register in mWh.</param>
        /// <param name="document">The signed document; null: nothing is signed.</param>
        /// <param name="key">The key as signedMeterValue carries it.</param>
        /// <param name="more">Further fields of the payload, each with a comma behind it.</param>
        /// <param name="stopped">Why it ended, where it did.</param>
        internal static string Write(string transaction, int sequence, string type, string time, long register, string? document, string key, string more = "", string stopped = "EVDisconnected")
        {
            string signed = document is null ? "" : $$""","signedMeterValue":{"signedMeterData":"{{Convert.ToBase64String(Encoding.ASCII.GetBytes(document))}}","signingMethod":"","encodingMethod":"OCMF","publicKey":"{{key}}"}""";
            string ended = type == "Ended" ? $",\"stoppedReason\":\"{stopped}\"" : "";
            string value = (register / 1000m).ToString(CultureInfo.InvariantCulture);
            return $$"""
                [2,"1-1","TransactionEvent",{"eventType":"{{type}}","timestamp":"{{time}}","triggerReason":"ChargingStateChanged","seqNo":{{sequence}},{{more}}"transactionInfo":{"transactionId":"{{transaction}}"{{ended}}},"evse":{"id":1,"connectorId":1},"meterValue":[{"timestamp":"{{time}}","sampledValue":[{"value":{{value}},"unitOfMeasure":{"unit":"Wh"}{{signed}}}]}]}]
                """.Trim();
        }
    }
}
