using System;
using System.Collections.Generic;
using System.Globalization;
using NanoCharger.Emulation;

namespace NanoCharger.Bench.Soak;

/// <summary>The random walk through a bay: what happens next, and when. It remembers just enough to be plausible: whether a vehicle is there and what is broken.</summary>
internal sealed class SoakWalk
{
    private const double BootSeconds = 8;

    /// <summary>Nobody pulls a plug and puts another in faster.</summary>
    private const double SwapSeconds = 1;
    private const double LongestStall = 6_000;

    private readonly Chance _dice;
    private readonly double _until;
    private readonly bool _three;
    private readonly int _rating;
    private readonly bool _ventilated;
    private readonly double _nominalVolts;
    private readonly int _nominalHertz;
    private readonly SoakCalls _calls;
    private readonly SoakCuts _cuts;
    private readonly double _cutShare;
    private readonly List<(double At, string Action)> _timeline;
    private readonly Dictionary<string, double> _brokenUntil = [];
    private readonly double _faultShare;
    private double _now;
    private bool _plugged;
    private char _state = 'A';

    internal SoakWalk(
        Chance dice, double until, bool three, int rating, bool ventilated, int authority, double nominalVolts, int nominalHertz, string station, List<(double At, string Action)> timeline)
    {
        _dice = dice;
        _until = until;
        _three = three;
        _rating = rating;
        _ventilated = ventilated;
        _nominalVolts = nominalVolts;
        _nominalHertz = nominalHertz;
        _timeline = timeline;
        _calls = new SoakCalls(dice, rating, authority, station);
        _faultShare = Pick(0.01, 0.04, 0.15);
        _cuts = new SoakCuts(dice, _calls, authority != 0);
        _cutShare = Pick(0, 0.02, 0.05);
    }

    /// <summary>Fills the timeline to its end.</summary>
    internal void Fill()
    {
        _now = BootSeconds;
        foreach (string action in _calls.Preparation())
        {
            Add(_now += 0.5, action);
        }

        while (_now < _until)
        {
            Move();
            _now += Odds(0.02) ? Between(20, 70) : 0.05 + (6 * Squared());
        }
    }

    private void Move()
    {
        double roll = _dice.Unit();
        if (roll < _faultShare)
        {
            Break();
        }
        else if (roll < _faultShare + 0.06)
        {
            Add(_now, Invariant($"\"stallMs\": {100 + ((LongestStall - 100) * Squared()):0}"));
        }
        else if (roll < _faultShare + 0.10)
        {
            Outage();
        }
        else if (roll < _faultShare + 0.20)
        {
            Say();
        }
        else if (roll < _faultShare + 0.20 + _cutShare)
        {
            CutStory();
        }
        else if (!_plugged)
        {
            Plug();
        }
        else
        {
            Drive();
        }
    }

    private void Plug()
    {
        string cable = Pick("{}", "{ \"cableAmps\": 13 }", "{ \"cableAmps\": 20 }", "{ \"cableAmps\": 32 }", "{ \"cableAmps\": 63 }");
        Add(_now, "\"plug\": " + cable);
        _plugged = true;
        _state = 'B';
        if (Odds(0.1))
        {
            Show('C');
        }
        else if (Odds(0.7))
        {
            _now += Between(0.05, 8);
            Show('C');
        }
    }

    /// <summary>A whole situation around a loss of power, once the one before is over.</summary>
    private void CutStory()
    {
        _now = Math.Max(_now, _brokenUntil.GetValueOrDefault("power")) + 0.5;
        SoakScene scene = _cuts.Play(_plugged);
        foreach ((double after, string action) in scene.Actions)
        {
            Add(_now + after, action);
        }

        _brokenUntil["power"] = _now + scene.PoweredAfter;
        _now += scene.Seconds;
        _plugged = scene.Plugged;
        _state = scene.Plugged ? 'C' : 'A';
    }

    /// <summary>What a vehicle does.</summary>
    private void Drive()
    {
        double roll = _dice.Unit();
        if (roll < 0.06)
        {
            Add(_now, "\"unplug\": true");
            _plugged = false;
            _state = 'A';
            _now += SwapSeconds;
        }
        else if (roll < 0.14)
        {
            Glitch();
        }
        else if (roll < 0.45 || _state == 'D')
        {
            bool ventilation = Odds(_ventilated ? 0.3 : 0.05);
            Show(_state == 'C' && Odds(0.5) ? 'B' : ventilation ? 'D' : 'C');
        }
        else
        {
            Draw();
        }
    }

    private void Draw()
    {
        if (Odds(0.5))
        {
            Add(_now, "\"draw\": \"offered\"");
        }
        else if (_three && Odds(0.4))
        {
            Add(_now, Invariant($"\"draw\": [{Amps():0.0}, {Amps():0.0}, {Amps():0.0}]"));
        }
        else
        {
            Add(_now, Invariant($"\"draw\": {Amps():0.0}"));
        }
    }

    /// <summary>Mostly what a vehicle may draw, at times a little or a lot more.</summary>
    private double Amps()
    {
        return Math.Min(100, Odds(0.8) ? Between(0, _rating) : _rating * Between(1.0, 1.5));
    }

    private void Show(char state)
    {
        Add(_now, "\"vehicle\": \"" + state + "\"");
        _state = state;
    }

    private void Glitch()
    {
        Add(_now, Invariant($"\"pilotGlitch\": {{ \"state\": \"{Pick("A", "B", "C", "D", "E")}\", \"ms\": {1 + (600 * Squared()):0} }}"));
    }

    /// <summary>Something breaks, and is repaired after a while.</summary>
    private void Break()
    {
        string kind = Pick("diode", "pilotShortOhms", "residual", "residualTest", "contactor", "interlock", "earth", "celsius", "volts", "hertz", "power");
        switch (kind)
        {
            case "pilotShortOhms":
                Fault(kind, Invariant($"{(Odds(0.5) ? 0 : Between(1, 2000)):0}"), "null", 20);
                break;
            case "residual":
                string current = Odds(0.5) ? "acMilliamps" : "dcMilliamps";
                Fault(kind, Invariant($"{{ \"{current}\": {Between(3, 400):0} }}"), "{ \"acMilliamps\": 0 }", 20);
                break;
            case "residualTest":
                Fault(kind, Pick("\"silent\"", "\"stuck\""), "\"ok\"", 40);
                break;
            case "contactor":
                Fault(kind, Pick("\"welded\"", "\"stuckOpen\""), "\"ok\"", 40);
                break;
            case "celsius":
                Fault(kind, Invariant($"{Between(55, 85):0.0}"), Invariant($"{Between(-20, 50):0.0}"), 60);
                break;
            case "volts":
                Fault("mains", Invariant($"{{ \"volts\": {_nominalVolts * Between(0.5, 1.3):0.0} }}"), Invariant($"{{ \"volts\": {_nominalVolts:0.0} }}"), 15);
                break;
            case "hertz":
                Fault("mains", Invariant($"{{ \"hertz\": {_nominalHertz * Between(0.93, 1.05):0.00} }}"), Invariant($"{{ \"hertz\": {_nominalHertz} }}"), 15);
                break;
            case "power":
                Fault(kind, "\"cut\"", "\"restore\"", 20);
                break;
            default:
                Fault(kind, kind == "diode" ? "\"missing\"" : kind == "earth" ? "\"lost\"" : "\"failed\"", "\"ok\"", 20);
                break;
        }
    }

    private void Outage()
    {
        string kind = Pick("wifi", "broker", "backend", "clock");
        if (kind == "clock")
        {
            Add(_now, Odds(0.5) ? "\"clock\": \"synchronise\"" : Invariant($"\"clock\": {{ \"jumpSeconds\": {_dice.Between(-100_000, 100_000)} }}"));
        }
        else
        {
            bool failing = kind == "backend" && Odds(0.4);
            Fault(kind, kind == "broker" && Odds(0.3) ? "\"silent\"" : failing ? "\"failing\"" : "\"down\"", "\"up\"", failing ? 200 : 60);
        }
    }

    private void Say()
    {
        (string action, string? undone) = _calls.Next();
        Add(_now, action);
        if (undone != null)
        {
            Add(_now + Between(1, 60), undone);
        }
    }

    private void Fault(string kind, string broken, string repaired, double longest)
    {
        if (_brokenUntil.GetValueOrDefault(kind) > _now)
        {
            return;
        }

        double until = _now + 0.05 + (longest * Squared());
        _brokenUntil[kind] = until;
        Add(_now, "\"" + kind + "\": " + broken);
        Add(until, "\"" + kind + "\": " + repaired);
    }

    private void Add(double at, string action)
    {
        double rounded = Math.Round(at, 3);
        if (rounded < _until)
        {
            _timeline.Add((rounded, action));
        }
    }

    private T Pick<T>(params T[] choices)
    {
        return choices[_dice.Between(0, choices.Length)];
    }

    /// <summary>From 0 to 1, rather small.</summary>
    private double Squared()
    {
        double unit = _dice.Unit();
        return unit * unit;
    }

    private bool Odds(double share)
    {
        return _dice.Unit() < share;
    }

    private double Between(double least, double limit)
    {
        return least + (_dice.Unit() * (limit - least));
    }

    private static string Invariant(FormattableString text)
    {
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
