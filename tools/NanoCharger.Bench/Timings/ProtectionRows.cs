using System;
using System.Collections.Generic;

namespace NanoCharger.Bench.Timings;

/// <summary>Contactor, earth, current, temperature, mains, the chain's hold, and the loss of power.</summary>
internal static class ProtectionRows
{
    private const string House = "ours";
    private const string Overcurrent = "IEC 61851-1, 13.1";
    private const double E = Story.EventAt;
    private const string ThreePhases = "\"mains\": {\"phases\": 3},";
    private const double DrawOn = 16;
    private const double CoolAfter = 20;
    private const string CountedOnce = "8   pilot shorted                    past, 1 times";

    // The bay's vehicle takes ten steps of 100 ms to what it is to draw, the first at once.
    private const double RampSeconds = 0.9;

    /// <summary>The rows.</summary>
    public static IReadOnlyList<TimingRow> All { get; } =
    [
        Row(
            "Tells_a_welded_contactor_after_1_s",
            "welded: the vehicle leaves to the fault", "ms", 1000, 1600, Welded, run => Gauge.Millis(run, E, "fault", "3 set")),
        Row(
            "Keeps_a_weld_latched",
            "welded: faults gone, or earth faults, in five minutes", "", 0, 0, Welded,
            run => Gauge.Count(run, E, "fault", "3 gone") + Gauge.Count(run, E, "fault", "5 set")),
        Row(
            "Tells_a_contactor_that_does_not_close_after_1_s",
            "stuck open: the begin record to the fault", "ms", 1000, 1600,
            _ => Story.Charging(E + 4, "", Story.At(3, "\"contactor\": \"stuckOpen\"")),
            run => Gauge.Millis(run, Story.ReadyAt, ("transaction", "begin"), ("fault", "4 set"))),
        Row(
            "Opens_within_100_ms_when_the_earth_is_lost",
            "protective conductor lost: open", "ms", 0, 100, seed => Story.Charging(E + 4, "", Story.At(Story.Moment(seed), "\"earth\": \"lost\"")),
            run => Gauge.Millis(run, Story.Moment(run.Summary.Seed), "contactor", "open")),
        Row(
            "Opens_when_the_diode_goes_missing",
            "the vehicle's diode goes missing: open", "ms", 0, 1000,
            seed => Story.Charging(E + 4, "", Story.At(Story.Moment(seed), "\"diode\": \"missing\"")),
            run => Gauge.Millis(run, Story.Moment(run.Summary.Seed), "contactor", "open")),
        new(
            "Opens_7_s_after_an_over_current_began",
            "1.10 x limit + 0.6 A at a limit of 6 A: open", Overcurrent, "s", 7, 7.3, TimingTable.FewSeeds, _ => OverCurrent((0, 7.2)),
            run => Gauge.Seconds(run, E + RampSeconds, "contactor", "open firmware loaded")),
        new(
            "Forgets_an_over_current_after_five_blocks_below",
            "the same for 6 s, 1.4 s below, and for 6 s again: openings", Overcurrent, "", 0, 0, TimingTable.FewSeeds,
            _ => OverCurrent((0, 7.2), (6.9, 0), (7.4, 7.2), (14.3, 0)), run => Gauge.Count(run, E, "contactor", "open")),
        Row(
            "Halves_the_offer_at_65_degrees",
            "65 °C: to half of the rating", "s", 0, 10, _ => Heat(65), run => Gauge.Seconds(run, E, "duty", "26.6")),
        Row(
            "Offers_all_again_below_62_degrees",
            "65 °C, then 61.9 °C: to the whole rating", "s", 0, 10, _ => Heat(65, 61.9), run => Gauge.Seconds(run, E + CoolAfter, "duty", "53.33")),
        Row(
            "Quarters_the_offer_at_68_degrees",
            "68 °C: to a quarter of the rating", "s", 0, 10, _ => Heat(68), run => Gauge.Seconds(run, E, "duty", "13.33")),
        Row("Pauses_at_71_degrees", "71 °C: to X1", "s", 0, 10, _ => Heat(71), run => Gauge.Seconds(run, E, "duty", "100")),
        Row(
            "Opens_6_s_after_the_pause_at_71_degrees",
            "71 °C, the vehicle draws on: X1 to open", "ms", 6000, 6500, _ => Heat(71),
            run => Gauge.Millis(run, E, ("duty", "100"), ("contactor", "open firmware loaded"))),
        Row(
            "Stays_open_above_62_degrees_after_71",
            "71 °C, then 62.1 °C: closings in a minute", "", 0, 0, _ => Heat(71, 62.1), run => Gauge.Count(run, E, "contactor", "closed")),

        // From the start of the block that shows it: up to one mains cycle before the bay's own step.
        Row(
            "Stops_3_s_after_the_mains_fell_below_0_8",
            "0.79 of nominal volts: to X1", "s", 2.98, 3.5, _ => Mains("volts", 181.7, 230), run => Gauge.Seconds(run, E, "duty", "100")),
        Row(
            "Stops_3_s_after_the_mains_rose_above_1_15",
            "1.16 of nominal volts: to X1", "s", 2.98, 3.5, _ => Mains("volts", 266.8, 230), run => Gauge.Seconds(run, E, "duty", "100")),
        Row(
            "Stops_3_s_after_the_frequency_fell_below_0_95",
            "0.948 of nominal frequency: to X1", "s", 3, 4.5, _ => Mains("hertz", 47.4, 50), run => Gauge.Seconds(run, E, "duty", "100")),
        Row(
            "Stops_3_s_after_the_frequency_rose_above_1_03",
            "1.032 of nominal frequency: to X1", "s", 3, 4.5, _ => Mains("hertz", 51.6, 50), run => Gauge.Seconds(run, E, "duty", "100")),
        Row(
            "Comes_back_after_60_s_of_good_mains_and_the_random_delay",
            "mains good again: to closed, random delay 0..60 s on top", "s", 60, 125, _ => Mains("volts", 181.7, 230),
            run => Gauge.Seconds(run, E + 10, "contactor", "closed")),
        Row(
            "Stays_open_while_the_mains_is_not_good_enough_to_come_back",
            "0.79, then 0.88 of nominal volts: closings in four minutes", "", 0, 0, _ => Mains("volts", 181.7, 202.4),
            run => Gauge.Count(run, E, "contactor", "closed")),
        Row(
            "Delays_at_random_after_a_loss_of_power",
            "power back, the vehicle in C: to closed, random delay 0..60 s", "s", 0, 72, PowerLoss,
            run => Gauge.Seconds(run, E + 10, "contactor", "closed")),
        Row(
            "The_hold_opens_within_4_s_of_its_last_pulse",
            "stall of 5 s: open by the hold", "ms", 3650, 4000, seed => Story.Charging(E + 8, "", Story.At(Story.Moment(seed), "\"stallMs\": 5000")),
            run => Gauge.Millis(run, Story.Moment(run.Summary.Seed), "contactor", "open hold")),
        Row(
            "Closes_again_30_s_after_the_hold_lapsed",
            "stall of 5 s: from its end to closed", "s", 30, 36, _ => Story.Charging(E + 45, "", Story.At(E, "\"stallMs\": 5000")),
            run => Gauge.Seconds(run, E + 5, "contactor", "closed")),
        Row(
            "Counts_faults_over_a_loss_of_power",
            "a pilot fault, then power lost: count of it after the return", "", 1, 1, _ => Counted(),
            run => Gauge.Count(run, E, "console", CountedOnce)),
        Row(
            "Stays_closed_in_a_stall_of_2_s",
            "stall of 2 s: openings", "", 0, 0, seed => Story.Charging(E + 20, "", Story.At(Story.Moment(seed), "\"stallMs\": 2000")),
            run => Gauge.Count(run, E, "contactor", "open")),
    ];

    private static TimingRow Row(
        string id, string what, string unit, double least, double most, Func<ulong, string> story, Func<SoloRun, double?> measure)
    {
        return new TimingRow(id, what, House, unit, least, most, TimingTable.FewSeeds, story, measure);
    }

    private static string Welded(ulong seed)
    {
        return Story.Charging(E + 300, "", Story.At(E - 2, "\"contactor\": \"welded\""), Story.At(E, "\"unplug\": true"));
    }

    private static string OverCurrent(params (double After, double Amps)[] draws)
    {
        var more = new List<string> { Story.At(Story.ReadyAt, "\"draw\": 0") };
        foreach ((double after, double amps) in draws)
        {
            more.Add(Story.At(E + after, FormattableString.Invariant($"\"draw\": {amps}")));
        }

        return Story.Charging(E + 30, Story.Settings(("maxAmps", 6)), [.. more]);
    }

    private static string Heat(double celsius, double then = double.NaN)
    {
        return Story.Charging(
            E + (double.IsNaN(then) ? CoolAfter : CoolAfter + 60),
            ThreePhases,
            Story.At(Story.ReadyAt, FormattableString.Invariant($"\"draw\": {(celsius >= 71 ? DrawOn : 6)}")),
            Story.At(E, FormattableString.Invariant($"\"celsius\": {celsius}")),
            Story.At(E + CoolAfter, FormattableString.Invariant($"\"celsius\": {(double.IsNaN(then) ? celsius : then)}")));
    }

    private static string Counted()
    {
        return Story.Charging(
            E + 40,
            "",
            Story.At(E, "\"pilotShortOhms\": 80"),
            Story.At(E + 1, "\"pilotShortOhms\": null"),
            Story.At(E + 2, "\"unplug\": true"),
            Story.At(E + 10, "\"power\": \"cut\""),
            Story.At(E + 20, "\"power\": \"restore\""),
            Story.Type(E + 35, "faults"));
    }

    private static string Mains(string what, double value, double good)
    {
        return Story.Charging(
            E + 250,
            "",
            Story.At(E, FormattableString.Invariant($"\"mains\": {{\"{what}\": {value}}}")),
            Story.At(E + 10, FormattableString.Invariant($"\"mains\": {{\"{what}\": {good}}}")));
    }

    private static string PowerLoss(ulong seed)
    {
        return Story.Charging(E + 100, "", Story.At(E, "\"power\": \"cut\""), Story.At(E + 10, "\"power\": \"restore\""));
    }
}
