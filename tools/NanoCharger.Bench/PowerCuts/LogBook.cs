using System.Collections.Generic;
using NanoCharger.Core.SessionLog;
using NanoCharger.Hal;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>The session log as the trials use it: the one class here that knows the log's own calls.</summary>
internal sealed class LogBook
{
    private readonly LogRecord _record = new();

    /// <summary>A log over this flash; nothing is read yet.</summary>
    internal LogBook(IStorage storage)
    {
        Log = new RecordLog(storage);
    }

    /// <summary>The log.</summary>
    internal RecordLog Log { get; }

    /// <summary>What the log says it has lost; null while it has lost nothing that carries a count.</summary>
    internal string? Lost => null;

    /// <summary>Writes second copies that are due. As in the background of each turn.</summary>
    internal void Step(bool closed, long nowMicros)
    {
    }

    /// <summary>Reads every record there is, and compares each with what was written.</summary>
    /// <param name="known">All that were ever written, in order.</param>
    /// <param name="into">Takes those of them that are there.</param>
    /// <returns>Null, or what is wrong: a record that was never written, one that says something else, one out of order.</returns>
    internal string? Read(IReadOnlyList<LogRecord> known, List<LogRecord> into)
    {
        int next = 0;
        for (long at = 0; Log.TryReadNext(at, _record); at = _record.Sequence)
        {
            if (_record.Sequence <= at)
            {
                return $"record {_record.Sequence} is read behind record {at}";
            }

            while (next < known.Count && known[next].Sequence < _record.Sequence)
            {
                next++;
            }

            if (next == known.Count || known[next].Sequence != _record.Sequence)
            {
                return $"record {_record.Sequence} was never written: {RecordForm.Tell(_record)}";
            }

            if (!RecordForm.Same(_record, known[next]))
            {
                return $"record {_record.Sequence} says something else: {RecordForm.Difference(_record, known[next])}";
            }

            into.Add(known[next]);
        }

        return null;
    }

    /// <summary>Reads the records behind one sequence number.</summary>
    internal void ReadBehind(long sequence, List<LogRecord> into)
    {
        while (Log.TryReadNext(sequence, _record))
        {
            var copy = new LogRecord();
            copy.CopyFrom(_record);
            into.Add(copy);
            sequence = copy.Sequence;
        }
    }

    /// <summary>The open transaction as the log would end it; null for none.</summary>
    internal LogRecord? Open()
    {
        if (Log.OpenTransaction == null)
        {
            return null;
        }

        var copy = new LogRecord();
        copy.CopyFrom(Log.OpenTransaction);
        return copy;
    }
}
