using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Bench.Timings;

namespace NanoCharger.System.Tests.Scenarios
{
    /// <summary>The expected trace of a scenario, in short form.</summary>
    public sealed class Expectation
    {
        private const string Contactor = "contactor";

        /// <summary>IEC 61851-1 Table A.6: a vehicle has 5 s to follow, so two duty values are never closer.</summary>
        private const double DutySpacingSeconds = 5;

        private readonly List<ExpectedLine> _lines;

        private Expectation(List<ExpectedLine> lines)
        {
            _lines = lines;
        }

        /// <summary>Reads an expected trace: one line for each thing expected, <c>#</c> begins a comment.</summary>
        /// <exception cref="FormatException">A line is not in the notation.</exception>
        public static Expectation Parse(string text)
        {
            return new Expectation(text.Split('\n')
                .Select(line => line.Split('#')[0].Trim())
                .Where(line => line.Length > 0)
                .Select(ExpectedLine.Parse)
                .ToList());
        }

        /// <summary>Holds a run against it.</summary>
        /// <returns>The first line that does not agree and what there is instead; null when all agree.</returns>
        public string? Difference(SoloRun run)
        {
            return Sequence(run.Events)
                ?? _lines.Where(line => line.Times != null).Select(line => Total(line, run.Events)).FirstOrDefault(difference => difference != null)
                ?? Spacing(run.Events)
                ?? run.Summary.Violations.Select(violation => "a broken invariant: " + violation).FirstOrDefault();
        }

        /// <summary>Lines of one kind are met in the order of the file; every movement of the contactor needs its line.</summary>
        private string? Sequence(IReadOnlyList<TraceEvent> events)
        {
            var next = new Dictionary<string, int>();
            double before = 0;
            foreach (ExpectedLine line in _lines.Where(line => line.Times == null))
            {
                if (line.Absent)
                {
                    TraceEvent? unwanted = events.FirstOrDefault(happened => line.Means(happened) && line.Covers(happened.Seconds, before));
                    if (unwanted != null)
                    {
                        return $"expected: {line}\n  instead: {unwanted}";
                    }

                    continue;
                }

                int index = Find(events, line, next.GetValueOrDefault(line.Kind), before);
                if (index < 0)
                {
                    string from = line.Relative ? FormattableString.Invariant($"  (from {before:0.000} s)") : "";
                    return $"expected: {line}{from}\n  instead: {Instead(events, line, next.GetValueOrDefault(line.Kind), before)}";
                }

                next[line.Kind] = index + 1;
                before = events[index].Seconds;
            }

            TraceEvent? surplus = events.Skip(next.GetValueOrDefault(Contactor)).FirstOrDefault(happened => happened.Kind == Contactor);
            return surplus == null ? null : "not expected: " + surplus;
        }

        private static int Find(IReadOnlyList<TraceEvent> events, ExpectedLine line, int from, double before)
        {
            for (int i = from; i < events.Count; i++)
            {
                if (line.Means(events[i]) && line.Covers(events[i].Seconds, before))
                {
                    return i;
                }

                if (line.Kind == Contactor && events[i].Kind == Contactor)
                {
                    return -1;
                }
            }

            return -1;
        }

        private static string Instead(IReadOnlyList<TraceEvent> events, ExpectedLine line, int from, double before)
        {
            IEnumerable<TraceEvent> left = events.Skip(from).Where(happened => happened.Kind == line.Kind);
            TraceEvent? instead = left.FirstOrDefault(happened => line.Kind == Contactor || happened.Seconds >= line.From(before));
            return instead?.ToString() ?? $"no further {line.Kind}";
        }

        private static string? Total(ExpectedLine line, IReadOnlyList<TraceEvent> events)
        {
            int count = events.Count(line.Means);
            return count == line.Times ? null : $"expected: {line}\n  instead: {count} times";
        }

        private static string? Spacing(IReadOnlyList<TraceEvent> events)
        {
            List<TraceEvent> duties = events.Where(happened => happened.Kind is "duty" or "power").ToList();
            for (int i = 1; i < duties.Count; i++)
            {
                bool values = IsValue(duties[i - 1]) && IsValue(duties[i]);
                if (values && duties[i].Seconds - duties[i - 1].Seconds < DutySpacingSeconds)
                {
                    return $"two duty values within {DutySpacingSeconds} s: {duties[i - 1]}, {duties[i]}";
                }
            }

            return null;
        }

        /// <summary>A value, not X1 (100 %) or F (0 %).</summary>
        private static bool IsValue(TraceEvent happened)
        {
            return happened.Kind == "duty" && happened.Short is not ("100.00" or "0.00");
        }
    }
}
