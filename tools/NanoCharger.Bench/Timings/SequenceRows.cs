using System;
using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Bench.Timings;

/// <summary>The sequences of IEC 61851-1 Table A.6: closing, pausing, limits, waking, closing again.</summary>
internal static class SequenceRows
{
    private const string TableA6 = "IEC 61851-1 Table A.6";
    private const string TableA4 = "IEC 61851-1 Table A.4";
    private const string House = "ours";
    private const double E = Story.EventAt;

    // 10 A, and what the trace leaves out between two of its lines.
    private const double FollowedAmps = 10.5;

    /// <summary>The rows.</summary>
    public static IReadOnlyList<TimingRow> All { get; } =
    [
        Row(
            "Closes_within_3_s_of_ready",
            "B2 -> C2: close (500 ms of stable C first)", TableA6, "ms", 500, 3000, seed => Ready(seed),
            run => Gauge.Millis(run, Story.Moment(run.Summary.Seed), "contactor", "closed")),
        Row(
            "Closes_a_simplified_vehicle_within_3_s",
            "A -> C: close, the residual monitor tested before", TableA6, "ms", 500, 3000, Simplified,
            run => Gauge.Millis(run, Story.Moment(run.Summary.Seed), "contactor", "closed")),
        Row(
            "Offers_a_simplified_vehicle_10_A_at_most",
            "A -> C with no B between: most that is offered", TableA6, "A", 6, 10.002, Simplified, MostOffer),
        Row(
            "Opens_6_s_after_a_pause_that_the_vehicle_ignores",
            "PWM off, the vehicle draws on: open, under load", TableA6, "ms", 6000, 6500, Ignored("limit 0"),
            run => Gauge.Millis(run, E, ("duty", "100"), ("contactor", "open firmware loaded"))),
        Row(
            "Opens_unloaded_after_a_pause_that_the_vehicle_obeys",
            "PWM off, the vehicle stops drawing: open, unloaded", TableA6, "ms", 0, 6500, _ => Story.Charging(E + 10, "", Story.Type(E, "limit 0")),
            run => Gauge.Millis(run, E, ("duty", "100"), ("contactor", "open firmware unloaded"))),
        Row(
            "Shows_F_only_with_the_contactor_open",
            "out of service while charging: F after the contacts opened", TableA4, "ms", 0, 1000, Ignored("unavailable"),
            run => Gauge.Millis(run, E, ("contactor", "open firmware loaded"), ("duty", "0.00"))),
        Row(
            "Offers_a_new_limit_within_10_s",
            "new limit from outside to new duty", TableA6, "ms", 0, 10_000, _ => Story.Charging(E + 12, "", Story.Type(E, "limit 16")),
            run => Gauge.Millis(run, E, "duty", "26.6")),
        Row(
            "Leaves_5_s_between_two_duty_values",
            "twenty limits in a second: between two duty values", TableA6, "s", 5, double.PositiveInfinity, TwentyLimits, Gauge.LeastSpacing),
        Row(
            "Offers_the_last_of_twenty_limits_within_10_s",
            "twenty limits in a second: from the last to its duty", TableA6, "s", 0, 10, TwentyLimits,
            run => Gauge.Seconds(run, E + 0.95, "duty", "41.6")),
        Row(
            "Steps_to_X1_at_once",
            "no offer any more: to X1, whatever duty was set just before", TableA6, "ms", 0, 1000,
            _ => Story.Charging(E + 8, "", Story.Type(E, "limit 16"), Story.Type(E + 1, "limit 0")), run => Gauge.Millis(run, E + 1, "duty", "100")),
        Row(
            "Sees_the_vehicle_follow_a_new_duty_within_5_s",
            "new duty to the vehicle's current (the bay's vehicle, seen by the firmware's meter)", TableA6, "s", 0, 5,
            _ => Story.Charging(E + 12, "", Story.Type(E, "limit 10")), Followed),
        Row(
            "Holds_F_for_300_ms_after_a_pilot_fault",
            "F held after a fault of the pilot", TableA6, "ms", 300, double.PositiveInfinity,
            _ => Story.Charging(E + 12, "", Story.At(E, "\"pilotShortOhms\": 80"), Story.At(E + 0.2, "\"pilotShortOhms\": null")),
            run => Gauge.Millis(run, E, ("duty", "0.00"), ("duty", "100"))),
        Row(
            "Wakes_a_vehicle_asleep_in_B2_after_30_s",
            "asleep in B2: offer to the step of B1", TableA6, "s", 30, 31, Asleep,
            run => Gauge.Seconds(run, Story.PlugAt, ("duty", "53.33"), ("duty", "100"))),
        Row(
            "Wakes_with_4_s_of_B1",
            "asleep in B2: length of the step of B1", TableA6, "s", 4, 4.5, Asleep,
            run => Gauge.Seconds(run, Story.PlugAt + 20, ("duty", "100"), ("duty", "53.33"))),
        Row(
            "Wakes_once",
            "asleep in B2: steps of B1 in five minutes", TableA6, "", 1, 1, Asleep, run => Gauge.Count(run, Story.PlugAt + 20, "duty", "100")),
        Row(
            "Closes_again_5_s_after_the_vehicle_ended",
            "the vehicle ended and is back in C after 1 s: open to closed", House, "s", 5, 8,
            seed => Story.Charging(E + 12, "", Story.At(Story.Moment(seed), "\"vehicle\": \"B\""), Story.At(Story.Moment(seed) + 1, "\"vehicle\": \"C\"")),
            run => Gauge.Seconds(run, E, ("contactor", "open"), ("contactor", "closed"))),
        Row(
            "Closes_again_30_s_after_a_fault",
            "a pilot fault of 1 s: from its end to closed", House, "s", 30, 36,
            _ => Story.Charging(E + 45, "", Story.At(E, "\"pilotShortOhms\": 80"), Story.At(E + 1, "\"pilotShortOhms\": null")),
            run => Gauge.Seconds(run, E + 1, "contactor", "closed")),
        Row(
            "Gives_no_power_to_D_without_ventilation",
            "C2 -> D without ventilation: open", TableA4, "ms", 0, 100,
            seed => Story.Charging(E + 2, "", Story.At(Story.Moment(seed), "\"vehicle\": \"D\"")),
            run => Gauge.Millis(run, Story.Moment(run.Summary.Seed), "contactor", "open")),
        Row(
            "Never_closes_in_D_without_ventilation",
            "B2 -> D without ventilation: closings in a minute", TableA4, "", 0, 0,
            _ => Story.Of(80, "", Story.At(Story.PlugAt, "\"plug\": {}"), Story.At(Story.ReadyAt, "\"vehicle\": \"D\"")),
            run => Gauge.Count(run, 0, "contactor", "closed")),
    ];

    private static TimingRow Row(
        string id, string what, string clause, string unit, double least, double most, Func<ulong, string> story, Func<SoloRun, double?> measure)
    {
        return new TimingRow(id, what, clause, unit, least, most, TimingTable.FewSeeds, story, measure);
    }

    private static string Ready(ulong seed)
    {
        return Story.Of(E + 4, "", Story.At(Story.PlugAt, "\"plug\": {}"), Story.At(Story.Moment(seed), "\"vehicle\": \"C\""));
    }

    private static string Simplified(ulong seed)
    {
        return Story.Of(E + 12, "", Story.At(Story.Moment(seed), "\"plug\": {}"), Story.At(Story.Moment(seed), "\"vehicle\": \"C\""));
    }

    private static Func<ulong, string> Ignored(string line)
    {
        return _ => Story.Charging(E + 10, "", Story.At(Story.ReadyAt, "\"draw\": 16"), Story.Type(E, line));
    }

    private static string TwentyLimits(ulong seed)
    {
        return Story.Charging(E + 20, "", Enumerable.Range(0, 20).Select(i => Story.Type(E + (0.05 * i), "limit " + (6 + i))).ToArray());
    }

    private static string Asleep(ulong seed)
    {
        return Story.Of(320, "", Story.At(Story.PlugAt, "\"plug\": {}"));
    }

    private static double? Followed(SoloRun run)
    {
        double? duty = run.Events.FirstOrDefault(happened => happened.Seconds >= E && happened.Kind == "duty")?.Seconds;
        return run.Events
            .FirstOrDefault(happened => happened.Seconds >= duty && happened.Kind == "meter" && happened.Amps <= FollowedAmps)?.Seconds - duty;
    }

    private static double? MostOffer(SoloRun run)
    {
        // 10..85 %: I = 0.6 x duty (Table A.8).
        double[] percents = run.Events.Where(happened => happened.Kind == "duty" && happened.Short is not ("100.00" or "0.00"))
            .Select(happened => double.Parse(happened.Short, global::System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        return percents.Length == 0 ? null : percents.Max() * 0.6;
    }
}
