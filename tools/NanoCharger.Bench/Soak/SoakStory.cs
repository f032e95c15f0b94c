using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using NanoCharger.Core.Settings;
using NanoCharger.Emulation;

namespace NanoCharger.Bench.Soak;

/// <summary>A random scenario: one unit, its settings, and something happening to it every few seconds. The same seed writes the same file.</summary>
public sealed class SoakStory
{
    private const ulong Purpose = 0x534F414B;

    private static readonly int[] Ratings = [6, 10, 13, 16, 20, 25, 32, 40, 63, 80];

    private readonly ulong _seed;
    private readonly double _until;
    private readonly Chance _dice;
    private readonly List<(double At, string Action)> _timeline = [];

    private SoakStory(ulong seed, double minutes)
    {
        _seed = seed;
        _until = minutes * 60;
        _dice = new Chance(seed ^ (Purpose << 32));
    }

    /// <summary>Writes the scenario file of a seed.</summary>
    /// <param name="seed">Any number; it becomes the scenario's own seed too.</param>
    /// <param name="minutes">Virtual minutes that it lasts.</param>
    public static string Write(ulong seed, double minutes)
    {
        return new SoakStory(seed, minutes).Write();
    }

    private string Write()
    {
        bool american = Odds(0.2);
        bool three = Odds(0.35);
        int rating = Ratings[_dice.Between(0, Ratings.Length)];
        bool ventilated = Odds(0.3);
        int authority = Odds(0.6) ? 0 : Odds(0.5) ? 1 : 2;
        double nominal = american ? 240 : 230;
        string mains = string.Create(
            CultureInfo.InvariantCulture,
            $"{{ \"volts\": {Between(nominal * 0.93, nominal * 1.06):0.0}, \"hertz\": {(american ? 60 : 50)}, \"phases\": {(three ? 3 : 1)}, \"thdPercent\": {Between(0, 8):0.0} }}");
        string settings = Settings(american, rating, ventilated, authority);
        new SoakWalk(_dice, _until, three, rating, ventilated, authority, nominal, american ? 60 : 50, StationId, _timeline).Fill();

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{{\n  \"name\": \"soak-{_seed}\",\n  \"seed\": {_seed},\n  \"until\": {_until},\n  \"owed\": \"allowed\",\n");
        text.Append(CultureInfo.InvariantCulture, $"  \"mains\": {mains},\n  \"settings\": {{ {settings} }},\n  \"timeline\": [\n");
        text.AppendJoin(",\n", _timeline.OrderBy(entry => entry.At).Select(Entry));
        return text.Append("\n  ]\n}\n").ToString();
    }

    private string StationId
    {
        get { return "NC-S" + _seed.ToString(CultureInfo.InvariantCulture)[..Math.Min(16, _seed.ToString(CultureInfo.InvariantCulture).Length)]; }
    }

    private string Settings(bool american, int rating, bool ventilated, int authority)
    {
        var chosen = new List<(string Name, string Value)>
        {
            ("station.id", StationId),
            ("maxAmps", Number(rating)),
            ("cable.amps", Number(Odds(0.4) ? 0 : Odds(0.5) ? rating : Math.Max(6, rating / 2))),
            ("nominal.volts", american ? "240" : "230"),
            ("nominal.hertz", american ? "60" : "50"),
            ("checkpoint.seconds", Number(_dice.Between(10, 61))),
            ("heartbeat.seconds", Number(_dice.Between(10, 120))),
            ("ventilation", ventilated ? "1" : "0"),
            ("delay.max", Number(Odds(0.7) ? 0 : _dice.Between(1, 20))),
            ("market", american ? "US" : Odds(0.8) ? "EU" : "GB"),
            ("auth.mode", authority == 0 ? "free" : authority == 1 ? "backend" : "local"),
            ("auth.expiry", Number(_dice.Between(20, 90))),
        };
        Sometimes(chosen, 0.2, "auth.resume", 0, 30);
        Sometimes(chosen, 0.15, "stop.energy", 50, 800);
        Sometimes(chosen, 0.15, "stop.time", 30, 200);
        Sometimes(chosen, 0.15, "stop.underPower", 500, 2000);
        Sometimes(chosen, 0.2, "offline.amps", 6, 16);
        Sometimes(chosen, 0.2, "offline.seconds", 20, 60);

        // By the seed alone: the dice fall as they did before there were these.
        if (_seed % 2 == 0)
        {
            chosen.Add(("sign.minutes", "1"));
            chosen.Add(("sign.at", "18:02,18:05,18:11,18:20"));
        }

        return string.Join(", ", chosen.Where(Known).Select(setting => $"\"{setting.Name}\": \"{setting.Value}\""));
    }

    private void Sometimes(List<(string Name, string Value)> chosen, double odds, string name, int least, int most)
    {
        bool taken = Odds(odds);
        string value = Number(_dice.Between(least, most));
        if (taken)
        {
            chosen.Add((name, value));
        }
    }

    private static bool Known((string Name, string Value) setting)
    {
        return new SettingsStore().Set(setting.Name, setting.Value) == null;
    }

    private static string Entry((double At, string Action) entry)
    {
        return string.Create(CultureInfo.InvariantCulture, $"    {{ \"at\": {entry.At:0.000}, {entry.Action} }}");
    }

    private bool Odds(double share)
    {
        return _dice.Unit() < share;
    }

    private double Between(double least, double limit)
    {
        return least + (_dice.Unit() * (limit - least));
    }

    private static string Number(long value)
    {
        return value.ToString(CultureInfo.InvariantCulture);
    }
}
