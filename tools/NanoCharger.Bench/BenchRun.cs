using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using NanoCharger.App;
using NanoCharger.Backend;
using NanoCharger.Bay;
using NanoCharger.Bench.Signing;
using NanoCharger.Core.Charging;
using NanoCharger.Core.Metering;
using NanoCharger.Records.SessionLog;
using NanoCharger.Core.Settings;
using NanoCharger.Hal;
using NanoCharger.Hal.Esp32;
using NanoCharger.Mosquitto;
using NanoCharger.Signing;
using NanoCharger.Verify;
using LoggedRecord = NanoCharger.Records.SessionLog.LogRecord;
using BackendTransaction = NanoCharger.Backend.BilledTransaction;
using BilledTransaction = NanoCharger.Bay.BilledTransaction;

namespace NanoCharger.Bench;

/// <summary>One run: a broker and the payment backend (or neither) and a bay with the whole firmware in it. Bench and system tests run this same thing.</summary>
public sealed class BenchRun : IDisposable
{
    private readonly BenchOptions _options;
    private readonly string _station;
    private readonly PrivateBroker? _broker;
    private readonly PaymentBackend? _backend;
    private readonly FirmwareProbe _probe;
    private FlashStorage? _flash;

    /// <summary>Sets everything up; nothing runs yet but the broker.</summary>
    /// <param name="options">What to play.</param>
    /// <param name="trace">Takes the trace; null: none.</param>
    /// <param name="stop">Ends the run early.</param>
    /// <exception cref="ScenarioException">The firmware does not take a setting of the scenario.</exception>
    /// <exception cref="MosquittoException">No broker could be started.</exception>
    public BenchRun(BenchOptions options, TextWriter? trace = null, CancellationToken stop = default)
    {
        _options = options;
        SettingsStore settings = Commissioning.Prepare(options.Scenario, null);
        _station = settings.Text(SettingId.StationId);
        _probe = new FirmwareProbe(1000 * Limit(settings));
        Documents = new DocumentBook(_probe.Keys);
        _broker = options.Broker == null && !options.Offline ? PrivateBroker.Start() : null;
        string? host = options.Offline ? null : options.Broker?.Host ?? _broker!.Host;
        int port = options.Broker?.Port ?? _broker?.Port ?? 0;
        Bay = new ChargingBay(new BayOptions
        {
            Scenario = options.Scenario,
            Seed = options.Seed,
            Firmware = StartFirmware,
            Commission = Commission,
            BrokerHost = host,
            BrokerPort = port,
            BackendPower = Power,
            Probe = _probe,
            JudgeClosing = true,
            JudgeMemory = true,
            Published = Documents.Take,
            Trace = trace,
            Speed = options.Speed,
            Cancellation = stop,
        });
        _backend = host == null ? null : BackendAt(host, port);
    }

    /// <summary>The bay, for views and consoles.</summary>
    public ChargingBay Bay { get; }

    /// <summary>The signed documents that left the station so far.</summary>
    public DocumentBook Documents { get; }

    /// <summary>How long the turns of the control loop took while the contactor was closed.</summary>
    public TurnTimes Turns => _probe.Turns;

    /// <summary>The records of transactions that the firmware made durable, by sequence number.</summary>
    public IReadOnlyDictionary<long, LoggedRecord> Records => _probe.Records;

    /// <summary>The events of the charger itself that the firmware made durable, in their order.</summary>
    public IReadOnlyList<LoggedRecord> Events => _probe.Events;

    /// <summary>Plays the scenario to its end and settles the accounts.</summary>
    public RunReport Play()
    {
        _backend?.Start();
        BayResult result = Bay.Run();
        IReadOnlyList<BackendTransaction> billed = _backend?.Transactions().Where(billed => billed.Station == _station).ToList() ?? [];
        Audit(result, billed);
        return new RunReport(
            RunSummary.From(_options.Scenario.Name, _options.Seed ?? _options.Scenario.Seed, result, TransactionsOf(result, billed), SetAside()),
            billed.Where(transaction => transaction.Ended).ToDictionary(transaction => transaction.Id, transaction => _backend!.ReceiptOf(transaction.Id, _station)),
            Documents,
            KeyOf(Keys()),
            result.Violations,
            result.Cancelled);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _backend?.Dispose();
        _broker?.Dispose();
    }

    private PaymentBackend BackendAt(string host, int port)
    {
        return new PaymentBackend(new BackendOptions
        {
            // Every card charges but for those that a scenario marks.
            Accepts = static token => !token.StartsWith("DEAD", StringComparison.OrdinalIgnoreCase),
            Host = host,
            Port = port,
            ClientId = "nanocharger-backend-" + Guid.NewGuid().ToString("N")[..8],
            Station = _station,
            Operator = BenchOperator.Name,
            Site = BenchOperator.Site,
            Tariff = BenchOperator.Tariff,
            TimeProvider = Bay.Clock,
            Keys = _options.RegisteredKey is { } key ? new Dictionary<string, StationKey> { [_station] = key } : [],
        });
    }

    private static int Limit(SettingsStore settings)
    {
        int cable = settings.Int(SettingId.CableAmps);
        int installation = settings.Int(SettingId.MaxAmps);
        return cable == 0 ? installation : Math.Min(cable, installation);
    }

    private void StartFirmware()
    {
        var charger = new Charger(Board());
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
        if (_options.Calibration is { } calibration)
        {
            var store = new CalibrationStore();
            store.Load(_flash, new Calibration(calibration.Phases));
            store.Save(_flash, calibration);
        }
    }

    private void Power(BackendState state)
    {
        if (_backend == null)
        {
            return;
        }

        _backend.Failing = state == BackendState.Failing;
        if (state == BackendState.Down)
        {
            _backend.Stop();
        }
        else if (!_backend.IsConnected)
        {
            _backend.Start();
        }
    }

    /// <summary>Holds what was billed, and what the flash still owes, against what the bay's mains delivered (invariants 4 and 5).</summary>
    private void Audit(BayResult result, IReadOnlyList<BackendTransaction> billed)
    {
        if (result.Cancelled)
        {
            return;
        }

        var log = new RecordLog(_flash);
        log.Recover();
        HashSet<long> aside = Aside();
        foreach (long sequence in _probe.Reused)
        {
            result.Violations.Add(new Violation(result.VirtualSeconds, 5, $"log sequence {sequence} was used twice"));
        }

        foreach (string wrong in Documents.Problems(_probe.Records.Values))
        {
            result.Violations.Add(new Violation(result.VirtualSeconds, 4, wrong));
        }

        Bay.CheckBilling(
            result.Transactions.Select(real => BillOf(real.Id, billed.SingleOrDefault(bill => bill.Id == IdOf(real.Id))))
                .Concat(billed.Where(bill => result.Transactions.All(real => bill.Id != IdOf(real.Id))).Select(bill => new BilledTransaction(bill.Id, WattHours(bill.EnergyMilliwattHours), [])))
                .ToList(),
            _probe.Records.Values.Select(record => new CommittedRecord(record.Sequence, MessageId(record), record.RegisterMilliwattHours, record.Sequence > log.Released || aside.Contains(record.Sequence))).ToList());
    }

    /// <summary>A transaction as it is billed, or as it will be once the flash has delivered what it still owes. What was told live has no record, and bills nothing.</summary>
    private BilledTransaction BillOf(string number, BackendTransaction? bill)
    {
        List<LoggedRecord> records = RecordsOf(number);
        double logged = LoggedWattHours(records);
        Dictionary<long, string> ids = records.ToDictionary(record => (long)record.SeqNo, MessageId);
        return new BilledTransaction(
            number,
            bill is { Complete: true } ? WattHours(bill.EnergyMilliwattHours) : logged,
            _backend?.EventSequence(_station, IdOf(number)).Where(ids.ContainsKey).Select(sequence => ids[sequence]).ToList() ?? [],
            Documents.BillableSeconds(IdOf(number)) ?? bill?.BilledDuration.TotalSeconds ?? 0);
    }

    /// <summary>What the flash has of a transaction: to its last record, or to the checkpoint behind that while it is open.</summary>
    private double LoggedWattHours(List<LoggedRecord> records)
    {
        long checkpoint = _probe.Checkpoints.GetValueOrDefault(records[0].Transaction);
        long last = records[^1].Event == TransactionEventKind.Ended ? records[^1].RegisterMilliwattHours : Math.Max(records[^1].RegisterMilliwattHours, checkpoint);
        return (last - records[0].RegisterMilliwattHours) / 1000.0;
    }

    private List<SummarisedTransaction> TransactionsOf(BayResult result, IReadOnlyList<BackendTransaction> billed)
    {
        return result.Transactions
            .Select(real => SummarisedTransaction.From(IdOf(real.Id), RecordsOf(real.Id), LoggedWattHours(RecordsOf(real.Id)), real.EnergyWh, billed.SingleOrDefault(bill => bill.Id == IdOf(real.Id)), Documents.ReceiptOf(IdOf(real.Id))))
            .ToList();
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

    /// <summary>Sequence numbers of the records that the firmware has set aside because the backend refused them for good: kept, and not billed.</summary>
    private HashSet<long> Aside()
    {
        var aside = new AsideFile(_flash);
        aside.Load();
        var record = new LoggedRecord();
        HashSet<long> sequences = [];
        while (aside.TryReadNext(record.Sequence, record, null))
        {
            sequences.Add(record.Sequence);
        }

        return sequences;
    }

    private List<string> SetAside()
    {
        HashSet<long> aside = Aside();
        return _probe.Records.Values
            .Where(record => aside.Contains(record.Sequence))
            .Select(record => string.Create(CultureInfo.InvariantCulture, $"record {record.Sequence}, {record.Event} of {_station}-{record.Transaction}: refused by the backend, kept by the station, not billed"))
            .ToList();
    }

    private List<LoggedRecord> RecordsOf(string number)
    {
        return _probe.Records.Values
            .Where(record => record.Kind == LogRecordKind.Transaction && record.Transaction.ToString(CultureInfo.InvariantCulture) == number)
            .ToList();
    }

    private string IdOf(string number)
    {
        return _station + "-" + number;
    }

    private static string MessageId(LoggedRecord record)
    {
        return record.Kind == LogRecordKind.Transaction ? string.Create(CultureInfo.InvariantCulture, $"{record.Boot}-{record.Sequence}") : string.Empty;
    }

    private static double WattHours(long? milliwattHours)
    {
        return (milliwattHours ?? 0) / 1000.0;
    }
}
