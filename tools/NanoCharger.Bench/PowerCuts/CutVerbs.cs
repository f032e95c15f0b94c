using System.Globalization;
using System.IO;
using System.Text;
using NanoCharger.Core.Charging;
using NanoCharger.Core.Protection;
using NanoCharger.Records.SessionLog;
using NanoCharger.Hal;
using NanoCharger.Ocpp;
using NanoCharger.Ocpp.Json;
using NanoCharger.Text;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>What can be done to a unit, by the firmware's own calls.</summary>
internal static class CutVerbs
{
    private const int OfferMilliamps = 16_000;
    private const int TurnMicros = 100_000;
    private const int TurnsASecond = 4;
    private const int FaultTurns = 15;
    private const int CallBytes = 512;

    /// <summary>A vehicle plugs in and a transaction begins.</summary>
    internal static void Begin(this CutUnit unit, string token)
    {
        long now = unit.Board.NowMicros;
        unit.Authorisation.Turn(true, false, false, true, now);
        unit.Authorisation.Present(token, GrantSource.Console, true, now);
        unit.Judge(false);
        unit.Record(StationState.Closing);
        unit.Closed = true;
        unit.Authorisation.Turn(true, false, true, true, now);
    }

    /// <summary>Energy flows, or does not: a checkpoint, a periodic document or a change of state follows, by the settings.</summary>
    internal static void Charge(this CutUnit unit, StationState state, int milliwattHours, int seconds)
    {
        unit.RegisterMilliwattHours += milliwattHours;
        unit.Board.Pass(seconds * 1_000_000L);
        unit.Judge(state == StationState.Charging);
        unit.Record(state);
    }

    /// <summary>The vehicle draws so much, or nothing, in turns short enough that it is seen: until something is written, or for so long.</summary>
    internal static void Draw(this CutUnit unit, StationState state, int watts, int seconds)
    {
        int written = unit.Board.Flash.Operations.Count;
        unit.Inputs.Milliwatts = watts * 1_000;
        for (int turn = 0; turn < seconds * TurnsASecond && unit.Board.Flash.Operations.Count == written; turn++)
        {
            unit.RegisterMilliwattHours += watts * 1_000L / (3_600 * TurnsASecond);
            unit.Board.Pass(1_000_000 / TurnsASecond);
            unit.Judge(state == StationState.Charging);
            unit.Record(state);
        }
    }

    /// <summary>The vehicle leaves; an open transaction ends.</summary>
    internal static void Unplug(this CutUnit unit)
    {
        unit.Closed = false;
        unit.Judge(false);
        unit.Record(StationState.Available);
        unit.Authorisation.Turn(false, true, unit.Recorder.IsOpen, true, unit.Board.NowMicros);
        unit.Keeper.NoteUnplugged();
    }

    /// <summary>The transaction whose end was asked for ends, the vehicle still there.</summary>
    internal static void EndAsAsked(this CutUnit unit)
    {
        unit.Closed = false;
        unit.Judge(false);
        unit.Record(StationState.Paused);
        unit.Authorisation.Turn(true, false, unit.Recorder.IsOpen, true, unit.Board.NowMicros);
    }

    /// <summary>Lets the protection see something for so long that it is sure.</summary>
    internal static void See(this CutUnit unit, FaultCode code, int turns = FaultTurns)
    {
        SafetySense sense = unit.Sense;
        unit.GuardInputs.Unplugged = false;
        sense.ResidualTripped = code == FaultCode.ResidualCurrent;
        sense.OutputLive = code is FaultCode.ResidualCurrent or FaultCode.ContactorWelded or FaultCode.EarthLost;
        unit.GuardInputs.CommandedClosed = code is FaultCode.ContactorFailedToClose or FaultCode.EarthLost or FaultCode.ResidualCurrent;
        sense.EarthConnected = code != FaultCode.EarthLost;
        sense.ReportingInputs = code == FaultCode.EmergencyStop ? 1 : 0;
        unit.GuardInputs.CentiCelsius = code == FaultCode.OverTemperature ? 7_200 : 2_300;
        unit.Watch(turns);
        sense.ResidualTripped = false;
        sense.OutputLive = false;
        sense.EarthConnected = true;
        sense.ReportingInputs = 0;
        unit.GuardInputs.CommandedClosed = false;
        unit.GuardInputs.CentiCelsius = 2_300;
    }

    /// <summary>The protection sees nothing wrong, and no vehicle where that is said.</summary>
    internal static void Watch(this CutUnit unit, int turns, bool unplugged = false)
    {
        unit.GuardInputs.Unplugged = unplugged;
        for (int i = 0; i < turns; i++)
        {
            unit.Board.Pass(TurnMicros);
            unit.GuardInputs.NowMicros = unit.Board.NowMicros;
            unit.GuardInputs.BlockStartMicros = unit.Board.NowMicros;
            unit.Guard.Update(unit.GuardInputs);
        }
    }

    /// <summary>The technician sets a value.</summary>
    internal static void Set(this CutUnit unit, string name, string value)
    {
        Expect(unit.Settings.Change(unit.Board.Storage, name, value));
        unit.Configure();
    }

    /// <summary>A step of the calibration ends: a point more, stored and told.</summary>
    internal static void Calibrate(this CutUnit unit, int level, int gain)
    {
        unit.MeterCalibration.Current(0).Put(level, gain);
        string change = "current L1 gain " + gain.ToString(CultureInfo.InvariantCulture);
        unit.CalibrationStore.Save(unit.Board.Storage, unit.MeterCalibration, change, unit.Board.UtcMillis, ClockQuality.Synchronised);
        unit.Calibration.Tell();
    }

    /// <summary>The technician replaces the key.</summary>
    internal static void ReplaceKey(this CutUnit unit)
    {
        string answer = unit.Key.Generate(true);
        if (answer != "ok, the result follows")
        {
            throw new InvalidDataException(answer);
        }

        string? outcome;
        do
        {
            outcome = unit.Key.Step();
        }
        while (outcome == null);
        Expect(outcome == "made" ? null : outcome);
    }

    /// <summary>The next owed record leaves: its document has its bytes for ever.</summary>
    internal static void Leave(this CutUnit unit)
    {
        var record = new LogRecord();
        if (unit.NextOwed(record))
        {
            unit.Book.Log.Leave(record);
        }
    }

    /// <summary>The time server has answered.</summary>
    internal static void KnowTime(this CutUnit unit)
    {
        unit.Board.ClockKnown = true;
        unit.Clock.Turn(unit.Board.NowMicros + 1_000_000);
        if (unit.Book.Log.WantsTime)
        {
            unit.Book.Log.NoteTime(unit.Board.NowMicros, unit.Board.UtcMillis);
        }
    }

    /// <summary>The backend answers for the next owed records.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="most">How many at most.</param>
    internal static void Deliver(this CutUnit unit, int most)
    {
        var record = new LogRecord();
        for (int i = 0; i < most && unit.NextOwed(record); i++)
        {
            unit.Book.Log.Release(record.Sequence);
        }
    }

    /// <summary>The backend refuses the next owed record for good.</summary>
    internal static void SetAside(this CutUnit unit, string why)
    {
        var record = new LogRecord();
        var reason = new AsciiWriter(AsideFile.MaxReasonLength);
        reason.Put(why);
        if (unit.NextOwed(record) && unit.Delivery.Aside.TryKeep(record, reason))
        {
            unit.Book.Log.Release(record.Sequence);
        }
    }

    /// <summary>The oldest record set aside is taken after all.</summary>
    internal static void RetryOne(this CutUnit unit)
    {
        var record = new LogRecord();
        if (unit.Delivery.Aside.TryReadNext(0, record, null))
        {
            unit.Delivery.Aside.Remove(record.Sequence);
        }
    }

    /// <summary>The backend sets a profile.</summary>
    internal static void SetProfile(this CutUnit unit, int id, string purpose, int stackLevel, int amps)
    {
        unit.Call("SetChargingProfile", $$$"""
            {"evseId":0,"chargingProfile":{"id":{{{id}}},"stackLevel":{{{stackLevel}}},"chargingProfilePurpose":"{{{purpose}}}","chargingProfileKind":"Absolute",
            "chargingSchedule":[{"id":1,"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":{{{amps}}}}]}]}}
            """);
    }

    /// <summary>The backend takes a profile away.</summary>
    internal static void ClearProfile(this CutUnit unit, int id)
    {
        unit.Call("ClearChargingProfile", $$$"""{"chargingProfileId":{{{id}}}}""");
    }

    private static void Call(this CutUnit unit, string action, string payload)
    {
        var desk = new CallDesk(new OcppParts
        {
            Station = unit.Settings.Text(Core.Settings.SettingId.StationId),
            Clock = unit.Board,
            Settings = unit.Settings,
            Log = unit.Book.Log,
            Delivery = unit.Delivery,
            Authorisation = unit.Authorisation,
            Commands = new CutCommands(unit),
            Status = new ChargerStatus(1),
            Profiles = unit.Profiles,
        });
        byte[] call = Encoding.ASCII.GetBytes($"[2,\"1\",\"{action}\",{payload}]");
        var frame = new OcppFrame();
        var reply = new JsonWriter(new AsciiWriter(CallBytes));
        frame.Parse(call, call.Length);
        desk.Answer(frame, reply, unit.Board.NowMicros);
        string answer = Encoding.ASCII.GetString(reply.Target.Buffer, 0, reply.Target.Length);
        Expect(answer.Contains("\"Accepted\"") || answer.Contains("\"Unknown\"") ? null : answer);
    }

    private static void Judge(this CutUnit unit, bool charging)
    {
        unit.Inputs.NowMicros = unit.Board.NowMicros;
        unit.Inputs.RegisterMilliwattHours = unit.RegisterMilliwattHours;
        unit.Keeper.Judge(unit.Inputs, charging, unit.Availability.AtOnce);
    }

    private static void Record(this CutUnit unit, StationState state)
    {
        unit.Keeper.Record(state, unit.Inputs, OfferMilliamps);
    }

    private static bool NextOwed(this CutUnit unit, LogRecord into)
    {
        long at = unit.Book.Log.Released;
        while (unit.Book.Log.TryReadNext(at, into))
        {
            if (into.Kind == LogRecordKind.Transaction)
            {
                return true;
            }

            at = into.Sequence;
        }

        return false;
    }

    // A script that cannot do what it says would prove nothing.
    private static void Expect(string? wrong)
    {
        if (wrong != null)
        {
            throw new InvalidDataException(wrong);
        }
    }
}
