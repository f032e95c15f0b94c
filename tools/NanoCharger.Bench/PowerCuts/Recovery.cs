using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Core.Charging;
using NanoCharger.Records.SessionLog;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>A unit that is started from what a cut has left: what it found, what it made of it, and what was wrong with that.</summary>
internal sealed class Recovery
{
    private const int CheckpointMilliwattHours = 150_000;
    private const int CheckpointSeconds = 70;
    private const string Token = "04C0FFEE";

    private readonly CutUnit _unit;

    /// <summary>Starts a unit, lets its second copies be written, and judges.</summary>
    /// <param name="image">What the flash holds.</param>
    /// <param name="before">What was acknowledged before the operation under way.</param>
    /// <param name="after">What would have been behind it.</param>
    internal Recovery(StorageImage image, Picture before, Picture after)
    {
        _unit = new CutUnit(image, (ulong)image.Count);
        try
        {
            Found = _unit.Start(before, after);
            long read = _unit.Board.Flash.BytesRead;
            _unit.Settle();
            Now = _unit.Look(Found);
            Complaint = CutJudge.Found(Found, before, after)
                ?? (read > CutJudge.MostBytesRead ? $"{read} bytes were read, not {CutJudge.MostBytesRead} at most" : null)
                ?? CutJudge.Started(Found, Now, _unit.Authorisation.Granted);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The charger halts on whatever its start throws, and the next start finds the same flash.
            Complaint = "the start failed: " + failure.GetType().Name + ", " + failure.Message + " " + failure.StackTrace;
        }
    }

    /// <summary>What is wrong; null for nothing.</summary>
    internal string? Complaint { get; private set; }

    /// <summary>What it found.</summary>
    internal Picture Found { get; } = new();

    /// <summary>What it remembers behind its start.</summary>
    internal Picture Now { get; private set; } = new();

    /// <summary>What it remembered when its start was over.</summary>
    internal Picture Started { get; private set; } = new();

    /// <summary>What its start has changed in the flash.</summary>
    internal IReadOnlyList<StorageOperation> Operations { get; private set; } = [];

    /// <summary>What its flash holds now.</summary>
    internal StorageImage Image => _unit.Board.Flash.Image;

    /// <summary>Goes on as any day: a transaction, and a limit. Numbers follow each other without a gap.</summary>
    internal void GoOn()
    {
        Operations = [.. _unit.Board.Flash.Operations];
        Started = Now;
        try
        {
            if (_unit.Book.Log.HasRoom)
            {
                _unit.Begin(Token);
                _unit.Turn();
                _unit.Charge(StationState.Charging, CheckpointMilliwattHours, CheckpointSeconds);
                _unit.Turn();
                _unit.Unplug();
                _unit.Turn();
            }

            _unit.Book.Log.Events.RecordSecurity(0, "somebody looked", _unit.Board.NowMicros, _unit.Board.UtcMillis, _unit.Board.Quality);
            _unit.Limits.Set(LimitSlot.Technician, Now.LastSequence % 2 == 0 ? 7_000 : 8_000);
            _unit.Turn();
            _unit.Settle();
            Now = _unit.Look(Now);
            Complaint ??= Follow(Started);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Complaint ??= "going on failed: " + failure.GetType().Name + ", " + failure.Message + " " + failure.StackTrace;
        }
    }

    private string? Follow(Picture start)
    {
        long sequence = start.LastSequence;
        long pagination = start.Pagination;
        long transaction = 0;
        int seqNo = 0;
        for (int i = start.Records.Count; i < Now.Records.Count; i++)
        {
            LogRecord record = Now.Records[i];
            pagination += record.Document == DocumentForm.None ? 0 : 1;
            transaction = record.Event == TransactionEventKind.Started ? record.Sequence : transaction;
            bool first = record.Event == TransactionEventKind.Started;
            if (record.Sequence != ++sequence || record.Pagination != pagination || (!first && (record.Transaction != transaction || record.SeqNo <= seqNo)))
            {
                return $"going on behind record {start.LastSequence} and document {start.Pagination}: {RecordForm.Tell(record)}";
            }

            seqNo = record.SeqNo;
        }

        for (int shelf = (int)Shelf.Audit; shelf < LogBook.Shelves; shelf++)
        {
            long last = start.Last[shelf];
            foreach (LogRecord record in Now.Shelves[shelf].Skip(start.Shelves[shelf].Count))
            {
                if (record.Sequence != ++last)
                {
                    return $"{(Shelf)shelf}: going on behind record {last - 1}: {RecordForm.Tell(record)}";
                }
            }
        }

        return Now.RegisterMilliwattHours < start.RegisterMilliwattHours ? "going on, the register falls"
            : Now.LastSequence != sequence ? $"going on, sequence {Now.LastSequence} and not {sequence}"
            : Now.Pagination != pagination ? $"going on, document number {Now.Pagination} and not {pagination}"
            : null;
    }
}
