using System;
using System.Collections.Generic;
using System.Globalization;
using NanoCharger.Core.Charging;
using NanoCharger.Core.Protection;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>The scripts: what a unit lives through while its power is cut.</summary>
internal static class CutScripts
{
    private const int FullLogTransactions = 1_000;
    private const int DeliveredOfFullLog = 40;
    private const int MixedSteps = 60;

    private static readonly (string Name, Func<ulong, CutStage> Play)[] All =
    [
        ("transactions", Transactions), ("rotation", Rotation), ("full", Full), ("events", Events), ("clock", Clock), ("faults", Faults), ("stops", Stops), ("limits", Limits),
        ("settings", Settings), ("calibration", Calibration), ("key", Key), ("tokens", Tokens), ("aside", Aside), ("mixed", Mixed), ("readings", Readings),
    ];

    /// <summary>Their names.</summary>
    internal static IEnumerable<string> Names => Array.ConvertAll(All, script => script.Name);

    /// <summary>Plays one.</summary>
    internal static PlayedScript Play(string name, ulong seed)
    {
        return Array.Find(All, script => script.Name == name).Play(seed).End(name);
    }

    // Begins with documents, checkpoints, changes of state, periodic documents, ends; the power goes amid one.
    private static CutStage Transactions(ulong seed)
    {
        var stage = new CutStage(seed, "sign.minutes", "5");
        for (int i = 0; i < 3; i++)
        {
            Transaction(stage, 4);
            stage.Step("deliver", unit => unit.Deliver(3));
            Begin(stage);
            Charge(stage, 3);
            stage.Restart();
            stage.Rest();
        }

        return stage;
    }

    // A vehicle that stops drawing and draws again, and boundaries of windows: each a document of its own.
    private static CutStage Readings(ulong seed)
    {
        var stage = new CutStage(seed, "sign.minutes", "2", "sign.at", "00:02,00:04,00:09,00:20");
        for (int i = 0; i < 3; i++)
        {
            Begin(stage);
            Draw(stage, StationState.Charging, 0, 2);
            Draw(stage, StationState.Charging, (int)stage.Chance.Between(1_000, 11_000), 6);
            Draw(stage, StationState.Offering, 0, 3);
            if (i == 1)
            {
                stage.Restart();
            }

            stage.Rest();
            stage.Step("deliver", unit => unit.Deliver(4));
        }

        return stage;
    }

    // As many records as fill some segments, released as they are.
    private static CutStage Rotation(ulong seed)
    {
        var stage = new CutStage(seed, "sign.minutes", "1");
        for (int i = 0; i < 6; i++)
        {
            Transaction(stage, 6);
            if (i % 2 == 1)
            {
                stage.Step("deliver", unit => unit.Deliver(5));
                stage.Rest();
            }
        }

        stage.Step("deliver all", unit => unit.Deliver(int.MaxValue));
        Transaction(stage, 2);
        return stage;
    }

    // A log without room, which then gets some: segments that are answered for go when the next record needs their room.
    private static CutStage Full(ulong seed)
    {
        var stage = new CutStage(seed);
        stage.Skip(() =>
        {
            for (int i = 0; i < FullLogTransactions && stage.Unit.Book.Log.HasRoom; i++)
            {
                Transaction(stage, 0);
            }

            stage.Step("deliver", unit => unit.Deliver(DeliveredOfFullLog));
        });
        Transaction(stage, 1);
        stage.Step("deliver", unit => unit.Deliver(1));
        Begin(stage);
        stage.Restart();
        stage.Rest();
        return stage;
    }

    // The charger's own events, when a segment has just begun and when the oldest has to make room.
    private static CutStage Events(ulong seed)
    {
        var stage = new CutStage(seed);
        foreach ((int faults, int changes) in new[] { (38, 125), (38, 30) })
        {
            stage.Skip(() =>
            {
                for (int i = 0; i < faults; i++)
                {
                    Fault(stage);
                }

                for (int i = 0; i < changes; i++)
                {
                    Security(stage);
                }
            });
            for (int i = 0; i < 4; i++)
            {
                Fault(stage);
                Security(stage);
            }

            stage.Rest();
            stage.Restart();
        }

        return stage;
    }

    // What was recorded before the clock was known, and gets its date once it is.
    private static CutStage Clock(ulong seed)
    {
        var stage = new CutStage(seed);
        for (int i = 0; i < 3; i++)
        {
            stage.Unit.Board.ClockKnown = false;
            Transaction(stage, 1);
            Begin(stage);
            stage.Step("leave", unit => unit.Leave());
            Charge(stage, 1);
            stage.Rest();
            stage.Step("clock", unit => unit.KnowTime());
            stage.Rest();
            Charge(stage, 1);
            stage.Step("deliver", unit => unit.Deliver(2));
            stage.Restart();
        }

        return stage;
    }

    // Latches that come, are retried, and go; faults that are only counted.
    private static CutStage Faults(ulong seed)
    {
        var stage = new CutStage(seed, "market", "US", "retry.times", "4");
        FaultCode[] codes = [FaultCode.ResidualCurrent, FaultCode.ContactorWelded, FaultCode.EarthLost, FaultCode.ContactorFailedToClose, FaultCode.OverTemperature, FaultCode.EmergencyStop];
        foreach (FaultCode code in codes)
        {
            stage.Step(code.ToString(), unit => unit.See(code));
            if (Chance(stage, 2))
            {
                stage.Restart();
            }

            stage.Step("retry", unit => unit.Watch(9_100));
            stage.Rest();
            stage.Step(code + " again", unit => unit.See(code));
            if (Chance(stage, 2))
            {
                stage.Step("clear", unit => unit.Guard.Clear());
                stage.Step("look", unit => unit.Watch(2));
            }
            else
            {
                stage.Step("unplug", unit => unit.Watch(20, true));
            }
        }

        return stage;
    }

    // Everybody who may ask for an end asks for one; sometimes the power goes before it comes.
    private static CutStage Stops(ulong seed)
    {
        var stage = new CutStage(seed, "stop.energy", "20000", "stop.time", "36000");
        GrantSource[] who = [GrantSource.Card, GrantSource.Console, GrantSource.Backend];
        for (int i = 0; i < 6; i++)
        {
            Begin(stage);
            Charge(stage, 1);
            GrantSource by = who[i % who.Length];
            stage.Step("stop by " + by, unit => unit.Authorisation.RequestStop(by));
            if (i >= who.Length)
            {
                stage.Restart();
                stage.Rest();
            }
            else
            {
                stage.Step("end", unit => unit.EndAsAsked());
                stage.Rest();
            }

            stage.Step("unplug", unit => unit.Unplug());
        }

        Begin(stage);
        stage.Step("unavailable at once", unit => unit.Availability.Request(false, true));
        stage.Restart();
        stage.Step("available", unit => unit.Availability.Request(true, false));
        return stage;
    }

    // The backend's profiles, availability, the technician's limit and his self-test.
    private static CutStage Limits(ulong seed)
    {
        var stage = new CutStage(seed);
        for (int i = 0; i < 6; i++)
        {
            SetProfile(stage);
            stage.Step("limit", unit => unit.Limits.Set(LimitSlot.Technician, (int)stage.Chance.Between(6, 33) * 1_000));
            stage.Step("unavailable", unit => unit.Availability.Request(false, Chance(stage, 2)));
            bool passed = i % 3 != 2;
            stage.Step("self-test", unit => unit.Commissioning.NoteTest(passed));
            SetProfile(stage);
            stage.Rest();
            stage.Step("clear profile", unit => unit.ClearProfile((int)stage.Chance.Between(1, 5)));
            stage.Step("available", unit => unit.Availability.Request(true, false));
            if (i % 2 == 1)
            {
                stage.Restart();
                stage.Step("no limit", unit => unit.Limits.Set(LimitSlot.Technician, OfferLimits.None));
            }
        }

        return stage;
    }

    private static CutStage Settings(ulong seed)
    {
        var stage = new CutStage(seed);
        for (int i = 0; i < 4; i++)
        {
            SetSomething(stage);
            SetSomething(stage);
            stage.Rest();
            Transaction(stage, 1);
            stage.Restart();
        }

        return stage;
    }

    private static CutStage Calibration(ulong seed)
    {
        var stage = new CutStage(seed);
        for (int i = 0; i < 5; i++)
        {
            Calibrate(stage);
            stage.Rest();
            Calibrate(stage);
            stage.Restart();
        }

        stage.Step("clear", unit => unit.Calibration.Clear());
        return stage;
    }

    private static CutStage Key(ulong seed)
    {
        var stage = new CutStage(seed);
        for (int i = 0; i < 5; i++)
        {
            Key(stage);
            stage.Rest();
            Transaction(stage, 1);
            stage.Step("deliver all", unit => unit.Deliver(int.MaxValue));
            if (Chance(stage, 2))
            {
                stage.Restart();
            }
        }

        return stage;
    }

    private static CutStage Tokens(ulong seed)
    {
        var stage = new CutStage(seed, "auth.mode", "local");
        for (int i = 0; i < 10; i++)
        {
            string token = "04A2B3C4D5E6F" + i.ToString(CultureInfo.InvariantCulture);
            stage.Step("token", unit => unit.Tokens.Add(token));
            if (i % 3 == 2)
            {
                stage.Rest();
                stage.Step("no token", unit => unit.Tokens.Remove(unit.Tokens[(int)stage.Chance.Between(0, unit.Tokens.Count)]));
            }
        }

        return stage;
    }

    // Records that the backend refuses for good, and takes later.
    private static CutStage Aside(ulong seed)
    {
        var stage = new CutStage(seed);
        for (int i = 0; i < 3; i++)
        {
            Transaction(stage, 1);
            Transaction(stage, 0);
            stage.Step("set aside", unit => unit.SetAside("FormatViolation: it does not please"));
            stage.Step("deliver", unit => unit.Deliver(1));
            stage.Step("set aside", unit => unit.SetAside("PropertyConstraintViolation: nor this"));
            stage.Rest();
            stage.Step("retry", unit => unit.RetryOne());
            if (i == 1)
            {
                stage.Restart();
            }
        }

        stage.Step("retry", unit => unit.RetryOne());
        return stage;
    }

    // Any of all that, in any order.
    private static CutStage Mixed(ulong seed)
    {
        var stage = new CutStage(seed, "sign.minutes", "2", "stop.energy", "50000");
        Action<CutStage>[] verbs =
        [
            each => Transaction(each, 2), each => Transaction(each, 0), Begin, each => Charge(each, 2), SetProfile, SetSomething, Calibrate,
            each => each.Step("deliver", unit => unit.Deliver(3)),
            each => each.Step("set aside", unit => unit.SetAside("TypeConstraintViolation")),
            each => each.Step("retry", unit => unit.RetryOne()),
            each => each.Step("residual", unit => unit.See(FaultCode.ResidualCurrent)),
            each => each.Step("clear", unit => unit.Guard.Clear()),
            each => each.Step("limit", unit => unit.Limits.Set(LimitSlot.Technician, (int)each.Chance.Between(6, 33) * 1_000)),
            each => each.Step("stop", unit => unit.Authorisation.RequestStop(GrantSource.Backend)),
            each => each.Step("token", unit => unit.Tokens.Add("AB" + each.Chance.Between(0, 1_000_000).ToString(CultureInfo.InvariantCulture))),
            each => each.Step("unplug", unit => unit.Unplug()),
            Key, Fault,
            each => each.Restart(), each => each.Rest(),
        ];
        for (int i = 0; i < MixedSteps; i++)
        {
            verbs[stage.Chance.Between(0, verbs.Length)](stage);
        }

        return stage;
    }

    private static void Transaction(CutStage stage, int charges)
    {
        Begin(stage);
        Charge(stage, charges);
        stage.Step("end", unit => unit.Unplug());
    }

    private static void Begin(CutStage stage)
    {
        if (stage.Unit.Recorder.IsOpen)
        {
            stage.Step("end", unit => unit.Unplug());
        }

        if (stage.Unit.Book.Log.HasRoom)
        {
            string token = "04B7" + stage.Chance.Between(100_000, 1_000_000).ToString(CultureInfo.InvariantCulture);
            stage.Step("begin", unit => unit.Begin(token));
        }
    }

    // Energy by minutes, and now and then a vehicle that pauses.
    private static void Charge(CutStage stage, int times)
    {
        for (int i = 0; i < times; i++)
        {
            StationState state = Chance(stage, 4) ? StationState.Offering : StationState.Charging;
            stage.Step("charge", unit => unit.Charge(state, (int)stage.Chance.Between(1, 200_000), (int)stage.Chance.Between(61, 130)));
        }
    }

    // Each step writes one thing at most.
    private static void Draw(CutStage stage, StationState state, int watts, int times)
    {
        for (int i = 0; i < times; i++)
        {
            stage.Step("draw", unit => unit.Draw(state, watts, 600));
        }
    }

    private static void Fault(CutStage stage)
    {
        stage.Step("fault", unit => unit.Book.Log.Events.RecordFault((int)FaultCode.PilotLost, "pilot lost", unit.Board.NowMicros, unit.Board.UtcMillis, unit.Board.Quality));
    }

    private static void Security(CutStage stage)
    {
        stage.Step("security", unit => unit.Book.Log.Events.RecordSecurity(0, "somebody looked", unit.Board.NowMicros, unit.Board.UtcMillis, unit.Board.Quality));
    }

    private static void SetProfile(CutStage stage)
    {
        string purpose = Chance(stage, 2) ? "TxDefaultProfile" : "ChargingStationMaxProfile";
        stage.Step("profile", unit => unit.SetProfile((int)stage.Chance.Between(1, 5), purpose, (int)stage.Chance.Between(0, 3), (int)stage.Chance.Between(6, 33)));
    }

    private static void SetSomething(CutStage stage)
    {
        (string name, long least, long limit)[] numbers = [("maxAmps", 6, 33), ("offline.amps", 6, 33), ("delay.max", 0, 601), ("checkpoint.seconds", 10, 61), ("heartbeat.seconds", 10, 3_600)];
        (string name, long least, long limit) = numbers[stage.Chance.Between(0, numbers.Length)];
        stage.Step("set", unit => unit.Set(name, stage.Chance.Between(least, limit).ToString(CultureInfo.InvariantCulture)));
    }

    private static void Calibrate(CutStage stage)
    {
        stage.Step("calibrate", unit => unit.Calibrate((int)stage.Chance.Between(1, 8) * 40_000, (int)stage.Chance.Between(900_000, 1_100_000)));
    }

    private static void Key(CutStage stage)
    {
        if (!stage.Unit.Recorder.IsOpen && stage.Unit.Book.Log.Owed == 0 && stage.Unit.Delivery.Aside.Kept == 0)
        {
            stage.Step("key", unit => unit.ReplaceKey());
        }
    }

    private static bool Chance(CutStage stage, int oneOf)
    {
        return stage.Chance.Between(0, oneOf) == 0;
    }
}
