using System;
using System.Collections.Generic;

namespace NanoCharger.Bench.Timings;

/// <summary>Residual currents: the monitor's own times to open contacts, its test, and what may be tried again.</summary>
internal static class ResidualRows
{
    private const string Direct = "IEC 62955";
    private const string Europe = "IEC 61008-1";
    private const string America = "UL 2231 (CCID20)";
    private const string House = "ours";
    private const double E = Story.EventAt;
    private const double LateAt = 40;

    /// <summary>The rows.</summary>
    public static IReadOnlyList<TimingRow> All { get; } =
    [
        Trip("Opens_on_6_mA_direct_current", "6 mA DC", "dcMilliamps", 6, Direct, 10_000),
        Trip("Opens_on_60_mA_direct_current", "60 mA DC", "dcMilliamps", 60, Direct, 300),
        Trip("Opens_on_200_mA_direct_current", "200 mA DC", "dcMilliamps", 200, Direct, 100),
        Trip("Opens_on_30_mA_alternating_current", "30 mA AC", "acMilliamps", 30, Europe, 300),
        Trip("Opens_on_150_mA_alternating_current", "150 mA AC", "acMilliamps", 150, Europe, 40),
        Trip("Opens_on_20_mA_alternating_current", "20 mA AC", "acMilliamps", 20, America, 1000),
        Trip("Opens_on_60_mA_alternating_current", "60 mA AC", "acMilliamps", 60, America, 210),
        Trip("Opens_on_264_mA_alternating_current", "264 mA AC", "acMilliamps", 264, America, 25),
        Row(
            "Tells_a_silent_residual_monitor",
            "plugged, the monitor does not answer its test (300 ms): fault of its own", "ms", 0, 1000, _ => Broken("silent"),
            run => Gauge.Millis(run, Story.PlugAt, "fault", "13 set")),
        Row(
            "Tells_a_stuck_residual_monitor",
            "plugged, the monitor does not clear its test (500 ms): fault of its own", "ms", 0, 1500, _ => Broken("stuck"),
            run => Gauge.Millis(run, Story.PlugAt, "fault", "14 set")),
        Row(
            "Never_closes_with_a_broken_residual_monitor",
            "the monitor does not answer its test: closings in a minute", "", 0, 0, _ => Broken("silent"),
            run => Gauge.Count(run, 0, "contactor", "closed")),
        Row(
            "Latches_a_trip_in_the_first_10_s",
            "a trip 5 s after closing, market US: closings in half an hour after it", "", 0, 0, _ => Leak(1900, E, "US"),
            run => Gauge.Count(run, E, "contactor", "closed"), TimingTable.LongSeeds),
        Row(
            "Retries_a_later_trip_after_15_min",
            "a trip 30 s after closing, market US: opened to closed again", "s", 900, 910, _ => Leak(1000, LateAt, "US"),
            run => Gauge.Seconds(run, LateAt, ("contactor", "open"), ("contactor", "closed")), TimingTable.LongSeeds),
        Row(
            "Retries_four_times_at_most",
            "trips 30 s after each closing, market US: retries in two hours", "", 4, 4, _ => Again(),
            run => Gauge.Count(run, LateAt, "contactor", "closed"), TimingTable.LongSeeds),
        Row(
            "Never_retries_in_Europe",
            "a trip 30 s after closing, market EU: closings in half an hour after it", "", 0, 0, _ => Leak(1900, LateAt, "EU"),
            run => Gauge.Count(run, LateAt, "contactor", "closed"), TimingTable.LongSeeds),
        Row(
            "Tests_the_residual_monitor_every_24_h",
            "a monitor that went stuck a minute after a test: found", "h", 0, 24,
            _ => Story.Of(87_000, "", Story.At(60, "\"residualTest\": \"stuck\"")), run => Gauge.Seconds(run, 60, "fault", "14 set") / 3600, 1),
    ];

    private static TimingRow Row(
        string id,
        string what,
        string unit,
        double least,
        double most,
        Func<ulong, string> story,
        Func<SoloRun, double?> measure,
        int seeds = TimingTable.FewSeeds)
    {
        return new TimingRow(id, what, House, unit, least, most, seeds, story, measure);
    }

    private static TimingRow Trip(string id, string current, string key, int milliamps, string clause, double most)
    {
        return new TimingRow(
            id,
            "residual current of " + current + ": open",
            clause,
            "ms",
            0,
            most,
            TimingTable.FewSeeds,
            seed => Story.Charging(E + 12, "", Story.At(Story.Moment(seed), $"\"residual\": {{\"{key}\": {milliamps}}}")),
            run => Gauge.Millis(run, Story.Moment(run.Summary.Seed), "contactor", "open"));
    }

    private static string Broken(string how)
    {
        return Story.Charging(80, "", Story.At(3, $"\"residualTest\": \"{how}\""));
    }

    private static string Leak(double until, double at, string market)
    {
        return Story.Charging(
            until,
            Story.Settings(("market", market)),
            Story.At(at, "\"residual\": {\"acMilliamps\": 30}"),
            Story.At(at + 2, "\"residual\": {\"acMilliamps\": 0}"));
    }

    private static string Again()
    {
        // Once for each closing, and then some.
        var leaks = new List<string>();
        for (int trip = 0; trip < 7; trip++)
        {
            double at = LateAt + (trip * 945);
            leaks.Add(Story.At(at, "\"residual\": {\"acMilliamps\": 30}"));
            leaks.Add(Story.At(at + 2, "\"residual\": {\"acMilliamps\": 0}"));
        }

        return Story.Charging(7200, Story.Settings(("market", "US")), [.. leaks]);
    }
}
