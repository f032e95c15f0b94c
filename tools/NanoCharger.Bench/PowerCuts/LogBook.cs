using System;
using System.Collections.Generic;
using System.Globalization;
using NanoCharger.Records.SessionLog;
using NanoCharger.Hal;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>The session log as the trials use it: its three lists of records, each with sequence numbers of its own.</summary>
internal sealed class LogBook
{
    /// <summary>Number of <see cref="Shelf"/>s.</summary>
    internal const int Shelves = 3;

    private static readonly string[] Prefixes = [RecordLog.SegmentPrefix, "audit.", "event."];

    private static readonly LogRecord Blank = new();

    private readonly LogRecord _record = new();

    /// <summary>A log over this flash; nothing is read yet.</summary>
    internal LogBook(IStorage storage)
    {
        Log = new RecordLog(storage);
    }

    /// <summary>The log.</summary>
    internal RecordLog Log { get; }

    /// <summary>True where the flash has lost a time base: what it gave a date then has none any more.</summary>
    internal bool MayLackDates { get; init; }

    /// <summary>The record that has a byte of a file.</summary>
    /// <returns>Null when the file is none of the log's lists.</returns>
    internal static (Shelf Shelf, long Sequence)? Locate(string file, int offset)
    {
        for (int shelf = 0; shelf < Shelves; shelf++)
        {
            if (file.StartsWith(Prefixes[shelf], StringComparison.Ordinal) && long.TryParse(file.AsSpan(Prefixes[shelf].Length), NumberStyles.None, CultureInfo.InvariantCulture, out long first))
            {
                return ((Shelf)shelf, first + (offset / ((Shelf)shelf == Shelf.Bills ? LogRecord.Bytes : LogRecord.EventBytes)));
            }
        }

        return null;
    }

    /// <summary>Newest sequence number of a list.</summary>
    internal long Last(Shelf shelf)
    {
        return shelf == Shelf.Bills ? Log.LastSequence : RingOf(shelf).LastSequence;
    }

    /// <summary>Reads every record of a list, and compares each with what was written.</summary>
    /// <param name="shelf">Which list.</param>
    /// <param name="known">All that were ever written, in order.</param>
    /// <param name="into">Takes those of them that are there.</param>
    /// <returns>Null, or what is wrong: a record that was never written, one that says something else, one out of order.</returns>
    internal string? Read(Shelf shelf, IReadOnlyList<LogRecord> known, List<LogRecord> into)
    {
        int next = 0;
        for (long at = 0; TryReadNext(shelf, at); at = _record.Sequence)
        {
            if (_record.Sequence <= at)
            {
                return $"{shelf}: record {_record.Sequence} is read behind record {at}";
            }

            while (next < known.Count && known[next].Sequence < _record.Sequence)
            {
                next++;
            }

            if (next == known.Count || known[next].Sequence != _record.Sequence)
            {
                return $"{shelf}: record {_record.Sequence} was never written: {RecordForm.Tell(_record)}";
            }

            if (!RecordForm.Same(_record, known[next]) && !(MayLackDates && RecordForm.SameButDates(_record, known[next])))
            {
                return $"{shelf}: record {_record.Sequence} says something else: {RecordForm.Difference(_record, known[next])}";
            }

            into.Add(known[next]);
        }

        return null;
    }

    /// <summary>The records of a list: those that are known, and what is new. Where the newest one dates those before it, as they are dated now.</summary>
    /// <param name="shelf">Which list.</param>
    /// <param name="known">All so far.</param>
    /// <param name="last">Sequence number of the last of them.</param>
    internal IReadOnlyList<LogRecord> ReadBehind(Shelf shelf, IReadOnlyList<LogRecord> known, long last)
    {
        var records = new List<LogRecord>(known);
        bool dates = false;
        for (long at = last; TryReadNext(shelf, at); at = _record.Sequence)
        {
            records.Add(Copy(_record));
            dates |= _record.Kind == LogRecordKind.TimeBase;
        }

        for (int i = 0; dates && i < known.Count; i++)
        {
            records[i] = TryReadNext(shelf, known[i].Sequence - 1) && _record.Sequence == known[i].Sequence ? Copy(_record) : known[i];
        }

        return records;
    }

    /// <summary>The open transaction as the log would end it; null for none.</summary>
    internal LogRecord? Open()
    {
        return Log.OpenTransaction == null ? null : Copy(Log.OpenTransaction);
    }

    private static LogRecord Copy(LogRecord record)
    {
        var copy = new LogRecord();
        copy.CopyFrom(record);
        return copy;
    }

    private bool TryReadNext(Shelf shelf, long after)
    {
        // A short record says nothing of what only a transaction's has, and would leave that as the last one had it.
        _record.CopyFrom(Blank);
        return shelf == Shelf.Bills ? Log.TryReadNext(after, _record) : RingOf(shelf).TryReadNext(after, _record);
    }

    private EventRing RingOf(Shelf shelf)
    {
        return shelf == Shelf.Audit ? Log.Events.Audit : Log.Events.Happened;
    }
}
