using System.Collections.Generic;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ocpp;
using NanoCharger.Backend.Verification;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>The rows that one station's calls write in one unit of work: all of them or none.</summary>
    internal sealed class StationChanges(StationState station, long nowMs)
    {
        private const long QuarterMs = 15 * 60_000;

        internal StationState Station { get; } = station;

        /// <summary>When the unit of work is done.</summary>
        internal long NowMs { get; } = nowMs;

        internal List<KeyRow> Keys { get; } = [];

        /// <summary>Transactions that were opened before their station had a key, with the series that they now belong to.</summary>
        internal List<(string Id, int Series)> Adopted { get; } = [];

        /// <summary>Transactions of which only what is unsigned was known, with the tenant whose they are by their first document.</summary>
        internal List<(string Id, int Series, long Tenant)> Handed { get; } = [];

        internal List<EventRow> Events { get; } = [];

        internal List<DocumentRow> Documents { get; } = [];

        internal List<RefusalRow> Refusals { get; } = [];

        internal List<FindingRow> Findings { get; } = [];

        internal Dictionary<(int, string), TransactionRow> Transactions { get; } = [];

        internal Dictionary<(string, string), ToldRow> Told { get; } = [];

        /// <summary>Cards that may not charge, by whose the station is.</summary>
        internal Dictionary<long, RefusedCardRow> RefusedCards { get; } = [];

        /// <summary>Hashes of what waited for a key, and was judged by one.</summary>
        internal List<byte[]> Settled { get; } = [];

        /// <summary>Gives a transaction that was opened before its station had a key to that key's series: what is stored of it, and what is put down here.</summary>
        internal void Adopt(string id, int series)
        {
            Adopted.Add((id, series));
            Transactions.Remove((0, id));
            foreach (EventRow row in Events)
            {
                row.KeyNumber = row.TransactionId == id && row.KeyNumber == 0 ? series : row.KeyNumber;
            }
        }

        /// <summary>Gives what is stored of a transaction, and what is put down here, to another tenant.</summary>
        internal void HandOn(string id, int series, long tenant)
        {
            Handed.Add((id, series, tenant));
            foreach (EventRow row in Events)
            {
                row.TenantId = row.TransactionId == id && row.KeyNumber == series ? tenant : row.TenantId;
            }
        }

        /// <summary>Puts an event down, its token as tables write it, with its document and its transaction's new row.</summary>
        internal void Add(Call call, TransactionEvent came, Judgement judged, TransactionState target, string answer)
        {
            Events.Add(new EventRow
            {
                StationId = Station.Id,
                KeyNumber = target.Series,
                TransactionId = came.TransactionId,
                Sequence = came.Sequence,
                Signed = judged.Document is not null,
                TenantId = target.Tenant,
                Type = came.Type,
                UtcMs = TransactionRows.ToMs(came.Utc),
                Clock = came.ClockStatus.ToString(),
                CameMs = call.ArrivedMs,
                StoppedReason = came.StoppedReason,
                BeginMwh = came.BeginRegister,
                EndMwh = came.EndRegister,
                Token = came.Token,
                DocumentNumber = judged.Document?.Pagination,
                Hash = call.Hash,
                Frame = call.Frame,
                Answer = answer,
            });
            if (judged.Document is { } document)
            {
                Documents.Add(new DocumentRow
                {
                    StationId = Station.Id,
                    KeyNumber = target.Series,
                    Number = document.Pagination,
                    TenantId = target.Tenant,
                    TransactionId = came.TransactionId,
                    Sequence = came.Sequence,
                    Text = judged.Text!,
                    CameMs = call.ArrivedMs,
                });
            }

            Transactions[(target.Series, came.TransactionId)] = TransactionRows.ToRow(target.Row!, Station.Id, target.Tenant);
        }

        /// <summary>Puts down what was found at a document.</summary>
        internal void Add(Finding finding, string transaction, long number, int series, long tenant)
        {
            Findings.Add(new FindingRow
            {
                StationId = Station.Id,
                KeyNumber = series,
                Number = number,
                Code = finding.Code,
                TenantId = tenant,
                TransactionId = transaction,
                Text = finding.Text,
                Consequence = (int)finding.Consequence,
                CameMs = NowMs,
            });
        }

        /// <summary>Counts a card that may not charge.</summary>
        internal void RefuseCard(long tenant)
        {
            if (!RefusedCards.TryGetValue(tenant, out RefusedCardRow? row))
            {
                row = RefusedCards[tenant] = new RefusedCardRow { StationId = Station.Id, FromMs = NowMs - (NowMs % QuarterMs), TenantId = tenant, Count = 0, LastMs = NowMs };
            }

            row.Count++;
        }

        /// <summary>Whether there is anything to write.</summary>
        internal bool Any => Events.Count + Refusals.Count + Told.Count + RefusedCards.Count + Findings.Count + Settled.Count > 0;
    }
}
