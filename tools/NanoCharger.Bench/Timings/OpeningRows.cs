using System;
using System.Collections.Generic;

namespace NanoCharger.Bench.Timings;

/// <summary>How fast the contacts part when the pilot leaves C and D (IEC 61851-1 Table A.6).</summary>
internal static class OpeningRows
{
    private const string Clause = "IEC 61851-1 Table A.6";
    private const double Limit = 100;
    private const string InB = "\"vehicle\": \"B\"";
    private const string Gone = "\"unplug\": true";

    /// <summary>The rows.</summary>
    public static IReadOnlyList<TimingRow> All { get; } =
    [
        Row(
            "Opens_within_100_ms_when_the_vehicle_ends_in_a_stall",
            "C2 -> B2: open, interlock working, stall at the worst moment", seed => Stalled(seed, InB)),
        Row(
            "Opens_within_100_ms_when_the_vehicle_ends_and_the_interlock_has_failed",
            "C2 -> B2: open, interlock failed, no stall", seed => Failed(seed, InB)),
        Row(
            "Opens_within_100_ms_when_unplugged_in_a_stall",
            "C2 -> A: open, interlock working, stall at the worst moment", seed => Stalled(seed, Gone)),
        Row(
            "Opens_within_100_ms_when_unplugged_and_the_interlock_has_failed",
            "C2 -> A: open, interlock failed, no stall", seed => Failed(seed, Gone)),
        Row(
            "Opens_within_100_ms_when_the_vehicle_ends_at_6_A_and_the_interlock_has_failed",
            "C2 -> B2 at 10 % duty: open, interlock failed, no stall", seed => Failed(seed, InB, ("maxAmps", 6))),
        Row(
            "Opens_within_100_ms_when_a_ventilated_vehicle_ends",
            "D2 -> B2: open, interlock failed, no stall", seed => Failed(seed, InB, "D", ("ventilation", 1))),
        Row("Opens_within_100_ms_when_the_vehicle_ends_in_a_pause", "C1 -> B1: open, interlock failed, no stall", Paused),
        Row(
            "Opens_within_100_ms_when_the_pilot_is_shorted",
            "pilot short (E) in C2: open, interlock failed, no stall", seed => Failed(seed, "\"pilotShortOhms\": 80")),
    ];

    private static TimingRow Row(string id, string what, Func<ulong, string> story)
    {
        // The wire of the story is the moment's only source, so the measure finds it again by the seed.
        Func<SoloRun, double?> opened = run => Gauge.Millis(run, Story.Moment(run.Summary.Seed), "contactor", "open");
        return new TimingRow(id, what, Clause, "ms", 0, Limit, TimingTable.ManySeeds, story, opened);
    }

    private static string Stalled(ulong seed, string leave)
    {
        double moment = Story.Moment(seed);
        return Story.Charging(Story.EventAt + 4, "", Story.At(Story.StallAround(moment, seed), "\"stallMs\": 3000"), Story.At(moment, leave));
    }

    private static string Failed(ulong seed, string leave, params (string Name, object Value)[] settings)
    {
        return Failed(seed, leave, "C", settings);
    }

    private static string Failed(ulong seed, string leave, string state, params (string Name, object Value)[] settings)
    {
        return Story.Of(
            Story.EventAt + 1,
            Story.Settings(settings),
            Story.At(Story.PlugAt, "\"plug\": {}"),
            Story.At(Story.ReadyAt, $"\"vehicle\": \"{state}\""),
            Story.At(Story.EventAt - 1, "\"interlock\": \"failed\""),
            Story.At(Story.Moment(seed), leave));
    }

    private static string Paused(ulong seed)
    {
        return Story.Charging(
            Story.EventAt + 1,
            "",
            Story.At(Story.ReadyAt, "\"draw\": 16"),
            Story.At(Story.EventAt - 3, "\"interlock\": \"failed\""),
            Story.Type(Story.EventAt - 2, "limit 0"),
            Story.At(Story.Moment(seed), InB));
    }
}
