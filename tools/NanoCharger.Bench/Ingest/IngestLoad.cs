using NanoCharger.Verify;

namespace NanoCharger.Bench.Ingest
{
    /// <summary>What the stations will say, signed beforehand.</summary>
    /// <param name="Frames">By station, in their order.</param>
    /// <param name="Documents">All documents in them, with the key of each.</param>
    internal sealed record IngestLoad(byte[][][] Frames, (byte[] Document, StationKey Key)[] Documents);
}
