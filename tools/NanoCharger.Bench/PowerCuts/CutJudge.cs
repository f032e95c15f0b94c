using System.Collections.Generic;
using System.Linq;
using NanoCharger.Core.Charging;
using NanoCharger.Records.SessionLog;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>Says what a recovery has got wrong. Each method returns null, or the first thing that does not hold.</summary>
internal static class CutJudge
{
    /// <summary>Most bytes that a start may read: the log once, both slots of settings, state, calibration, key, tokens and counters, and what is set aside.</summary>
    internal const long MostBytesRead = RecordLog.MostBytesRead + (32 * 1024);

    /// <summary>Events of metering and security that are always there.</summary>
    internal const int AlwaysAudit = 100;

    /// <summary>Starts and faults that are always there.</summary>
    internal const int AlwaysHappened = 40;

    /// <summary>Judges what a recovery has found.</summary>
    /// <param name="found">What it found.</param>
    /// <param name="before">What was acknowledged before the operation under way.</param>
    /// <param name="after">What would have been acknowledged behind it.</param>
    internal static string? Found(Picture found, Picture before, Picture after)
    {
        return Lost(found, before)
            ?? found.Wrong
            ?? Pieces(found, before, after)
            ?? Aside(found, before, after)
            ?? Owed(found, before, after)
            ?? Counts(found, before, after)
            ?? Rings(found, before, after)
            ?? Open(found, before, after);
    }

    /// <summary>Judges what the start has made of what it found: the transaction that was cut has ended, once, and for the right reason.</summary>
    /// <param name="found">What it found.</param>
    /// <param name="now">What the unit remembers behind its start.</param>
    /// <param name="granted">Whether somebody may charge.</param>
    internal static string? Started(Picture found, Picture now, bool granted)
    {
        var ends = new List<LogRecord>();
        long sequence = found.LastSequence;
        long pagination = found.Pagination;
        foreach (LogRecord record in now.Records.Skip(found.Records.Count))
        {
            if (record.Sequence != ++sequence)
            {
                return $"record {record.Sequence} follows record {sequence - 1}";
            }

            pagination += record.Document == DocumentForm.None ? 0 : 1;
            if (record.Pagination != pagination)
            {
                return $"record {record.Sequence} has document number {record.Pagination}, not {pagination}";
            }

            if (record.Kind == LogRecordKind.Transaction)
            {
                ends.Add(record);
            }
        }

        return now.Boot != found.Boot + 1 ? $"boot {now.Boot} follows boot {found.Boot}"
            : now.RegisterMilliwattHours != found.RegisterMilliwattHours ? $"the start made the register {now.RegisterMilliwattHours} from {found.RegisterMilliwattHours}"
            : ends.Count != (found.Open == null ? 0 : 1) ? $"the start wrote {ends.Count} records of transactions; open was {RecordForm.Tell(found.Open)}"
            : found.Open == null ? null : Ended(found, ends[0], granted);
    }

    private static string? Ended(Picture found, LogRecord end, bool granted)
    {
        LogRecord open = found.Open!;
        StoppedReason reason = found.StopBy == GrantSource.Backend ? StoppedReason.Remote
            : found.StopBy != GrantSource.None || found.AtOnce ? StoppedReason.Local
            : found.Used ? StoppedReason.DeAuthorized
            : StoppedReason.PowerLoss;
        return end.Event != TransactionEventKind.Ended || end.Transaction != open.Transaction ? $"transaction {open.Transaction} was open, and the start wrote {RecordForm.Tell(end)}"
            : end.SeqNo != open.SeqNo + 1 ? $"seqNo {end.SeqNo} follows {open.SeqNo}"
            : end.RegisterMilliwattHours != open.RegisterMilliwattHours ? $"ended at register {end.RegisterMilliwattHours}, last known {open.RegisterMilliwattHours}"
            : end.Reason != reason ? $"ended for {end.Reason}, not {reason}"
            : granted && reason != StoppedReason.PowerLoss ? $"ended for {reason}, and the grant goes on"
            : null;
    }

    // The very first save of a list that is torn is told as a loss too, but nothing was there to be lost.
    private static string? Lost(Picture found, Picture before)
    {
        foreach (string what in found.Lost)
        {
            bool never = (what == "tokens" && before[Piece.Tokens].Length == 0) || (what == "faults" && before[Piece.Faults].Length == 0);
            if (!never)
            {
                return "lost: " + what;
            }
        }

        return null;
    }

    private static string? Pieces(Picture found, Picture before, Picture after)
    {
        for (int i = 0; i < Picture.PieceCount; i++)
        {
            if (found.Pieces[i] != after.Pieces[i] && found.Pieces[i] != before.Pieces[i])
            {
                return $"{(Piece)i}: found '{Only(found, before, after, i)}', before '{Only(before, found, after, i)}', after '{Only(after, found, before, i)}'";
            }
        }

        return null;
    }

    // The words that do not stand in both others.
    private static string Only(Picture picture, Picture one, Picture other, int piece)
    {
        string[] ones = one.Pieces[piece].Split(' ');
        string[] others = other.Pieces[piece].Split(' ');
        return string.Join(' ', picture.Pieces[piece].Split(' ').Where(word => !ones.Contains(word) || !others.Contains(word)));
    }

    private static string? Aside(Picture found, Picture before, Picture after)
    {
        foreach ((long sequence, string entry) in found.Aside)
        {
            if (before.Aside.GetValueOrDefault(sequence) != entry && after.Aside.GetValueOrDefault(sequence) != entry)
            {
                return $"record {sequence} is set aside as '{entry}'";
            }
        }

        foreach (long sequence in before.Aside.Keys)
        {
            if (after.Aside.ContainsKey(sequence) && !found.Aside.ContainsKey(sequence))
            {
                return $"record {sequence} was set aside and is gone";
            }
        }

        return null;
    }

    // What is owed may be owed twice, and never not at all.
    private static string? Owed(Picture found, Picture before, Picture after)
    {
        int there = 0;
        int owed = 0;
        foreach (LogRecord record in found.Records)
        {
            owed += record.Kind == LogRecordKind.Transaction && record.Sequence > found.Released ? 1 : 0;
        }

        for (int i = FirstBehind(before.Records, before.Released); i < before.Records.Count; i++)
        {
            LogRecord record = before.Records[i];
            if (record.Kind != LogRecordKind.Transaction)
            {
                continue;
            }

            while (there < found.Records.Count && found.Records[there].Sequence < record.Sequence)
            {
                there++;
            }

            bool kept = there < found.Records.Count && found.Records[there].Sequence == record.Sequence && record.Sequence > found.Released;
            bool answered = record.Sequence <= after.Released && !after.Aside.ContainsKey(record.Sequence);
            if (!kept && !answered && !found.Aside.ContainsKey(record.Sequence))
            {
                return $"record {record.Sequence} was acknowledged, is owed, and is gone (found released {found.Released}): {RecordForm.Tell(record)}";
            }
        }

        return found.Owed != owed ? $"{owed} records are owed, counted are {found.Owed}" : null;
    }

    private static string? Counts(Picture found, Picture before, Picture after)
    {
        return Outside("document number", found.Pagination, before.Pagination, after.Pagination)
            ?? Outside("register", found.RegisterMilliwattHours, before.RegisterMilliwattHours, after.RegisterMilliwattHours)
            ?? Outside("boot", found.Boot, before.Boot, after.Boot)
            ?? Change("calibration", found, LogRecordKind.Calibration, found.CalibrationChange)
            ?? Change("key", found, LogRecordKind.Security, found.KeyChange)
            ?? (found.Released > after.Released ? $"released up to {found.Released}, answered up to {after.Released}" : null);
    }

    // One whose event has made room is told anew.
    private static string? Change(string what, Picture found, LogRecordKind kind, long number)
    {
        LogRecord? newest = found.Shelves[(int)Shelf.Audit].LastOrDefault(record => record.Kind == kind && record.SeqNo > 0);
        return number == (newest?.SeqNo ?? 0) ? null : $"change of the {what} {number}, its newest event tells of {newest?.SeqNo}";
    }

    // The last hundred of metering and security are always there, of the others the last segment's.
    private static string? Rings(Picture found, Picture before, Picture after)
    {
        for (int shelf = 0; shelf < LogBook.Shelves; shelf++)
        {
            if (Outside((Shelf)shelf + ", newest", found.Last[shelf], before.Last[shelf], after.Last[shelf]) is string wrong)
            {
                return wrong;
            }

            long from = after.Last[shelf] - ((Shelf)shelf == Shelf.Audit ? AlwaysAudit : AlwaysHappened);
            if ((Shelf)shelf != Shelf.Bills && MissingFrom(found.Shelves[shelf], before.Shelves[shelf], from) is LogRecord missing)
            {
                return $"{(Shelf)shelf}: record {missing.Sequence} is gone: {RecordForm.Tell(missing)}";
            }
        }

        return null;
    }

    private static LogRecord? MissingFrom(IReadOnlyList<LogRecord> found, IReadOnlyList<LogRecord> before, long from)
    {
        int there = found.Count;
        for (int i = before.Count - 1; i >= 0 && before[i].Sequence > from; i--)
        {
            while (there > 0 && found[there - 1].Sequence > before[i].Sequence)
            {
                there--;
            }

            if (there == 0 || found[there - 1].Sequence != before[i].Sequence)
            {
                return before[i];
            }
        }

        return null;
    }

    private static string? Outside(string what, long found, long before, long after)
    {
        return found < before || found > after ? $"{what} {found}, before {before}, after {after}" : null;
    }

    // A record of its that is there must show in it, a begin of another transaction must not.
    private static string? Open(Picture found, Picture before, Picture after)
    {
        if (RecordForm.SameTransaction(found.Open, after.Open) || (RecordForm.SameTransaction(found.Open, before.Open) && found.LastSequence < after.LastSequence))
        {
            return null;
        }

        // Between two records of one step, or a checkpoint that was not made.
        LogRecord? last = found.Records.LastOrDefault(record => record.Kind == LogRecordKind.Transaction && record.Sequence > before.LastSequence);
        bool follows = last == null ? RecordForm.SameTransaction(found.Open, before.Open) : last.Event == TransactionEventKind.Ended ? found.Open == null : RecordForm.SameTransaction(found.Open, last);
        return follows ? null : $"open transaction: found {RecordForm.Tell(found.Open)}; before {RecordForm.Tell(before.Open)}; after {RecordForm.Tell(after.Open)}";
    }

    private static int FirstBehind(IReadOnlyList<LogRecord> records, long sequence)
    {
        int least = 0;
        int most = records.Count;
        while (least < most)
        {
            int middle = (least + most) / 2;
            if (records[middle].Sequence <= sequence)
            {
                least = middle + 1;
            }
            else
            {
                most = middle;
            }
        }

        return least;
    }
}
