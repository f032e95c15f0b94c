using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.Data.Sqlite;
using NanoCharger.Verify;

namespace NanoCharger.Backend
{
    /// <summary>What is known for good: every event once, and one row for each transaction, worked out anew from its events at each new one.</summary>
    /// <remarks>Because the row is a function of the set of events, neither their order nor their repetition nor a restart in between can change it.</remarks>
    internal sealed class TransactionStore : IDisposable
    {
        private readonly object _gate = new();
        private readonly Database _database;
        private readonly EventTable _events;
        private readonly BilledTable _billed;
        private readonly Market _market;
        private readonly TimeProvider _clock;

        /// <summary>Opens the database, and creates it where it is absent.</summary>
        /// <param name="path">Its file, or ":memory:".</param>
        /// <param name="market">What may be priced.</param>
        /// <param name="clock">Says when an event came.</param>
        /// <exception cref="InvalidDataException">The file is a database of another format.</exception>
        /// <exception cref="SqliteException">The file cannot be opened.</exception>
        internal TransactionStore(string path, Market market, TimeProvider clock)
        {
            _market = market;
            _clock = clock;
            _database = new Database(path);
            _events = new EventTable(_database);
            _billed = new BilledTable(_database);
        }

        /// <summary>Verifies and stores an event; when this returns it is committed. A repeat changes nothing.</summary>
        /// <param name="came">The event as it came.</param>
        /// <param name="tariff">The tariff for a transaction that is not known yet.</param>
        /// <exception cref="OcppViolation">Its signed document is refused; nothing has changed.</exception>
        /// <exception cref="SqliteException">It could not be stored; nothing has changed.</exception>
        internal StoreOutcome Record(TransactionEvent came, Tariff tariff)
        {
            lock (_gate)
            {
                // What is stored has been judged, by the key of its time: a key that was changed since does not make it doubtful.
                if (_events.Find(came)?.Body == came.Body)
                {
                    return new StoreOutcome(_billed.Find(came.Station, came.TransactionId)!, false, false, false);
                }

                using SqliteTransaction unit = _database.Begin();
                TransactionEvent @event = Verified(came);
                BilledTransaction? before = _billed.Find(@event.Station, @event.TransactionId);
                bool added = _events.Insert(@event, _clock.GetUtcNow().UtcDateTime);
                bool contradicts = !added && !_events.Find(@event)!.BillsLike(@event);
                BilledTransaction after = added ? Reckon(@event, before, tariff) : before!;
                unit.Commit();
                return new StoreOutcome(after, added, contradicts, after.Cost is not null && after.Cost != before?.Cost);
            }
        }

        /// <summary>Registers a station's key, in place of any other: by an operator who has compared it with the station's own display.</summary>
        internal void RegisterKey(string station, StationKey key)
        {
            lock (_gate)
            {
                _database.Execute("INSERT OR REPLACE INTO station_key (station, public_key) VALUES ($station, $key)", ("$station", station), ("$key", key.Hex));
            }
        }

        /// <summary>Keeps what a customer was told of the price: a receipt that carries this line is priced by this tariff.</summary>
        /// <exception cref="SqliteException">It could not be stored.</exception>
        internal void Told(string station, string token, string line, Tariff tariff)
        {
            lock (_gate)
            {
                _database.Execute(
                    "INSERT OR REPLACE INTO told (station, token, line, tariff) VALUES ($station, $token, $line, $tariff)",
                    ("$station", station),
                    ("$token", token),
                    ("$line", line),
                    ("$tariff", tariff.ToJson()));
            }
        }

        /// <summary>The key that is registered for a station; null while there is none.</summary>
        internal StationKey? KeyOf(string station)
        {
            lock (_gate)
            {
                object? found = _database.Scalar("SELECT public_key FROM station_key WHERE station = $station", ("$station", station));
                return found is string hex ? StationKey.Read(hex, out _) : null;
            }
        }

        /// <summary>All verified documents of a station, exactly as they came, by their numbers.</summary>
        internal IReadOnlyList<string> Documents(string station)
        {
            lock (_gate)
            {
                return _events.Documents(station);
            }
        }

        /// <summary>The receipt that a transaction is priced by, exactly as it came, and the key that it was verified by; null where it has none.</summary>
        internal (string Document, StationKey Key)? ReceiptOf(BilledTransaction transaction)
        {
            lock (_gate)
            {
                return transaction.Receipt is { } number ? _events.Document(transaction.Station, number) : null;
            }
        }

        /// <summary>All transactions, by station and then in the order of their start.</summary>
        internal IReadOnlyList<BilledTransaction> Transactions()
        {
            lock (_gate)
            {
                return _billed.All();
            }
        }

        /// <summary>All transactions of that id; more than one only where several stations chose the same.</summary>
        internal IReadOnlyList<BilledTransaction> Transactions(string id)
        {
            lock (_gate)
            {
                return _billed.All(id);
            }
        }

        /// <summary>Sequence numbers of the events that a transaction has, ascending.</summary>
        internal IReadOnlyList<long> EventSequence(string station, string id)
        {
            lock (_gate)
            {
                return _events.Sequence(station, id);
            }
        }

        public void Dispose()
        {
            lock (_gate)
            {
                _database.Dispose();
            }
        }

        /// <summary>Verifies an event's document; the first key that a station signs by is registered with it.</summary>
        private TransactionEvent Verified(TransactionEvent came)
        {
            StationKey? known = KeyOf(came.Station);
            TransactionEvent verified = DocumentJudge.Judge(came, known);
            if (verified.Said is not { } document)
            {
                return verified;
            }

            if (_events.UserOf(came.Station, document.Pagination) is { } user && (user.Transaction != came.TransactionId || user.Sequence != came.Sequence))
            {
                throw DocumentJudge.Refused(string.Create(CultureInfo.InvariantCulture, $"T{document.Pagination} was used before, by {user.Transaction} {user.Sequence}"));
            }

            SignedDocument? begin = _events.Of(came.Station, came.TransactionId).Select(stored => stored.Document).FirstOrDefault(stored => stored is { IsBegin: true });
            (SignedDocument? before, SignedDocument? after) = _events.Neighbours(came.Station, document.Pagination);
            DocumentJudge.RequireSeries(document, begin, before, after);
            if (known is null)
            {
                RegisterKey(came.Station, verified.Key!);
            }

            return verified;
        }

        private BilledTransaction Reckon(TransactionEvent @event, BilledTransaction? before, Tariff tariff)
        {
            BilledTransaction opened = before ?? new BilledTransaction { Station = @event.Station, Id = @event.TransactionId, Tariff = tariff };
            IReadOnlyList<StoredEvent> events = _events.Of(@event.Station, @event.TransactionId);
            BilledTransaction reckoned = AsTold(Reckoning.Of(opened, events, KeyOf(@event.Station) is not null), events);
            if (reckoned.Tariff.PerMinute > 0)
            {
                reckoned = reckoned with { TimeProblem = reckoned.TimeProblem ?? _market.TimeProblem };
            }

            reckoned = reckoned with { Cost = reckoned.Price()?.Total };
            _billed.Save(reckoned);
            return reckoned;
        }

        /// <summary>By the receipt's tariff text, where it has one: no other price than the one that the customer was told.</summary>
        private BilledTransaction AsTold(BilledTransaction transaction, IReadOnlyList<StoredEvent> events)
        {
            SignedDocument? receipt = events.Select(stored => stored.Document).FirstOrDefault(document => document?.Pagination == transaction.Receipt);
            if (transaction.Receipt is null || receipt?.TariffText is not { } line || line == transaction.Tariff.ToLine())
            {
                return transaction;
            }

            object? told = _database.Scalar(
                "SELECT tariff FROM told WHERE station = $station AND token = $token AND line = $line",
                ("$station", transaction.Station),
                ("$token", receipt.Identification),
                ("$line", line));
            return told is string tariff
                ? transaction with { Tariff = Tariff.FromJson(tariff) }
                : transaction with { Withheld = $"the signed receipt names the price \"{line}\", which nobody was told here" };
        }
    }
}
