namespace NanoCharger.Bench.Ingest
{
    /// <summary>What a run through the ingest showed.</summary>
    /// <param name="Rate">Verified documents a second, stored and answered.</param>
    /// <param name="Median">Half of the calls had their answer by then, ms.</param>
    /// <param name="Slowest">All but one in a hundred had their answer by then, ms.</param>
    /// <param name="Processor">Processor time of one document on all threads, µs.</param>
    /// <param name="HeapBefore">Managed heap before it, KiB.</param>
    /// <param name="HeapAfter">Managed heap after it, KiB.</param>
    /// <param name="Complete">Every call had a result, and every transaction is stored.</param>
    internal sealed record IngestFigures(double Rate, double Median, double Slowest, double Processor, long HeapBefore, long HeapAfter, bool Complete);
}
