using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ocpp;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Verification;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Audit
{
    /// <summary>Holds what is stored against the stations' signatures and against itself. It reads row by row, all as it was at one moment, beside a program that writes, and changes nothing.</summary>
    /// <param name="database">What is stored.</param>
    /// <param name="nowMs">The time; null: when the last document came.</param>
    internal sealed class Auditor(PlatformDatabase database, long? nowMs = null)
    {
        internal const string Gap = "gap";
        internal const string DocumentGone = "document-gone";
        internal const string DocumentChanged = "document-changed";
        internal const string Doubled = "number-doubled";
        internal const string KeyGone = "key-gone";
        internal const string EventGone = "event-gone";
        internal const string EventChanged = "event-changed";
        internal const string RefusalGone = "refusal-gone";
        internal const string RefusalChanged = "refusal-changed";
        internal const string NotCounted = "refusals-not-counted";
        internal const string NotKept = "decisions-not-kept";
        internal const string NotReleased = "priced-unreleased";

        private readonly List<AuditFinding> _findings = [];
        private readonly Dictionary<long, string> _stations = [];
        private readonly Dictionary<(long Station, int Number), StationKey> _keys = [];
        private ErasureBook _erased = null!;

        /// <summary>Looks at everything.</summary>
        internal AuditReport Run()
        {
            using PlatformContext context = database.Context();
            database.BeginSnapshot(context);
            Learn(context);
            _erased = new ErasureBook(context);
            long documents = LookAtDocuments(context);
            LookAtBegins(context);
            LookForDocuments(context);
            long events = LookAtEvents(context);
            long refusals = LookAtRefusals(context);
            LookAtDecisions(context);
            new TariffAuditor(database, context, Found).Run();
            long now = nowMs ?? context.Documents.Max(row => (long?)row.CameMs) ?? 0;
            new BooksAuditor(context, database.Tokens, Found, now).Run();
            IReadOnlyDictionary<EnergyUse, long> energy = new EnergyAuditor(context, Found, now).Run();
            return new AuditReport(database.Name, documents, events, refusals, [.. _findings.OrderBy(found => found.Station, StringComparer.Ordinal)]) { Energy = energy, Money = MoneySum.Of(context), Erased = _erased.Lines };

            void Found(long station, string code, string text)
            {
                _findings.Add(new AuditFinding(Name(station), code, text));
            }
        }

        private void Learn(PlatformContext context)
        {
            foreach (Station station in context.Stations.AsNoTracking())
            {
                _stations[station.Id] = station.Name;
            }

            foreach (KeyRow row in context.Keys.AsNoTracking())
            {
                if (StationKey.Read(row.PublicKey, out _) is { } key)
                {
                    _keys[(row.StationId, row.Number)] = key;
                }
            }
        }

        /// <summary>Each document by its signature, and the numbers of each series one after the other.</summary>
        private long LookAtDocuments(PlatformContext context)
        {
            long count = 0;
            (long Station, int Key, long Number) last = default;
            HashSet<long> numbers = [];
            foreach (DocumentRow row in context.Documents.AsNoTracking().OrderBy(row => row.StationId).ThenBy(row => row.KeyNumber).ThenBy(row => row.Number))
            {
                count++;
                if ((row.StationId, row.KeyNumber) != (last.Station, last.Key))
                {
                    numbers.Clear();
                }
                else if (row.Number > last.Number + 1)
                {
                    Find(row.StationId, Gap, $"documents T{last.Number + 1} to T{row.Number - 1} under key {row.KeyNumber} are not here");
                }

                last = (row.StationId, row.KeyNumber, row.Number);
                long? signed = Verify(row);
                if (signed is { } number && !numbers.Add(number))
                {
                    Find(row.StationId, Doubled, $"T{number} under key {row.KeyNumber} is here twice, once as T{row.Number}");
                }
            }

            return count;
        }

        /// <summary>The first of each series: a board counts from 1 all its life, and goes on counting under a new key; another board's numbers say nothing about it.</summary>
        private void LookAtBegins(PlatformContext context)
        {
            var all = context.Documents.GroupBy(row => new { row.StationId, row.KeyNumber }).Select(group => new { group.Key.StationId, group.Key.KeyNumber, First = group.Min(row => row.Number) }).ToList();
            foreach (var series in all.Where(one => one.First > 1))
            {
                SignedDocument? first = Read(context.Documents.AsNoTracking().First(row => row.StationId == series.StationId && row.KeyNumber == series.KeyNumber && row.Number == series.First));
                long before = 0;
                foreach (int other in all.Where(one => one.StationId == series.StationId && one.KeyNumber != series.KeyNumber && one.First < series.First).Select(one => one.KeyNumber))
                {
                    DocumentRow last = context.Documents.AsNoTracking().Where(row => row.StationId == series.StationId && row.KeyNumber == other && row.Number < series.First)
                        .OrderByDescending(row => row.Number).First();
                    if (first is null || Read(last) is not { } read || read.IsOfMeterOf(first))
                    {
                        before = Math.Max(before, last.Number);
                    }
                }

                if (series.First > before + 1)
                {
                    Find(series.StationId, Gap, $"documents T{before + 1} to T{series.First - 1} before those under key {series.KeyNumber} are not here");
                }
            }
        }

        /// <returns>What it says, if it still holds: what does not was told before.</returns>
        private SignedDocument? Read(DocumentRow row)
        {
            return _erased.Left(row) is { } left ? left
                : _keys.TryGetValue((row.StationId, row.KeyNumber), out StationKey? key) && OcmfVerifier.Verify(Encoding.UTF8.GetBytes(row.Text), key) is { Valid: true } verdict
                ? verdict.Document
                : null;
        }

        /// <summary>What was held is priced by a release alone, and the database keeps what was decided.</summary>
        private void LookAtDecisions(PlatformContext context)
        {
            foreach (string trigger in (database is PostgresDatabase ? DecisionsStay.TriggersOnPostgres : DecisionsStay.TriggersOnSqlite).Where(one => !database.Has(one)))
            {
                _findings.Add(new AuditFinding("", NotKept, $"the trigger {trigger} is not in the database: decisions can be changed"));
            }

            foreach (TransactionRow row in context.Transactions.AsNoTracking().Where(row => row.CostMinor != null && context.Findings.Any(one =>
                one.StationId == row.StationId && one.KeyNumber == row.KeyNumber && one.TransactionId == row.Id && one.Consequence == (int)Consequence.Hold)).ToList())
            {
                foreach (string why in HoldFindings.Open(context, row))
                {
                    Find(row.StationId, NotReleased, $"transaction {row.Id} under key {row.KeyNumber} is priced, and nobody has released it: {why}");
                }
            }
        }

        /// <returns>The number that it is signed with; null where it does not hold.</returns>
        private long? Verify(DocumentRow row)
        {
            if (_erased.Left(row) is { } left)
            {
                return left.Pagination;
            }

            if (!_keys.TryGetValue((row.StationId, row.KeyNumber), out StationKey? key))
            {
                Find(row.StationId, KeyGone, $"T{row.Number} cannot be verified: key {row.KeyNumber} is not here, or cannot be read");
                return null;
            }

            Verdict verdict = OcmfVerifier.Verify(Encoding.UTF8.GetBytes(row.Text), key);
            if (!verdict.Valid)
            {
                Find(row.StationId, DocumentChanged, $"T{row.Number} under key {row.KeyNumber} does not hold any more: {verdict.Problem}");
                return null;
            }

            SignedDocument document = verdict.Document!;
            if (document.Station != Name(row.StationId) || document.Pagination != row.Number)
            {
                Find(row.StationId, DocumentChanged, $"what is stored as T{row.Number} is T{document.Pagination} of station {document.Station}");
            }

            return document.Pagination;
        }

        /// <summary>Each document by those who speak of it: its event and its transaction.</summary>
        private void LookForDocuments(PlatformContext context)
        {
            foreach (EventRow row in context.Events.AsNoTracking().Where(row => row.DocumentNumber != null && !context.Documents.Any(document =>
                document.StationId == row.StationId && document.KeyNumber == row.KeyNumber && document.Number == row.DocumentNumber)))
            {
                Find(row.StationId, DocumentGone, $"T{row.DocumentNumber} under key {row.KeyNumber} is not here, which came with transaction {row.TransactionId} {row.Sequence}");
            }

            foreach (TransactionRow row in context.Transactions.AsNoTracking().Where(row => row.Receipt != null && !context.Documents.Any(document =>
                document.StationId == row.StationId && document.KeyNumber == row.KeyNumber && document.Number == row.Receipt)))
            {
                Find(row.StationId, DocumentGone, $"T{row.Receipt} under key {row.KeyNumber} is not here, by which transaction {row.Id} is priced");
            }

            foreach (DocumentRow row in context.Documents.AsNoTracking().Where(row => !context.Events.Any(one => one.StationId == row.StationId && one.KeyNumber == row.KeyNumber
                && one.TransactionId == row.TransactionId && one.Sequence == row.Sequence && one.DocumentNumber == row.Number)))
            {
                Find(row.StationId, EventGone, $"the event is not here that T{row.Number} under key {row.KeyNumber} came with, transaction {row.TransactionId} {row.Sequence}");
            }
        }

        private long LookAtEvents(PlatformContext context)
        {
            long count = 0;
            foreach (var row in context.Events.AsNoTracking().Select(row => new { row.StationId, row.TransactionId, row.Sequence, row.Hash, row.Frame }))
            {
                count++;
                if (!IsOf(row.Hash, row.Frame) && !_erased.HasFrame(ErasureKind.Event, row.StationId, row.Frame, row.Hash))
                {
                    Find(row.StationId, EventChanged, $"the frame of transaction {row.TransactionId} {row.Sequence} is not the one whose digest was stored");
                }
            }

            return count;
        }

        private long LookAtRefusals(PlatformContext context)
        {
            long count = 0;
            foreach (var row in context.Refusals.AsNoTracking().Select(row => new { row.StationId, row.Hash, row.Frame }))
            {
                count++;
                if (!IsOf(row.Hash, row.Frame) && !_erased.HasFrame(ErasureKind.Refusal, row.StationId, row.Frame, row.Hash))
                {
                    Find(row.StationId, RefusalChanged, $"a refused frame is not the one whose digest was stored ({Convert.ToHexStringLower(row.Hash)[..16]})");
                }
            }

            foreach (var station in context.Stations.Select(one => new { one.Id, one.Refusals, Here = context.Refusals.LongCount(row => row.StationId == one.Id) }))
            {
                if (station.Here < station.Refusals)
                {
                    Find(station.Id, RefusalGone, $"{station.Refusals - station.Here} of {station.Refusals} refusals are not here");
                }
                else if (station.Here > station.Refusals)
                {
                    Find(station.Id, NotCounted, $"{station.Here} refusals are here, and {station.Refusals} were counted");
                }
            }

            if (!database.Has(RefusalCount.Trigger))
            {
                _findings.Add(new AuditFinding("", NotCounted, $"the trigger {RefusalCount.Trigger} is not in the database: refusals are not counted any more"));
            }

            return count;
        }

        /// <summary>Whether a digest is that of a frame's payload, or, where no payload can be read, of the frame.</summary>
        private static bool IsOf(byte[] hash, byte[] frame)
        {
            using OcppFrame read = OcppFrame.Read(frame);
            return read.Problem is null && read.Payload.ValueKind == JsonValueKind.Object
                ? hash.AsSpan().SequenceEqual(SHA256.HashData(System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(read.Payload)))
                : hash.AsSpan().SequenceEqual(SHA256.HashData(frame));
        }

        private void Find(long station, string code, FormattableString text)
        {
            _findings.Add(new AuditFinding(Name(station), code, FormattableString.Invariant(text)));
        }

        private string Name(long station)
        {
            return _stations.GetValueOrDefault(station, "");
        }
    }
}
