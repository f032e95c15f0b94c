using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NanoCharger.App;
using NanoCharger.Bay;
using NanoCharger.Bench.Signing;
using NanoCharger.Core.Charging;
using NanoCharger.Core.Metering;
using NanoCharger.Core.Pilot;
using NanoCharger.Core.Protection;
using NanoCharger.Records.SessionLog;
using NanoCharger.Core.Settings;

namespace NanoCharger.Bench;

/// <summary>Looks into the running firmware for trace and invariants: its status after each turn, and its log records as they become durable in the flash.</summary>
public sealed class FirmwareProbe : IFirmwareProbe
{
    private const int MeterStepMilliamps = 500;

    private static readonly string[] EventPrefixes = [EventLog.AuditPrefix, EventLog.HappenedPrefix];

    private readonly StoredSettings _settings;
    private readonly SortedDictionary<long, LogRecord> _records = new();
    private readonly Dictionary<long, long> _checkpoints = [];
    private readonly LogRecord _scratch = new();
    private Charger? _charger;
    private ITrace? _trace;
    private VehicleState? _tracedState;
    private int _tracedMilliamps;
    private int _tracedFault;
    private long _factsTransaction;
    private (long Transaction, int SeqNo) _eventsSeen;
    private volatile MeteredTransaction? _metered;

    /// <summary>Looks into a firmware that starts with these settings, and follows what it stores of them.</summary>
    public FirmwareProbe(SettingsStore settings)
    {
        _settings = new StoredSettings(settings);
        Facts = new FirmwareFacts(_settings.LimitMilliamps, true, 0, string.Empty, "off");
    }

    /// <inheritdoc/>
    public FirmwareFacts Facts { get; private set; }

    /// <inheritdoc/>
    public long SigningSteps { get; private set; }

    /// <summary>How long the turns of the control loop took while a car was charging.</summary>
    public TurnTimes Turns { get; } = new();

    /// <summary>Every event of the charger itself that became durable, in their order.</summary>
    public List<LogRecord> Events { get; } = [];

    /// <summary>Every record of the transactions' log that became durable, by sequence number.</summary>
    public IReadOnlyDictionary<long, LogRecord> Records => _records;

    /// <summary>The register of each transaction's last checkpoint, by the transaction's number.</summary>
    public IReadOnlyDictionary<long, long> Checkpoints => _checkpoints;

    /// <summary>The public keys that the firmware stored.</summary>
    public KeyRing Keys { get; } = new();

    /// <summary>Log records that took a sequence number that another record had before.</summary>
    public List<long> Reused { get; } = [];

    /// <summary>What the station has metered of the newest transaction; null where that is another one. From any thread.</summary>
    public long? MeteredMilliwattHours(string transaction)
    {
        return _metered is { } newest && newest.Id == transaction ? (newest.End ?? Facts.RegisterMilliwattHours) - newest.Begin : null;
    }

    /// <summary>The firmware was built and is about to run.</summary>
    public void Attach(Charger charger)
    {
        _charger = charger;
    }

    /// <inheritdoc/>
    public void Booted(ITrace trace)
    {
        _charger = null;
        _trace = trace;
        _tracedState = null;
        _tracedMilliamps = 0;
        _tracedFault = 0;
        SigningSteps = 0;
        Turns.Booted();
        Facts = Facts with { Transaction = string.Empty, State = "starting" };
    }

    /// <inheritdoc/>
    public void Turn(ITrace trace, long nowNanos)
    {
        if (_charger == null)
        {
            return;
        }

        ChargerStatus status = _charger.Status;
        SigningSteps = status.SigningSteps;
        Turns.Ended(nowNanos, status.TransactionNumber > 0, SigningSteps);
        if (status.VehicleState != _tracedState)
        {
            _tracedState = status.VehicleState;
            trace.Write("pilot", ("state", TraceWords.Of(status.VehicleState)), ("highMv", status.HighMillivolts), ("lowMv", status.LowMillivolts));
            Facts = FactsOf(status);
        }

        if (status.FaultCode != _tracedFault)
        {
            TraceFault(trace, status.FaultCode);
        }

        if (Math.Abs(status.Amps.Max() - _tracedMilliamps) >= MeterStepMilliamps)
        {
            Every10s(trace, nowNanos);
        }

        if (Changed(status))
        {
            Facts = FactsOf(status);
        }
    }

    /// <inheritdoc/>
    public void Every10s(ITrace trace, long nowNanos)
    {
        if (_charger == null)
        {
            return;
        }

        ChargerStatus status = _charger.Status;
        _tracedMilliamps = status.Amps.Max();
        trace.Write(
            "meter",
            ("volts", PerPhase(status.Volts)),
            ("amps", PerPhase(status.Amps)),
            ("watts", status.Watts),
            ("registerWh", status.RegisterMilliwattHours / 1000.0));
    }

    /// <inheritdoc/>
    public void Committed(string name, byte[] content, int appendedFrom)
    {
        Turns.Wrote();
        Keys.Committed(name, content);
        _settings.Committed(name, content);
        if (name.StartsWith(RecordLog.SegmentPrefix, StringComparison.Ordinal))
        {
            TakeRecords(content, appendedFrom);
        }
        else if (name is Tally.SlotA or Tally.SlotB)
        {
            TakeCheckpoint(content);
        }
        else if (EventPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) && LogRecord.TryDecodeEvent(content, appendedFrom, content.Length - appendedFrom, _scratch))
        {
            var record = new LogRecord();
            record.CopyFrom(_scratch);
            Events.Add(record);
            _trace?.Write("log", ("sequence", record.Sequence), ("kind", TraceWords.Of(record)));
        }
    }

    /// <inheritdoc/>
    public string? Setting(string name)
    {
        return _settings.Value(name);
    }

    private void TakeRecords(byte[] content, int appendedFrom)
    {
        for (int offset = appendedFrom; LogRecord.TryDecode(content, offset, content.Length - offset, _scratch); offset += LogRecord.Bytes)
        {
            var record = new LogRecord();
            record.CopyFrom(_scratch);
            if (!_records.TryAdd(record.Sequence, record))
            {
                Reused.Add(record.Sequence);
            }

            _trace?.Write("log", ("sequence", record.Sequence), ("kind", TraceWords.Of(record)));
            if (record.Kind == LogRecordKind.Transaction)
            {
                TraceTransaction(record);
                _eventsSeen = (record.Transaction, record.SeqNo);
            }
        }
    }

    // A slot is written for other reasons too: an event is told once.
    private void TakeCheckpoint(byte[] content)
    {
        if (!Tally.TryReadCheckpoint(content, _scratch))
        {
            return;
        }

        _checkpoints[_scratch.Transaction] = _scratch.RegisterMilliwattHours;
        if (_scratch.Transaction == _eventsSeen.Transaction && _scratch.SeqNo > _eventsSeen.SeqNo)
        {
            _eventsSeen = (_scratch.Transaction, _scratch.SeqNo);
            TraceTransaction(_scratch);
        }
    }

    private void TraceTransaction(LogRecord record)
    {
        string id = record.Transaction.ToString(CultureInfo.InvariantCulture);
        switch (record.Event)
        {
            case TransactionEventKind.Started:
                _metered = new MeteredTransaction(id, record.RegisterMilliwattHours, null);
                _trace?.TransactionBegun(id, record.Token ?? string.Empty, record.Trigger.ToString());
                break;
            case TransactionEventKind.Ended:
                _metered = _metered is { } open && open.Id == id ? open with { End = record.RegisterMilliwattHours } : _metered;
                _trace?.TransactionEnded(id, record.Reason.ToString());
                break;
            default:
                _trace?.Write("transaction", ("id", id), ("phase", TraceWords.Of(record.Event)), ("reason", record.Trigger.ToString()));
                break;
        }
    }

    private void TraceFault(ITrace trace, int code)
    {
        if (_tracedFault != 0)
        {
            trace.Write("fault", ("code", _tracedFault), ("set", false));
        }

        if (code != 0)
        {
            trace.Write("fault", ("code", code), ("set", true));
        }

        _tracedFault = code;
    }

    /// <summary>Whether the facts are worth making anew: not in most turns.</summary>
    private bool Changed(ChargerStatus status)
    {
        bool changed = status.RegisterMilliwattHours != Facts.RegisterMilliwattHours || status.TransactionNumber != _factsTransaction
            || (status.Authorised || status.CalibrationRun) != Facts.Authorised || status.CalibrationRun != Facts.CalibrationRun || Limit(status) != Facts.LimitMilliamps;
        _factsTransaction = status.TransactionNumber;
        return changed;
    }

    /// <summary>Least of the settings' limit and of the firmware's own, in milliamperes.</summary>
    private int Limit(ChargerStatus status)
    {
        return Math.Min(_settings.LimitMilliamps, status.LimitMilliamps);
    }

    private FirmwareFacts FactsOf(ChargerStatus status)
    {
        return new FirmwareFacts(
            Limit(status),
            status.Authorised || status.CalibrationRun,
            status.RegisterMilliwattHours,
            status.TransactionNumber.ToString(CultureInfo.InvariantCulture),
            status.FaultCode != 0 ? status.FaultName : TraceWords.Of(status.VehicleState),
            status.CalibrationRun);
    }

    /// <summary>Thousandths as one number, or as an array with three phases.</summary>
    private static object PerPhase(int[] thousandths)
    {
        return thousandths.Length == 1 ? thousandths[0] / 1000.0 : thousandths.Select(value => value / 1000.0).ToArray();
    }

    private sealed record MeteredTransaction(string Id, long Begin, long? End);
}
