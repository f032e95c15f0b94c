using System;
using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Bench.Timings;

/// <summary>Reads figures off a run's trace.</summary>
internal static class Gauge
{
    private const double MillisPerSecond = 1_000;

    /// <summary>Milliseconds from a moment to the first such event at or after it.</summary>
    public static double? Millis(SoloRun run, double from, string kind, string text)
    {
        return (First(run, from, kind, text) - from) * MillisPerSecond;
    }

    /// <summary>Milliseconds from the first such event at or after a moment to the first event of another sort after that.</summary>
    public static double? Millis(SoloRun run, double from, (string Kind, string Text) first, (string Kind, string Text) second)
    {
        double? begin = First(run, from, first.Kind, first.Text);
        return begin is double seconds ? Millis(run, seconds, second.Kind, second.Text) : null;
    }

    /// <summary>As <see cref="Millis(SoloRun, double, string, string)"/>, in seconds.</summary>
    public static double? Seconds(SoloRun run, double from, string kind, string text)
    {
        return First(run, from, kind, text) - from;
    }

    /// <summary>As <see cref="Millis(SoloRun, double, ValueTuple{string, string}, ValueTuple{string, string})"/>, in seconds.</summary>
    public static double? Seconds(SoloRun run, double from, (string Kind, string Text) first, (string Kind, string Text) second)
    {
        return Millis(run, from, first, second) / MillisPerSecond;
    }

    /// <summary>Number of such events from a moment on.</summary>
    public static double Count(SoloRun run, double from, string kind, string text)
    {
        return Matching(run, from, kind, text).Count();
    }

    /// <summary>Least time between two duty values (X1 and F are none) in seconds; null where there is one at most.</summary>
    public static double? LeastSpacing(SoloRun run)
    {
        List<double> times = Matching(run, 0, "duty", "").Where(duty => duty.Short is not ("100.00" or "0.00")).Select(duty => duty.Seconds).ToList();
        return times.Count < 2 ? null : times.Zip(times.Skip(1), (earlier, later) => later - earlier).Min();
    }

    private static double? First(SoloRun run, double from, string kind, string text)
    {
        return Matching(run, from, kind, text).FirstOrDefault()?.Seconds;
    }

    private static IEnumerable<TraceEvent> Matching(SoloRun run, double from, string kind, string text)
    {
        return run.Events.Where(happened => happened.Seconds >= from && happened.Kind == kind && happened.Short.StartsWith(text, StringComparison.Ordinal));
    }
}
