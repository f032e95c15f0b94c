using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace NanoCharger.Check.Cost
{
    /// <summary>Measurements as text for a terminal, or as JSON.</summary>
    internal static class CostReport
    {
        private const int MostMethods = 40;

        private static readonly (string Head, string Figure, string Format)[] Columns =
        [
            ("IL", "instructions", "0"),
            ("calls", "calls", "0.0"),
            ("iface", "interfaceCalls", "0.0"),
            ("native", "nativeCalls", "0.0"),
            ("reads", "conversions", "0.0"),
            ("lost", "lostInlinings", "0.0"),
            ("new", "allocations", "0"),
            ("texts", "literals", "0"),
            ("bytes", "bytes", "0"),
            ("host us", "hostNanos", "0.0"),
            ("board ms", "boardMicros", "0.00"),
            ("own ms", "ownBoardMicros", "0.00"),
            ("worst", "worstOwnBoardMicros", "0.00"),
            ("ratio", "ratio", "0.000"),
            ("instant", "instantRatio", "0.000"),
            ("ns/read", "aboveFloorNanosPerRead", "0.0"),
            ("us/chan", "aboveFloorNanosPerChannel", "0.0"),
        ];

        /// <summary>The table, a line for each workload, means of a lap.</summary>
        public static void Table(TextWriter output, IReadOnlyList<Measurement> measurements)
        {
            output.WriteLine("workload        laps" + string.Concat(Columns.Select(column => column.Head.PadLeft(10))));
            foreach (Measurement measurement in measurements)
            {
                string cells = string.Concat(Columns.Select(column => Cell(measurement, column.Figure, column.Format).PadLeft(10)));
                output.WriteLine($"{measurement.Name,-14}{measurement.Laps,6}{cells}");
            }
            output.WriteLine();
            foreach (Measurement measurement in measurements)
            {
                output.WriteLine($"{measurement.Name,-14}one lap: {measurement.Lap}");
            }
            output.WriteLine();
            output.WriteLine("Means of a lap; new, bytes: allocated in all laps together; texts: literals loaded, each an object of 12 bytes more. host us: estimate for the host's nanoCLR.");
            output.WriteLine("board ms: for an ESP32 with PSRAM.");
            output.WriteLine("lost: reads that the interpreter does not inline. own ms, worst: without the conversions themselves, mean and worst lap.");
            output.WriteLine("ratio: to the conversions alone; instant: the same if the converter itself took no time.");
            output.WriteLine("ns/read, us/chan: time on the host's nanoCLR above the conversions alone, for each of them and for each channel.");
        }

        /// <summary>Where the costs of a workload are: per lap, by method, dearest first; and the calls into class libraries.</summary>
        public static void Methods(TextWriter output, Measurement measurement, CostTable table)
        {
            output.WriteLine();
            output.WriteLine($"{measurement.Name}, of one lap: callees and conversions not included");
            output.WriteLine("        IL     calls     iface    native      lost     bytes   host us  method");
            foreach ((string method, Tally tally) in measurement.ByMethod.OrderByDescending(entry => OwnNanos(entry.Value, table)).Take(MostMethods))
            {
                string cells = string.Concat(
                    new[] { tally.Instructions, tally[CostKind.Call], tally[CostKind.InterfaceCall], tally[CostKind.NativeCall], tally[CostKind.LostInlining], tally.Bytes }
                        .Select(count => Text((double)count / measurement.Laps, "0.0").PadLeft(10)));
                output.WriteLine($"{cells}{Text(OwnNanos(tally, table) / 1000 / measurement.Laps, "0.00"),10}  {method}");
            }
            IOrderedEnumerable<KeyValuePair<string, long>> natives = measurement.Natives.OrderByDescending(entry => entry.Value);
            foreach ((string member, long times) in natives.ThenBy(entry => entry.Key, StringComparer.Ordinal))
            {
                output.WriteLine($"{Text((double)times / measurement.Laps, "0.00"),10} times {member}");
            }
        }

        /// <summary>All figures of all measurements.</summary>
        public static void Json(TextWriter output, IReadOnlyList<Measurement> measurements)
        {
            Dictionary<string, object> all = measurements.ToDictionary(m => m.Name, m => (object)new { m.Lap, m.Laps, m.Figures });
            JsonSerializerOptions options = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
            output.WriteLine(JsonSerializer.Serialize(all, options));
        }

        private static double OwnNanos(Tally tally, CostTable table)
        {
            return tally.Nanos(table) - tally.FloorNanos(table);
        }

        private static string Cell(Measurement measurement, string figure, string format)
        {
            if (!measurement.Figures.TryGetValue(figure, out double value))
            {
                return "-";
            }
            // The table is in microseconds and milliseconds, the figures in nanoseconds and microseconds.
            bool scaled = figure is "hostNanos" or "aboveFloorNanosPerChannel" || figure.EndsWith("Micros", StringComparison.Ordinal);
            return Text(scaled ? value / 1000 : value, format);
        }

        private static string Text(double value, string format)
        {
            return value.ToString(format, CultureInfo.InvariantCulture);
        }
    }
}
