using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Data.Sqlite;
using NanoCharger.Verify;

namespace NanoCharger.Backend
{
    /// <summary>The table of events: one row for each different event, written once, never changed.</summary>
    internal sealed class EventTable
    {
        private readonly Database _database;

        internal EventTable(Database database)
        {
            _database = database;
        }

        /// <summary>Stores an event; one that is there stays.</summary>
        /// <returns>False for a repeat.</returns>
        internal bool Insert(TransactionEvent @event, DateTime came)
        {
            return _database.Execute(
                StoreText.InsertEvent,
                ("$station", @event.Station),
                ("$id", @event.TransactionId),
                ("$sequence", @event.Sequence),
                ("$type", @event.Type),
                ("$utc", Database.ToText(@event.Utc)),
                ("$clock", @event.ClockStatus.ToString()),
                ("$came", Database.ToText(came)),
                ("$reason", @event.StoppedReason),
                ("$begin", @event.BeginRegister),
                ("$end", @event.EndRegister),
                ("$token", @event.Token),
                ("$body", @event.Body),
                ("$pagination", @event.Said?.Pagination),
                ("$document", @event.DocumentText),
                ("$key", @event.Key?.Hex)) == 1;
        }

        /// <summary>What is stored under an event's number; null where nothing is.</summary>
        internal TransactionEvent? Find(TransactionEvent key)
        {
            return _database.Rows(
                """
                SELECT type, utc, stopped_reason, begin_mwh, end_mwh, body, document FROM event
                WHERE station = $station AND transaction_id = $id AND sequence = $sequence
                """,
                row => key with
                {
                    Type = row.GetString(0),
                    Utc = Database.Time(row, 1)!.Value,
                    StoppedReason = Database.Text(row, 2),
                    BeginRegister = Database.Number(row, 3),
                    EndRegister = Database.Number(row, 4),
                    Body = row.GetString(5),
                    DocumentText = Database.Text(row, 6),
                },
                ("$station", key.Station),
                ("$id", key.TransactionId),
                ("$sequence", key.Sequence)).FirstOrDefault();
        }

        /// <summary>All events of a transaction, by their numbers.</summary>
        internal IReadOnlyList<StoredEvent> Of(string station, string id)
        {
            return _database.Rows(
                """
                SELECT type, utc, clock, came_utc, stopped_reason, begin_mwh, end_mwh, token, document FROM event
                WHERE station = $station AND transaction_id = $id ORDER BY sequence
                """,
                row => new StoredEvent(
                    row.GetString(0),
                    new Instant(Database.Time(row, 1)!.Value, row.GetString(2)[0], false),
                    Database.Time(row, 3)!.Value,
                    Database.Text(row, 4),
                    Database.Number(row, 5),
                    Database.Number(row, 6),
                    Database.Text(row, 7),
                    Database.Text(row, 8) is { } document ? OcmfVerifier.Read(document) : null),
                ("$station", station),
                ("$id", id));
        }

        /// <summary>The event that has this document number; null where none has.</summary>
        internal (string Transaction, long Sequence)? UserOf(string station, long pagination)
        {
            return _database.Rows<(string, long)?>(
                "SELECT transaction_id, sequence FROM event WHERE station = $station AND pagination = $number",
                row => (row.GetString(0), row.GetInt64(1)),
                ("$station", station),
                ("$number", pagination)).FirstOrDefault();
        }

        /// <summary>The documents with the next lower and the next higher number; null where there is none.</summary>
        internal (SignedDocument? Before, SignedDocument? After) Neighbours(string station, long pagination)
        {
            return (Document("< $number ORDER BY pagination DESC"), Document("> $number ORDER BY pagination"));

            SignedDocument? Document(string which)
            {
                object? text = _database.Scalar(
                    $"SELECT document FROM event WHERE station = $station AND pagination {which} LIMIT 1", ("$station", station), ("$number", pagination));
                return text is string document ? OcmfVerifier.Read(document) : null;
            }
        }

        /// <summary>The document with a number, exactly, and the key that it was verified by; null where there is none.</summary>
        internal (string Document, StationKey Key)? Document(string station, long pagination)
        {
            return _database.Rows<(string, StationKey)?>(
                "SELECT document, public_key FROM event WHERE station = $station AND pagination = $number",
                row => (row.GetString(0), StationKey.Read(row.GetString(1), out _)!),
                ("$station", station),
                ("$number", pagination)).FirstOrDefault();
        }

        /// <summary>All verified documents of a station, exactly as they came, by their numbers.</summary>
        internal IReadOnlyList<string> Documents(string station)
        {
            return _database.Rows(
                "SELECT document FROM event WHERE station = $station AND document IS NOT NULL ORDER BY pagination", row => row.GetString(0), ("$station", station));
        }

        /// <summary>Sequence numbers of the events that a transaction has, ascending.</summary>
        internal IReadOnlyList<long> Sequence(string station, string id)
        {
            return _database.Rows(
                "SELECT sequence FROM event WHERE station = $station AND transaction_id = $id ORDER BY sequence",
                row => row.GetInt64(0),
                ("$station", station),
                ("$id", id));
        }
    }
}
