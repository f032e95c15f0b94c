using System;
using System.Collections.Generic;
using System.Globalization;
using NanoCharger.Emulation;

namespace NanoCharger.Bench.Soak;

/// <summary>Situations around a loss of power: a vehicle charges, something happens that has to be remembered, the power goes (at times twice, or the watchdog resets), and what was there before is tried.</summary>
internal sealed class SoakCuts
{
    private const double WatchdogMillis = 32_000;

    private readonly Chance _dice;
    private readonly SoakCalls _calls;
    private readonly bool _cards;
    private readonly List<(double After, string Action)> _actions = [];
    private double _now;
    private double _powered;
    private bool _plugged;

    /// <param name="dice">Decides.</param>
    /// <param name="calls">What is said.</param>
    /// <param name="cards">Charging wants a card.</param>
    internal SoakCuts(Chance dice, SoakCalls calls, bool cards)
    {
        _dice = dice;
        _calls = calls;
        _cards = cards;
    }

    /// <summary>Plays one.</summary>
    /// <param name="plugged">A vehicle is plugged in.</param>
    internal SoakScene Play(bool plugged)
    {
        _actions.Clear();
        _now = 0;
        _plugged = plugged;
        switch (_dice.Between(0, 10))
        {
            case 0 or 1:
                Trip();
                break;
            case 2:
                Broken("earth", "lost");
                break;
            case 3:
                Broken("contactor", "stuckOpen");
                break;
            case 4:
                Broken("contactor", "welded");
                break;
            case 5 or 6:
                Stop();
                break;
            case 7:
                Service();
                break;
            case 8:
                Limit();
                break;
            default:
                Leave();
                break;
        }

        return new SoakScene(_actions.ToArray(), _powered, _now, _plugged);
    }

    /// <summary>A leak trips the monitor; it may still be there when the power is back, and a vehicle may have been unplugged with the power on or off.</summary>
    private void Trip()
    {
        Charge();
        bool direct = Odds(0.5);
        Do(Invariant($"\"residual\": {{ \"{(direct ? "dcMilliamps" : "acMilliamps")}\": {Between(8, 300):0} }}"));
        double leaks = Between(0.5, 60);
        Later(leaks, "\"residual\": { \"acMilliamps\": 0 }");
        Wait(0.1, 12);
        MaybeCleared();
        Cut();
        Aftermath();
    }

    private void Broken(string part, string how)
    {
        bool late = Odds(0.7) || how == "welded";
        if (late)
        {
            Charge();
        }

        Do("\"" + part + "\": \"" + how + "\"");
        Later(Between(0.5, 40), "\"" + part + "\": \"ok\"");
        if (!late)
        {
            Charge();
        }
        else if (part == "contactor")
        {
            Do("\"vehicle\": \"B\"");
            Wait(0.5, 8);
            Do("\"vehicle\": \"C\"");
        }

        Wait(0.1, 8);
        MaybeCleared();
        Cut();
        Aftermath();
    }

    private void Stop()
    {
        Charge();
        Do(_calls.Stop());
        Wait(0.05, 8);
        Cut();
        Aftermath();
    }

    private void Service()
    {
        Charge();
        (string outOfService, string back) = _calls.Service();
        Do(outOfService);
        Wait(0.1, 8);
        Cut();
        Aftermath();
        Wait(0, 20);
        Do(back);
        Later(5, SoakCalls.Typed("available"));
    }

    /// <summary>Limits and the silence of the backend: after the return the Wi-Fi may be away for a while.</summary>
    private void Limit()
    {
        Charge();
        string lifted = "";
        for (long count = _dice.Between(1, 4); count > 0; count--)
        {
            (string set, lifted) = _calls.Limit();
            Do(set);
            Wait(0.05, 3);
        }

        bool alone = Odds(0.6);
        if (alone)
        {
            Do("\"wifi\": \"down\"");
        }

        Cut();
        Do("\"vehicle\": \"C\"");
        MaybeCard();
        Wait(10, 60);
        if (alone)
        {
            Do("\"wifi\": \"up\"");
        }

        Later(Between(1, 30), lifted);
        Later(31, SoakCalls.Typed("limit off"));
    }

    /// <summary>The vehicle leaves, or another one takes its place, while nobody can see it; the backend may be failing for minutes.</summary>
    private void Leave()
    {
        Charge();
        if (Odds(0.3))
        {
            Do("\"backend\": \"failing\"");
            Later(Between(20, 150), "\"backend\": \"up\"");
        }

        Cut(() =>
        {
            Unplug();
            if (Odds(0.5))
            {
                Wait(0.5, 3);
                Plug();
            }
        });
        Aftermath();
    }

    /// <summary>A vehicle that charges, as far as nothing else forbids it.</summary>
    private void Charge()
    {
        if (!_plugged)
        {
            Plug();
        }

        if (_cards)
        {
            Do(SoakCalls.GoodCard);
        }

        Wait(0.2, 2);
        Do("\"vehicle\": \"C\"");
        Do("\"draw\": \"offered\"");
        Wait(3, 25);
    }

    /// <summary>The power goes and comes back; in one of three it goes once more while the charger recovers, and at times it is the watchdog that resets the chip instead.</summary>
    /// <param name="meanwhile">What happens while it is away.</param>
    private void Cut(Action? meanwhile = null)
    {
        if (meanwhile is null && Odds(0.15))
        {
            Do(Invariant($"\"stallMs\": {WatchdogMillis:0}"));
            _now += WatchdogMillis / 1000;
            _powered = _now;
            return;
        }

        Off(meanwhile);
        if (Odds(0.35))
        {
            Wait(0.02, Odds(0.5) ? 0.6 : 8);
            Off(null);
        }
    }

    private void Off(Action? meanwhile)
    {
        Do("\"power\": \"cut\"");
        Wait(0.3, 6);
        meanwhile?.Invoke();
        Wait(0.3, 6);
        Do("\"power\": \"restore\"");
        _powered = _now + 0.3;
    }

    /// <summary>What would show that something was forgotten: the vehicle asks again, leaves, another one comes, somebody shows a card or does not.</summary>
    private void Aftermath()
    {
        Wait(0.5, 6);
        if (_plugged)
        {
            Do("\"vehicle\": \"C\"");
        }

        MaybeCard();
        Wait(2, 30);
        if (Odds(0.4))
        {
            if (_plugged)
            {
                Unplug();
                Wait(1, 6);
            }

            Plug();
            Wait(0.2, 3);
            Do("\"vehicle\": \"C\"");
            MaybeCard();
            Wait(2, 15);
        }
    }

    private void MaybeCard()
    {
        if (_cards && Odds(0.3))
        {
            Do(SoakCalls.GoodCard);
        }
    }

    private void MaybeCleared()
    {
        if (Odds(0.15))
        {
            Unplug();
            Wait(0.05, 3);
            Plug();
            Wait(0.1, 2);
            Do("\"vehicle\": \"C\"");
        }
        else if (Odds(0.1))
        {
            Do(SoakCalls.Typed("faults clear"));
            Wait(0.1, 2);
        }
    }

    private void Plug()
    {
        Do("\"plug\": {}");
        _plugged = true;
    }

    private void Unplug()
    {
        Do("\"unplug\": true");
        _plugged = false;
    }

    private void Do(string action)
    {
        Later(0, action);
    }

    private void Later(double after, string action)
    {
        _actions.Add((_now + after, action));
    }

    private void Wait(double least, double most)
    {
        _now += Between(least, most);
    }

    private bool Odds(double share)
    {
        return _dice.Unit() < share;
    }

    private double Between(double least, double most)
    {
        return least + (_dice.Unit() * (most - least));
    }

    private static string Invariant(FormattableString text)
    {
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
