using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NanoCharger.Backend;
using NanoCharger.Bay;
using NanoCharger.Bench.Signing;
using NanoCharger.Core.Charging;
using NanoCharger.Records.SessionLog;
using LoggedRecord = NanoCharger.Records.SessionLog.LogRecord;
using BackendTransaction = NanoCharger.Backend.BilledTransaction;
using BilledTransaction = NanoCharger.Bay.BilledTransaction;

namespace NanoCharger.Bench;

/// <summary>Looks at a run when it is over: the flash, what became durable in it, what the backend has.</summary>
public sealed class BenchAudit
{
    private readonly FirmwareProbe _probe;
    private readonly BenchBackends _backends;
    private readonly DocumentBook _documents;
    private readonly IReadOnlyList<BackendTransaction> _billed;
    private readonly long _released;
    private readonly HashSet<long> _aside;

    /// <param name="flash">As the unit left it.</param>
    /// <param name="probe">What became durable in it.</param>
    /// <param name="backends">What was billed.</param>
    /// <param name="documents">What was signed.</param>
    public BenchAudit(FlashStorage flash, FirmwareProbe probe, BenchBackends backends, DocumentBook documents)
    {
        _probe = probe;
        _backends = backends;
        _documents = documents;
        _billed = backends.Transactions;
        var log = new RecordLog(flash);
        log.Recover();
        _released = log.Released;
        _aside = Aside(flash);
    }

    /// <summary>Records that the backend refused for good, each with its transaction.</summary>
    public IReadOnlyList<string> SetAside
    {
        get
        {
            return _probe.Records.Values
                .Where(record => _aside.Contains(record.Sequence))
                .Select(record => Named(record) + ": refused by the backend, kept by the station, not billed")
                .ToList();
        }
    }

    /// <summary>Records that bill something and had no answer when the run ended, each with its transaction.</summary>
    public IReadOnlyList<string> Owed
    {
        get
        {
            return _probe.Records.Values
                .Where(record => record.Kind == LogRecordKind.Transaction && record.Sequence > _released && !_aside.Contains(record.Sequence))
                .Select(Named)
                .ToList();
        }
    }

    /// <summary>The backend's receipt of each ended transaction, by the transaction's id.</summary>
    public IReadOnlyDictionary<string, Receipt> Receipts
    {
        get { return _billed.Where(transaction => transaction.Ended).ToDictionary(transaction => transaction.Id, _backends.Receipt); }
    }

    /// <summary>The transactions in the order of their begin.</summary>
    public List<SummarisedTransaction> Transactions(BayResult result)
    {
        return result.Transactions
            .Select(real => SummarisedTransaction.From(IdOf(real.Id), RecordsOf(real.Id), LoggedWattHours(RecordsOf(real.Id)), real.EnergyWh, BilledAs(real.Id), _documents.ReceiptOf(IdOf(real.Id))))
            .ToList();
    }

    /// <summary>Holds what was billed, and what the flash still owes, against what the bay's mains delivered (invariants 4 and 5).</summary>
    public void Judge(ChargingBay bay, BayResult result)
    {
        foreach (long sequence in _probe.Reused)
        {
            result.Violations.Add(new Violation(result.VirtualSeconds, 5, $"log sequence {sequence} was used twice"));
        }

        foreach (string wrong in _documents.Problems(_probe.Records.Values))
        {
            result.Violations.Add(new Violation(result.VirtualSeconds, 4, wrong));
        }

        bay.CheckBilling(
            result.Transactions.Select(real => BillOf(real.Id, BilledAs(real.Id)))
                .Concat(_billed.Where(bill => result.Transactions.All(real => bill.Id != IdOf(real.Id))).Select(bill => new BilledTransaction(bill.Id, WattHours(bill.EnergyMilliwattHours), [])))
                .ToList(),
            _probe.Records.Values.Select(record => new CommittedRecord(record.Sequence, MessageId(record), record.RegisterMilliwattHours, record.Sequence > _released || _aside.Contains(record.Sequence))).ToList());
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
            _backends.EventSequence(StationOf(records[0]), IdOf(number)).Where(ids.ContainsKey).Select(sequence => ids[sequence]).ToList(),
            _documents.BillableSeconds(IdOf(number)) ?? bill?.BilledDuration.TotalSeconds ?? 0,
            _documents.IdleSeconds(IdOf(number)));
    }

    /// <summary>What the flash has of a transaction: to its last record, or to the checkpoint behind that while it is open.</summary>
    private double LoggedWattHours(List<LoggedRecord> records)
    {
        long checkpoint = _probe.Checkpoints.GetValueOrDefault(records[0].Transaction);
        long last = records[^1].Event == TransactionEventKind.Ended ? records[^1].RegisterMilliwattHours : Math.Max(records[^1].RegisterMilliwattHours, checkpoint);
        return (last - records[0].RegisterMilliwattHours) / 1000.0;
    }

    /// <summary>Sequence numbers of the records that the firmware has set aside because the backend refused them for good: kept, and not billed.</summary>
    private static HashSet<long> Aside(FlashStorage flash)
    {
        var aside = new AsideFile(flash);
        aside.Load();
        var record = new LoggedRecord();
        HashSet<long> sequences = [];
        while (aside.TryReadNext(record.Sequence, record, null))
        {
            sequences.Add(record.Sequence);
        }

        return sequences;
    }

    private BackendTransaction? BilledAs(string number)
    {
        string id = IdOf(number);
        return _billed.SingleOrDefault(bill => bill.Id == id);
    }

    private List<LoggedRecord> RecordsOf(string number)
    {
        return _probe.Records.Values
            .Where(record => record.Kind == LogRecordKind.Transaction && record.Transaction.ToString(CultureInfo.InvariantCulture) == number)
            .ToList();
    }

    private string IdOf(string number)
    {
        return StationOf(RecordsOf(number)[0]) + "-" + number;
    }

    private string StationOf(LoggedRecord record)
    {
        return record.Station ?? _probe.Setting("station.id")!;
    }

    private string Named(LoggedRecord record)
    {
        return string.Create(CultureInfo.InvariantCulture, $"record {record.Sequence}, {record.Event} of {StationOf(record)}-{record.Transaction}");
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
