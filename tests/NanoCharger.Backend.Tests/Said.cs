namespace NanoCharger.Backend.Tests
{
    /// <summary>What stations say: the frames of events as ours send them.</summary>
    internal static class Said
    {
        internal const string At1800 = "2026-11-22T18:00:00Z";
        internal const string At2000 = "2026-11-22T20:00:00Z";
        internal const long Begin = 1_234_560;
        internal const long End = 11_234_560;

        /// <summary>A call.</summary>
        internal static string Call(string action, string payload, string id = "1-1")
        {
            return $"[2,\"{id}\",\"{action}\",{payload}]";
        }

        /// <summary>An event of a transaction, with a signed document where one is given.</summary>
        /// <param name="transaction">The transaction.</param>
        /// <param name="sequence">Its seqNo.</param>
        /// <param name="type">Started, Updated or Ended.</param>
        /// <param name="register">The register in mWh.</param>
        /// <param name="document">The document; null: nothing is signed.</param>
        /// <param name="key">The key as signedMeterValue carries it.</param>
        /// <param name="more">Further fields of the payload, each with a comma behind it.</param>
        internal static string Event(string transaction, int sequence, string type, long register, string? document = null, string key = "", string more = "")
        {
            return EventFrame.Write(transaction, sequence, type, type == "Ended" ? At2000 : At1800, register, document, key, more);
        }

        /// <summary>The begin of a transaction, signed.</summary>
        internal static string Started(this DocumentMaker maker, string transaction, long number, long register = Begin, string station = "bay")
        {
            return Event(transaction, 0, "Started", register, maker.Begin(number, register, station: station), maker.OcppKey);
        }

        /// <summary>The end of a transaction, with its receipt.</summary>
        internal static string Ended(this DocumentMaker maker, string transaction, long number, long begin = Begin, long end = End, string station = "bay")
        {
            return Event(transaction, 1, "Ended", end, maker.Receipt(number, begin, end, station: station), maker.OcppKey);
        }
    }
}
