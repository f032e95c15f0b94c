using System;
using System.Collections.Generic;
using System.Globalization;
using NanoCharger.Bench.Timings;
using NanoCharger.Emulation;

namespace NanoCharger.Bench.Accuracy;

/// <summary>A charge of 20 minutes by a seed: what the vehicle draws goes up and down, it pauses, the station pauses it, mains voltage and frequency wander, and at the end the battery is nearly full.</summary>
internal static class ChargeStory
{
    private const double ReadyAt = 8;
    private const double TaperAt = 960;
    private const double TaperStep = 30;
    private const double TaperFactor = 0.72;
    private const double EndAt = 1200;
    private const double Until = 1206;
    private const double LongestPause = 60;
    private const double LongestStep = 60;

    /// <summary>Phases of the seed's charge: every second has three.</summary>
    public static int Phases(ulong seed)
    {
        return seed % 2 == 0 ? 3 : 1;
    }

    /// <summary>The scenario, as JSON.</summary>
    public static string Write(ulong seed)
    {
        var chance = new Chance(seed);
        int phases = Phases(seed);
        int peak = (int)chance.Between(8, phases == 3 ? 64 : 81);
        double thd = 5 * chance.Unit();
        List<string> timeline =
        [
            Story.At(Story.PlugAt, "\"plug\": {}"),
            Story.At(ReadyAt, "\"vehicle\": \"C\""),
            Story.At(ReadyAt, Draw(chance, phases, peak)),
        ];
        double at = ReadyAt + 10 + (20 * chance.Unit());
        while (at < TaperAt - LongestPause)
        {
            at = Happen(timeline, chance, phases, peak, at) + 5 + (LongestStep * chance.Unit());
        }

        double left = peak;
        for (at = TaperAt; at < EndAt; at += TaperStep)
        {
            left *= TaperFactor;
            timeline.Add(Story.At(at, string.Create(CultureInfo.InvariantCulture, $"\"draw\": {left:0.00}")));
            timeline.Add(Story.At(at + (TaperStep * chance.Unit()), Mains(chance)));
        }

        timeline.Add(Story.At(EndAt, "\"vehicle\": \"B\""));
        timeline.Add(Story.At(EndAt + 2, "\"unplug\": true"));
        string mains = string.Create(CultureInfo.InvariantCulture, $"\"mains\": {{\"phases\": {phases}, \"thdPercent\": {thd:0.00}}},");
        return Story.Of(Until, mains + Story.Settings(("maxAmps", peak)), [.. timeline]);
    }

    /// <summary>Something happens at a moment; returns when it is over.</summary>
    private static double Happen(List<string> timeline, Chance chance, int phases, int peak, double at)
    {
        double pause = 10 + ((LongestPause - 10) * chance.Unit());
        switch (chance.Between(0, 10))
        {
            case 0:
                timeline.Add(Story.At(at, "\"vehicle\": \"B\""));
                timeline.Add(Story.At(at + pause, "\"vehicle\": \"C\""));
                return at + pause;
            case 1:
                timeline.Add(Story.At(at, "\"draw\": 0"));
                timeline.Add(Story.Type(at + 1, "limit 0"));
                timeline.Add(Story.Type(at + pause, $"limit {peak}"));
                timeline.Add(Story.At(at + pause + 1, Draw(chance, phases, peak)));
                return at + pause + 1;
            case 2:
                timeline.Add(Story.At(at, "\"draw\": 0"));
                timeline.Add(Story.At(at + pause, Draw(chance, phases, peak)));
                return at + pause;
            case 3 or 4 or 5:
                timeline.Add(Story.At(at, Mains(chance)));
                return at;
            default:
                timeline.Add(Story.At(at, Draw(chance, phases, peak)));
                return at;
        }
    }

    private static string Mains(Chance chance)
    {
        double volts = 210 + (38 * chance.Unit());
        double hertz = 49.7 + (0.6 * chance.Unit());
        return string.Create(CultureInfo.InvariantCulture, $"\"mains\": {{\"volts\": {volts:0.0}, \"hertz\": {hertz:0.000}}}");
    }

    /// <summary>A tenth to all of the peak; one of three vehicles on three phases draws unevenly.</summary>
    private static string Draw(Chance chance, int phases, int peak)
    {
        double first = Share(chance, peak);
        return phases == 3 && chance.Between(0, 3) == 0
            ? string.Create(CultureInfo.InvariantCulture, $"\"draw\": [{first:0.00}, {Share(chance, peak):0.00}, {Share(chance, peak):0.00}]")
            : string.Create(CultureInfo.InvariantCulture, $"\"draw\": {first:0.00}");
    }

    private static double Share(Chance chance, int peak)
    {
        return peak * (0.1 + (0.9 * chance.Unit()));
    }
}
