using System.Collections.Generic;
using NanoCharger.Check.Cost;

namespace NanoCharger.Check.Heap
{
    /// <summary>The figures of a heap, in bytes, by the names that budgets use.</summary>
    internal static class HeapFigures
    {
        /// <summary>What our accounting does not see, in bytes: README.md, "Memory", says what that is.</summary>
        public const long Margin = 64 * 1024;

        private const long Step = 64 * 1024;

        /// <summary>All of them.</summary>
        /// <param name="heap">What was alive at the end.</param>
        /// <param name="made">What was made until then.</param>
        public static IEnumerable<(string Name, long Bytes)> Of(HeapCensus heap, Tally made)
        {
            HeapLook live = heap.Looks[^1];
            // How long a text gets is seen when it is alive and not when it is made, so no text that lives is taken off.
            long garbage = made.Bytes + (made.Literals * HeapLayout.Block) - (live.Total - live.TextBytes);
            yield return ("heap", live.Total);
            yield return ("heapGarbage", garbage);
            yield return ("heapGrowth", heap.Growth);
            yield return ("heapStatics", live.StaticBytes);
            yield return ("leastFreeHeap", (live.Total + garbage + Margin + Step - 1) / Step * Step);
            foreach ((string name, _) in heap.Table.Parts)
            {
                yield return ("heap." + name, live.Of(name));
            }
            foreach (HeapLook look in heap.Looks)
            {
                yield return ("heapIn." + look.Phase, live.In(look.Phase));
            }
        }
    }
}
