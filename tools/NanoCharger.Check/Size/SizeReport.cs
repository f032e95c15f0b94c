using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace NanoCharger.Check.Size
{
    /// <summary>Sizes as text for a terminal, or as JSON.</summary>
    internal static class SizeReport
    {
        private const int Wide = 12;

        // The figures that have come near their limits, or may: with their per cent.
        private const int WithPercent = 3;

        /// <summary>The table, a line for each assembly; behind it what is near a limit or beyond it; by namespace where that is asked.</summary>
        public static void Table(TextWriter output, IReadOnlyList<SizedAssembly> rows, bool namespaces)
        {
            int name = rows.Max(row => Name(row).Length) + 1;
            output.WriteLine("project".PadRight(name) + string.Concat(rows[0].Size.Figures.Select(Head)));
            foreach (SizedAssembly row in rows)
            {
                output.WriteLine(Name(row).PadRight(name) + string.Concat(row.Size.Figures.Select(Cell)));
            }
            output.WriteLine("of".PadRight(name) + string.Concat(rows[0].Size.Figures.Select(Limit)));
            foreach (SizedAssembly row in namespaces ? rows : Array.Empty<SizedAssembly>())
            {
                Namespaces(output, row);
            }
            output.WriteLine();
            foreach (SizedAssembly row in rows)
            {
                foreach (Figure figure in row.Size.Figures.Where(figure => figure.State != FigureState.Well))
                {
                    output.WriteLine($"{(figure.State == FigureState.Beyond ? "BEYOND THE LIMIT" : "near the limit")}: {Name(row)}: {figure}");
                }
            }
        }

        /// <summary>All figures of all assemblies, a list with an object for each.</summary>
        public static void Json(TextWriter output, IReadOnlyList<SizedAssembly> rows)
        {
            var all = rows.Select(row => new
            {
                row.Assembly.Project,
                row.Assembly.Configuration,
                row.Assembly.Path,
                State = row.Size.State.ToString(),
                Figures = row.Size.Figures.ToDictionary(
                    figure => figure.Name,
                    figure => new { figure.Count, figure.Limit, Percent = Math.Round(figure.Percent, 1), State = figure.State.ToString() }),
                row.Size.StringsOnce,
                Namespaces = Sorted(row.Size).ToDictionary(entry => entry.Key, entry => entry.Value),
            });
            JsonSerializerOptions options = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
            output.WriteLine(JsonSerializer.Serialize(all, options));
        }

        private static void Namespaces(TextWriter output, SizedAssembly row)
        {
            output.WriteLine();
            output.WriteLine($"{Name(row)}, bytecode by namespace");
            foreach ((string name, int bytes) in Sorted(row.Size))
            {
                output.WriteLine($"{bytes,10}  {(name.Length == 0 ? "(none)" : name)}");
            }
        }

        private static IEnumerable<KeyValuePair<string, int>> Sorted(AssemblySize size)
        {
            return size.Namespaces
                .Where(entry => entry.Value > 0)
                .OrderByDescending(entry => entry.Value)
                .ThenBy(entry => entry.Key, StringComparer.Ordinal);
        }

        private static string Name(SizedAssembly row)
        {
            return $"{row.Assembly.Project} {row.Assembly.Configuration}".TrimEnd();
        }

        private static string Head(Figure figure, int index)
        {
            return figure.Name.PadLeft(Wide) + (index < WithPercent ? "%".PadLeft(7) : "");
        }

        private static string Cell(Figure figure, int index)
        {
            string percent = string.Create(CultureInfo.InvariantCulture, $"{figure.Percent,7:0.0}");
            return Text(figure.Count) + (index < WithPercent ? percent : "");
        }

        private static string Limit(Figure figure, int index)
        {
            return Text(figure.Limit) + (index < WithPercent ? new string(' ', 7) : "");
        }

        private static string Text(int count)
        {
            return count.ToString(CultureInfo.InvariantCulture).PadLeft(Wide);
        }
    }
}
