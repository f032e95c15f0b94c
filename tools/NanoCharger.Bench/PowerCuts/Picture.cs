using System;
using System.Collections.Generic;
using NanoCharger.Core.Charging;
using NanoCharger.Records.SessionLog;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>All that a unit remembers at one instant.</summary>
internal sealed class Picture
{
    /// <summary>Number of pieces.</summary>
    internal static readonly int PieceCount = Enum.GetValues<Piece>().Length;

    /// <summary>Each <see cref="Piece"/> in words and digits.</summary>
    internal string[] Pieces { get; } = new string[PieceCount];

    /// <summary>What the start said is lost; empty while nothing is.</summary>
    internal List<string> Lost { get; } = [];

    /// <summary>A record that nobody wrote, or that says something else; null for none.</summary>
    internal string? Wrong { get; set; }

    /// <summary>The log's records by <see cref="Shelf"/>, in order: of a recovery those that are there, else all that were ever written.</summary>
    internal IReadOnlyList<LogRecord>[] Shelves { get; } = [[], [], []];

    /// <summary>Newest sequence number by <see cref="Shelf"/>.</summary>
    internal long[] Last { get; } = new long[LogBook.Shelves];

    /// <summary>The records of transactions.</summary>
    internal IReadOnlyList<LogRecord> Records => Shelves[(int)Shelf.Bills];

    /// <summary>Records set aside, with the reason, by their sequence numbers.</summary>
    internal SortedDictionary<long, string> Aside { get; } = [];

    /// <summary>Last record that the backend has answered for.</summary>
    internal long Released { get; set; }

    /// <summary>Newest record of a transaction.</summary>
    internal long LastSequence => Last[(int)Shelf.Bills];

    /// <summary>Number of this boot.</summary>
    internal long Boot { get; set; }

    /// <summary>The energy register.</summary>
    internal long RegisterMilliwattHours { get; set; }

    /// <summary>Number of the newest document.</summary>
    internal long Pagination { get; set; }

    /// <summary>Records owed, as the log counts them.</summary>
    internal int Owed { get; set; }

    /// <summary>Records and tails that the recovery stepped over.</summary>
    internal int Damaged { get; set; }

    /// <summary>The open transaction as it would be ended; null for none.</summary>
    internal LogRecord? Open { get; set; }

    /// <summary>Who has asked for the transaction's end.</summary>
    internal GrantSource StopBy { get; set; }

    /// <summary>Whether the grant of whoever is plugged in is used up.</summary>
    internal bool Used { get; set; }

    /// <summary>Whether the outlet goes out of service without waiting for the transaction.</summary>
    internal bool AtOnce { get; set; }

    /// <summary>Number of the newest change of the calibration that the log knows.</summary>
    internal long CalibrationChange { get; set; }

    /// <summary>Number of the newest key that the log knows.</summary>
    internal long KeyChange { get; set; }

    /// <summary>One piece.</summary>
    internal string this[Piece piece]
    {
        get => Pieces[(int)piece];
        set => Pieces[(int)piece] = value;
    }

    /// <summary>Takes what the log counts.</summary>
    internal void TakeCounts(LogBook book)
    {
        RecordLog log = book.Log;
        Released = log.Released;
        for (int shelf = 0; shelf < LogBook.Shelves; shelf++)
        {
            Last[shelf] = book.Last((Shelf)shelf);
        }

        Boot = log.BootNumber;
        RegisterMilliwattHours = log.RegisterMilliwattHours;
        Pagination = log.Pagination;
        Owed = log.Owed;
        Damaged = log.Damaged;
        Open = book.Open();
        CalibrationChange = log.Events.CalibrationChange;
        KeyChange = log.Events.KeyChange;
    }
}
