using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using NanoCharger.App;
using NanoCharger.Bay;
using NanoCharger.Bench.Signing;
using NanoCharger.Broker;
using NanoCharger.Core.Metering;
using NanoCharger.Core.Settings;
using NanoCharger.Hal;
using NanoCharger.Hal.Esp32;
using NanoCharger.Signing;
using NanoCharger.Verify;
using LoggedRecord = NanoCharger.Records.SessionLog.LogRecord;

namespace NanoCharger.Bench;

/// <summary>One run: a broker and the payment backend (or neither) and a bay with the whole firmware in it. Bench and system tests run this same thing.</summary>
public sealed class BenchRun : IDisposable
{
    private const string StationName = "station.id";

    private readonly BenchOptions _options;
    private readonly EmbeddedBroker? _broker;
    private readonly FirmwareProbe _probe;
    private FlashStorage? _flash;

    /// <summary>Sets everything up; nothing runs yet but the broker.</summary>
    /// <param name="options">What to play.</param>
    /// <param name="trace">Takes the trace; null: none.</param>
    /// <param name="stop">Ends the run early.</param>
    /// <exception cref="ScenarioException">The firmware does not take a setting of the scenario.</exception>
    /// <exception cref="IOException">No broker could be started.</exception>
    public BenchRun(BenchOptions options, TextWriter? trace = null, CancellationToken stop = default)
    {
        _options = options;
        _probe = new FirmwareProbe(Commissioning.Prepare(options.Scenario, null));
        Documents = new DocumentBook(_probe.Keys);
        _broker = options.Broker == null && options.Door == null && !options.Offline ? EmbeddedBroker.Start() : null;
        string? host = options.Offline ? null : options.Door?.Host ?? options.Broker?.Host ?? _broker!.Host;
        int port = options.Door?.StationPort ?? options.Broker?.Port ?? _broker?.Port ?? 0;
        Bay = new ChargingBay(new BayOptions
        {
            Scenario = options.Scenario,
            Seed = options.Seed,
            Firmware = StartFirmware,
            Commission = Commission,
            BrokerHost = host,
            BrokerPort = options.Wire?.Port ?? port,
            Wire = options.Wire?.Wire,
            Delays = options.Delays,
            Door = options.Door is { } door ? new BayDoor(door.WorkerPort, door.Worker) : null,
            BackendPower = state => Backends!.Power(state),
            BackendClock = seconds => Backends!.SetClock(seconds),
            Probe = _probe,
            JudgeClosing = true,
            JudgeMemory = true,
            Published = Documents.Take,
            Trace = trace,
            SecretSettings = StoredSettings.Secrets,
            Speed = options.Speed,
            Cancellation = stop,
        });
        Backends = new BenchBackends(host, port, options, Bay.Clock, Bay.Announce);
        if (Backends.House is not null)
        {
            // Whoever is at the pages does what no seed knows.
            Bay.MarkUnreproducible();
        }
    }

    /// <summary>The bay, for views and consoles.</summary>
    public ChargingBay Bay { get; }

    /// <summary>The payment backend, for views.</summary>
    public BenchBackends Backends { get; }

    /// <summary>End of the story, in virtual seconds.</summary>
    public double EndSeconds => _options.Scenario.UntilSeconds;

    /// <summary>The signed documents that left the station so far.</summary>
    public DocumentBook Documents { get; }

    /// <summary>How long the turns of the control loop took while the contactor was closed.</summary>
    public TurnTimes Turns => _probe.Turns;

    /// <summary>The records of transactions that the firmware made durable, by sequence number.</summary>
    public IReadOnlyDictionary<long, LoggedRecord> Records => _probe.Records;

    /// <summary>The events of the charger itself that the firmware made durable, in their order.</summary>
    public IReadOnlyList<LoggedRecord> Events => _probe.Events;

    /// <summary>What the newest transaction costs by what the station has metered up to now; null where none has begun, and in a house, whose prices have hours: there the pages say it. From any thread.</summary>
    public decimal? PriceSoFar(BayView view)
    {
        return Backends.House is null && view.Transaction is { } open && _probe.MeteredMilliwattHours(open.Id) is { } energy
            ? BenchBackends.Price(energy, (double.IsNaN(open.EndedSeconds) ? view.Seconds : open.EndedSeconds) - open.StartedSeconds)
            : null;
    }

    /// <summary>Plays the scenario to its end and settles the accounts.</summary>
    public RunReport Play()
    {
        Backends.Power(BackendState.Up);
        BayResult result = Bay.Run();
        var audit = new BenchAudit(_flash!, _probe, Backends, Documents);
        if (!result.Cancelled)
        {
            audit.Judge(Bay, result);
        }

        var summary = RunSummary.From(_options.Scenario.Name, _options.Seed ?? _options.Scenario.Seed, result, audit);
        return new RunReport(summary, audit.Receipts, Documents, KeyOf(Keys()), result.Violations, result.Cancelled);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Backends.Dispose();
        _broker?.Dispose();
    }

    // A name that was changed is the firmware's from this start on, and its backend is there before it calls.
    private void StartFirmware()
    {
        IBoard board = Board();
        string name = _probe.Setting(StationName)!;
        Backends.Serve(name.Length > 0 ? name : "unset-" + board.Serial);
        var charger = new Charger(board);
        _probe.Attach(charger);
        charger.Run();
    }

    // The same board as on the wall; a scenario may have it with plain inputs where the card reader would be.
    private IBoard Board()
    {
        if (!_options.Scenario.HasInputs)
        {
            return App.Program.Board();
        }

        var storage = new Esp32Storage();
        BoardDescription board = App.Program.Description(storage);
        ReferenceBoard.PutInputsForReader(board);
        return new Esp32Board(board, storage);
    }

    private void Commission(BayFactory factory)
    {
        _flash = new FlashStorage(factory.Flash);
        Commissioning.Write(factory);
        _options.Door?.Provision(_flash, _probe.Setting(StationName)!);
        if (_options.Calibration is { } calibration)
        {
            var store = new CalibrationStore();
            store.Load(_flash, new Calibration(calibration.Phases));
            store.Save(_flash, calibration);
        }
    }

    /// <summary>The station's keys, as its flash holds them after the end; only the public one is looked at.</summary>
    private KeyStore Keys()
    {
        var keys = new KeyStore(_flash);
        keys.Load();
        return keys;
    }

    private static StationKey? KeyOf(KeyStore keys)
    {
        return keys.PublicDer is { } der ? StationKey.FromDer(der) : null;
    }
}
