using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace NanoCharger.Check.Cost
{
    /// <summary>What workloads may cost at most: by workload and figure a number, or the name of another whose figure is the most.</summary>
    public sealed class Budgets
    {
        private readonly List<(string Workload, string Figure, double Most, string? Other)> _entries = new();

        private Budgets()
        {
        }

        /// <summary>Workloads that have a budget.</summary>
        public IEnumerable<string> Workloads => _entries.Select(entry => entry.Workload).Distinct();

        /// <summary>Reads a file: JSON with comments, {"block-1": {"ratio": 1.2, "aboveFloorNanosPerRead": "emon-2"}}.</summary>
        /// <exception cref="IOException">It cannot be read.</exception>
        /// <exception cref="JsonException">It is no such file.</exception>
        public static Budgets Read(string path)
        {
            return Parse(File.ReadAllText(path));
        }

        /// <summary>Reads the text of such a file.</summary>
        /// <exception cref="JsonException">It is none.</exception>
        public static Budgets Parse(string text)
        {
            JsonDocumentOptions options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
            using JsonDocument document = JsonDocument.Parse(text, options);
            Budgets budgets = new();
            foreach (JsonProperty workload in Members(document.RootElement))
            {
                foreach (JsonProperty figure in Members(workload.Value))
                {
                    budgets._entries.Add(figure.Value.ValueKind switch
                    {
                        JsonValueKind.Number => (workload.Name, figure.Name, figure.Value.GetDouble(), null),
                        JsonValueKind.String => (workload.Name, figure.Name, 0, figure.Value.GetString()),
                        _ => throw new JsonException($"{workload.Name}.{figure.Name}: a number or the name of a workload"),
                    });
                }
            }
            return budgets;
        }

        /// <summary>Holds measurements against the budgets.</summary>
        /// <param name="measure">Measures a workload by its name.</param>
        /// <param name="only">Workload to look at; null: all.</param>
        /// <returns>A line for each budget that is exceeded, with workload, budget and figure.</returns>
        /// <exception cref="KeyNotFoundException">A workload or a figure that is named does not exist.</exception>
        public IReadOnlyList<string> Check(Func<string, Measurement> measure, string? only = null)
        {
            List<string> exceeded = new();
            foreach ((string workload, string figure, double number, string? other) in _entries)
            {
                if (only != null && workload != only)
                {
                    continue;
                }
                double actual = Figure(measure, workload, figure);
                double most = other == null ? number : Figure(measure, other, figure);
                if (actual > most)
                {
                    string whose = other == null ? string.Empty : $" ({other})";
                    FormattableString line = $"{workload}: {figure} is {actual:0.####}, budget {most:0.####}{whose}";
                    exceeded.Add(line.ToString(CultureInfo.InvariantCulture));
                }
            }
            return exceeded;
        }

        private static IEnumerable<JsonProperty> Members(JsonElement element)
        {
            return element.ValueKind == JsonValueKind.Object ? element.EnumerateObject()
                : throw new JsonException("budgets: an object of objects");
        }

        private static double Figure(Func<string, Measurement> measure, string workload, string figure)
        {
            return measure(workload).Figures.TryGetValue(figure, out double value) ? value
                : throw new KeyNotFoundException($"{workload}: there is no figure {figure}");
        }
    }
}
