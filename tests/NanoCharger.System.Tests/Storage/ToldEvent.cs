using System.Globalization;
using System.Text.Json;

namespace NanoCharger.System.Tests.Storage
{
    /// <summary>A TransactionEvent as the backend hears it.</summary>
    /// <param name="Sequence">Number of its record, out of the message's id.</param>
    /// <param name="Type">Started, Updated or Ended.</param>
    /// <param name="Transaction">Id of the transaction.</param>
    /// <param name="SeqNo">Its number in the transaction.</param>
    /// <param name="RegisterMilliwattHours">The register's reading.</param>
    /// <param name="Document">Its signed document; null for none.</param>
    internal sealed record ToldEvent(long Sequence, string Type, string Transaction, int SeqNo, long RegisterMilliwattHours, byte[]? Document)
    {
        /// <summary>Reads it from a call.</summary>
        /// <param name="id">The message's id: boot and sequence for what has a record.</param>
        /// <param name="payload">The call's payload.</param>
        public static ToldEvent From(string id, JsonElement payload)
        {
            JsonElement sample = payload.GetProperty("meterValue")[0].GetProperty("sampledValue")[0];
            return new ToldEvent(
                long.Parse(id[(id.IndexOf('-') + 1)..], CultureInfo.InvariantCulture),
                payload.GetProperty("eventType").GetString()!,
                payload.GetProperty("transactionInfo").GetProperty("transactionId").GetString()!,
                payload.GetProperty("seqNo").GetInt32(),
                (long)(sample.GetProperty("value").GetDecimal() * 1000),
                sample.TryGetProperty("signedMeterValue", out JsonElement signed) ? signed.GetProperty("signedMeterData").GetBytesFromBase64() : null);
        }
    }
}
