using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using NanoCharger.Check.Cost;

namespace NanoCharger.Check.Heap
{
    /// <summary>The heap as a table, in Markdown, and its place in a file.</summary>
    public static class HeapReport
    {
        private const string Begin = "<!-- memory: written by NanoCharger.Check -->\n";
        private const string End = "<!-- memory: end -->\n";

        /// <summary>A row for each part, a column for each phase, in KiB; then what is not alive, and what Main must find free.</summary>
        /// <param name="measurement">Of a workload that looks at the heap.</param>
        public static string Table(Measurement measurement)
        {
            HeapCensus heap = measurement.Heap;
            HeapLook live = heap.Looks[^1];
            StringBuilder text = new();
            text.Append("| KiB |").AppendJoin("", heap.Looks.Select(look => $" {look.Phase} |")).Append(" together |\n");
            text.Append("|---|").AppendJoin("", heap.Looks.Select(_ => "---|")).Append("---|\n");
            foreach ((string name, string what) in heap.Table.Parts)
            {
                Row(text, what, heap.Looks.Select(look => live.Of(name, look.Phase)), live.Of(name));
            }
            Row(text, "**alive after the start**", heap.Looks.Select(look => live.In(look.Phase)), live.Total);
            Row(text, "garbage of the start, at most", heap.Looks.Select(_ => 0L), (long)measurement.Figures["heapGarbage"]);
            Row(text, "what this does not see, at most", heap.Looks.Select(_ => 0L), HeapFigures.Margin);
            text.Append('\n');
            text.Append(CultureInfo.InvariantCulture, $"Least free heap when `Main` begins: **{(long)measurement.Figures["leastFreeHeap"] / 1024} KiB**, the last three rows rounded up.\n");
            text.Append(CultureInfo.InvariantCulture, $"Static fields and their tables take {Kibi(live.StaticBytes)} KiB more; they are there before `Main`.\n");
            return text.ToString();
        }

        /// <summary>Puts a table into its place in a text.</summary>
        /// <exception cref="InvalidOperationException">The text has no such place.</exception>
        public static string Put(string text, string table)
        {
            int begin = text.IndexOf(Begin, StringComparison.Ordinal);
            int end = text.IndexOf(End, StringComparison.Ordinal);
            if (begin < 0 || end < begin)
            {
                throw new InvalidOperationException($"the file has no place for the table, between {Begin.Trim()} and {End.Trim()}");
            }
            return text[..(begin + Begin.Length)] + table + text[end..];
        }

        private static void Row(StringBuilder text, string what, IEnumerable<long> cells, long sum)
        {
            text.Append("| ").Append(what).Append(" |");
            foreach (long cell in cells)
            {
                text.Append(cell == 0 ? " |" : $" {Kibi(cell)} |");
            }
            text.Append(' ').Append(Kibi(sum)).Append(" |\n");
        }

        private static string Kibi(long bytes)
        {
            return (bytes / 1024.0).ToString("0.0", CultureInfo.InvariantCulture);
        }
    }
}
