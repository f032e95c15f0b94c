using System;
using System.Collections.Generic;
using System.Text;
using NanoCharger.Core.Charging;
using NanoCharger.Records.Documents;
using NanoCharger.Core.Metering;
using NanoCharger.Core.Pilot;
using NanoCharger.Core.Protection;
using NanoCharger.Records.SessionLog;
using NanoCharger.Core.Settings;
using NanoCharger.Core.State;
using NanoCharger.Core.Time;
using NanoCharger.Ocpp.Profiles;
using NanoCharger.Text;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>The firmware's classes that keep something over a restart, wired as NanoCharger.App/Parts.cs wires them and started in the order of its Charger.cs.</summary>
internal sealed class CutUnit
{
    private const long SecondCopyMicros = 11_000_000;
    private const int MostCopies = 8;
    private const int FaultTurns = 15;

    private static readonly SettingsStore Limited = WithLimit();

    private static readonly FaultCode[] Latching =
    [
        FaultCode.ResidualCurrent, FaultCode.ContactorWelded, FaultCode.ContactorFailedToClose, FaultCode.EarthLost, FaultCode.OverTemperature, FaultCode.EmergencyStop,
    ];

    private readonly IDurable[] _pieces;
    private bool _secondOwed;

    /// <summary>A unit that has not been started.</summary>
    /// <param name="image">What its flash holds.</param>
    /// <param name="seed">Of its noise, which its key is made from.</param>
    /// <param name="mayLackDates">True where the flash has lost a time base.</param>
    internal CutUnit(StorageImage image, ulong seed, bool mayLackDates = false)
    {
        Board = new CutBoard(new CutStorage(image), seed);
        Clock = new WallClock(Board);
        Book = new LogBook(Board.Storage) { MayLackDates = mayLackDates };
        Delivery = new Delivery(Board.Storage);
        Tokens = new LocalList(Board.Storage);
        Recorder = new TransactionRecorder(Book.Log, Clock) { Plan = new ReadingPlan() };
        Authorisation = new Authorisation(Tokens);
        Keeper = new TransactionKeeper(Recorder, Authorisation, StopRules, new CalibrationRun(Book.Log.Events, Board)) { Commissioned = true };
        Guard = new Guard(Board);
        Meter = new Meter(Board, MeterCalibration);
        Proven = new ProvenRange(Meter, MeterCalibration);
        Calibration = new CalibrationDesk(Board, Board, Meter, Proven, CalibrationStore, Book.Log.Events);
        Key = new KeyDesk(Board, Board, Book.Log, Recorder, Delivery);
        Commissioning = new Core.Charging.Commissioning(Settings, Proven, Board.Name);
        _pieces = [Guard.Latches, Availability, Limits, Authorisation.Memory, StopRules, Authorisation.Remote.Limit, Profiles, Commissioning];
        State = new DurableState(Board.Storage, _pieces);
        Inputs = new StationInputs(Sense, Guard.Verdict);
        GuardInputs = new GuardInputs(Sense, new PilotDecoder(new PilotScale(Board)), Meter, new FrequencyMeter());
    }

    internal CutBoard Board { get; }

    /// <summary>Dates the transactions.</summary>
    internal WallClock Clock { get; }

    internal LogBook Book { get; }

    internal Delivery Delivery { get; }

    internal LocalList Tokens { get; }

    internal TransactionRecorder Recorder { get; }

    internal Authorisation Authorisation { get; }

    internal TransactionKeeper Keeper { get; }

    internal Guard Guard { get; }

    internal Meter Meter { get; }

    internal ProvenRange Proven { get; }

    internal CalibrationDesk Calibration { get; }

    internal Core.Charging.Commissioning Commissioning { get; }

    internal KeyDesk Key { get; }

    internal DurableState State { get; }

    internal SettingsStore Settings { get; } = new();

    internal CalibrationStore CalibrationStore { get; } = new();

    internal Calibration MeterCalibration { get; } = new(1);

    internal StopRules StopRules { get; } = new();

    internal Availability Availability { get; } = new();

    internal OfferLimits Limits { get; } = new();

    internal ProfileStack Profiles { get; } = new();

    internal SafetySense Sense { get; } = new() { EarthConnected = true, HoldArmed = true, InterlockClosed = true, MainsPresent = true };

    internal StationInputs Inputs { get; }

    internal GuardInputs GuardInputs { get; }

    /// <summary>The meter's register.</summary>
    internal long RegisterMilliwattHours { get; set; }

    /// <summary>True while the contactor is commanded closed.</summary>
    internal bool Closed { get; set; }

    /// <summary>The fault counters as they were last stored.</summary>
    internal string StoredFaults { get; private set; } = string.Empty;

    /// <summary>Brings the unit up.</summary>
    /// <param name="before">Has every record that was written to this flash before the operation under way.</param>
    /// <param name="after">Has those behind it.</param>
    /// <returns>What was found in the flash, before anything of it was acted on.</returns>
    internal Picture Start(Picture before, Picture after)
    {
        var found = new Picture();
        Settings.Load(Board.Storage);
        Calibration.Load();
        Recorder.Signs = true;
        found[Piece.Settings] = PieceText.Of(Settings);
        found[Piece.Calibration] = PieceText.Of(CalibrationStore, MeterCalibration);
        Note(found, Settings.Lost, "settings");
        Note(found, Calibration.Lost, "calibration");

        State.Load();
        Note(found, State.Lost, "state");
        if (State.Lost)
        {
            Availability.Request(false, false);
        }

        Book.Log.Origin.Station = Settings.IsGiven(SettingId.StationId) ? Settings.Text(SettingId.StationId) : "unset-" + Board.Serial;
        Book.Log.Origin.Serial = Board.Serial;
        Book.Log.Recover();
        LookAtState(found);
        LookAtLog(found, before, after);

        Clock.Set(0);
        Clock.Turn(Board.NowMicros);
        Book.Log.Boot(Board.NowMicros, Board.UtcMillis, Board.Quality);
        Guard.SetLog(Book.Log.Lost, !Book.Log.HasRoomForPeriodic);
        Key.Load();
        Note(found, Key.Store.Lost, "key");
        found[Piece.Key] = PieceText.Of(Key.Store);
        Keeper.Restart(Book.Log.OpenTransaction, Availability.AtOnce, Board.NowMicros);
        RegisterMilliwattHours = Book.Log.RegisterMilliwattHours;
        Note(found, !Tokens.Load(), "tokens");
        Guard.Load(Board.Storage);
        StoredFaults = PieceText.Of(Guard.Counters);
        Note(found, Guard.Counters.Notice != null && Guard.Counters.Notice.StartsWith("both copies", StringComparison.Ordinal), "faults");
        Calibration.Tell();
        Note(found, Calibration.Lost, "calibration");
        found[Piece.Tokens] = PieceText.Of(Tokens);
        found[Piece.Faults] = StoredFaults;
        Key.Tell();
        Delivery.Aside.Load();
        LookAtAside(found);
        Configure();
        Guard.SetCalibrationLost(Calibration.Lost);
        Guard.SetSigningFailed(Key.Store.Key == null);
        return found;
    }

    /// <summary>Whether it would sell though something is lost: by a fault that is told, or by being out of service, it must not.</summary>
    /// <param name="lost">What the start said is lost.</param>
    /// <returns>Null, or what is wrong.</returns>
    internal string? Sells(IReadOnlyList<string> lost)
    {
        this.Watch(FaultTurns);
        foreach (string what in lost)
        {
            bool stands = what switch
            {
                "settings" => Guard.IsPresent(FaultCode.SettingsLost),
                "log" => Guard.IsPresent(FaultCode.RegisterLost),
                "calibration" => Guard.IsPresent(FaultCode.MeteringFailed),
                "key" => Guard.IsPresent(FaultCode.SigningFailed),
                "state" => !Availability.InService,
                _ => true,
            };
            if (!stands)
            {
                return what + " is lost, and the charger sells";
            }
        }

        return null;
    }

    /// <summary>The second half of a turn: writes what has changed, and second copies that are due.</summary>
    internal void Turn()
    {
        if (Guard.CountersDue(Board.NowMicros) && !Closed)
        {
            // By turns the counts to the one slot, and the same to the other: what was counted in between waits.
            Guard.Save(Board.Storage, Board.NowMicros);
            _secondOwed = !_secondOwed;
            StoredFaults = _secondOwed ? PieceText.Of(Guard.Counters) : StoredFaults;
        }

        State.Step(Closed, Board.NowMicros);
        Book.Log.Step(Closed, Board.NowMicros);
    }

    /// <summary>Lets time pass until no second copy is owed.</summary>
    internal void Settle()
    {
        for (int i = 0, written = -1; i < MostCopies && written != Board.Flash.Operations.Count; i++)
        {
            written = Board.Flash.Operations.Count;
            Board.Pass(SecondCopyMicros);
            Turn();
        }
    }

    /// <summary>Takes the settings to all parts.</summary>
    internal void Configure()
    {
        StopRules.Configure(Settings);
        Authorisation.Configure(Settings);
        Guard.Configure(Settings);
        Recorder.Configure(Settings);
    }

    /// <summary>All that the unit remembers now.</summary>
    /// <param name="before">The last picture of it: its records, to which the new ones are added.</param>
    internal Picture Look(Picture before)
    {
        var now = new Picture();
        for (int shelf = 0; shelf < LogBook.Shelves; shelf++)
        {
            now.Shelves[shelf] = Book.ReadBehind((Shelf)shelf, before.Shelves[shelf], before.Last[shelf]);
        }

        now.TakeCounts(Book);
        now[Piece.Settings] = PieceText.Of(Settings);
        now[Piece.State] = StateText(_pieces);
        now[Piece.Calibration] = PieceText.Of(CalibrationStore, MeterCalibration);
        now[Piece.Key] = PieceText.Of(Key.Store);
        now[Piece.Tokens] = PieceText.Of(Tokens);
        now[Piece.Faults] = StoredFaults;
        LookAtAsked(now);
        LookAtAside(now);
        return now;
    }

    private static SettingsStore WithLimit()
    {
        var settings = new SettingsStore();
        settings.Set("stop.energy", "1");
        return settings;
    }

    private static void Note(Picture found, bool lost, string what)
    {
        if (lost)
        {
            found.Lost.Add(what);
        }
    }

    // What a transaction's limits count from is shown only where there are limits, and the settings' are taken over later: a look of its own.
    private void LookAtState(Picture found)
    {
        var rules = new StopRules();
        rules.Configure(Limited);
        new DurableState(new CutStorage(Board.Flash.Image), [rules]).Load();

        found[Piece.State] = StateText([Guard.Latches, Availability, Limits, Authorisation.Memory, rules, Authorisation.Remote.Limit, Profiles, Commissioning]);
        LookAtAsked(found);
    }

    // By what the pieces would write, and by what they do: one that writes less than it knows is found out.
    private string StateText(IDurable[] pieces)
    {
        var text = new StringBuilder(PieceText.Of(pieces));
        foreach (FaultCode code in Latching)
        {
            _ = Guard.IsPresent(code) ? text.Append(code).Append(' ') : text;
        }

        return text.Append(Authorisation.StopBy).Append(Authorisation.Memory.Used ? " used " : " ")
            .Append(Availability.InService ? "in service " : "out of service ").Append(Availability.AtOnce ? "at once " : string.Empty)
            .Append(Limits.Get(LimitSlot.Technician)).Append(Commissioning.Mark == 0 ? " untested" : " tested").ToString();
    }

    private void LookAtAsked(Picture into)
    {
        into.StopBy = Authorisation.StopBy;
        into.Used = Authorisation.Memory.Used;
        into.AtOnce = Availability.AtOnce;
    }

    private void LookAtLog(Picture found, Picture before, Picture after)
    {
        Board.Flash.Counting = false;
        found.TakeCounts(Book);
        for (int shelf = 0; shelf < LogBook.Shelves; shelf++)
        {
            string? wrong = Look(found, (Shelf)shelf, after);
            found.Wrong ??= wrong != null && Look(found, (Shelf)shelf, before) == null ? null : wrong;
        }

        Board.Flash.Counting = true;
        Note(found, Book.Log.Lost, "log");
    }

    // A clock that has become known gives all records before it their dates, or none.
    private string? Look(Picture found, Shelf shelf, Picture known)
    {
        var there = new List<LogRecord>(known.Shelves[(int)shelf].Count);
        found.Shelves[(int)shelf] = there;
        return Book.Read(shelf, known.Shelves[(int)shelf], there);
    }

    private void LookAtAside(Picture into)
    {
        var record = new LogRecord();
        var reason = new AsciiWriter(AsideFile.MaxReasonLength);
        for (long at = 0; Delivery.Aside.TryReadNext(at, record, reason); at = record.Sequence)
        {
            into.Aside[record.Sequence] = Encoding.ASCII.GetString(reason.Buffer, 0, reason.Length) + ": " + RecordForm.Tell(record);
            reason.Clear();
        }
    }
}
