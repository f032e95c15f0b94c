using System;
using System.Linq;
using NanoCharger.Backend.Data;
using NpgsqlTypes;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>The tables that the ingest writes. What has been stored as an event or a document is never written again: there a row that is there already is an error.</summary>
    internal static class Tables
    {
        private const string Stay = "DO NOTHING";

        internal static readonly Table<KeyRow> Keys = new(
            "keys",
            "",
            Whole<KeyRow>("station_id", row => row.StationId),
            Small<KeyRow>("number", row => row.Number),
            Text<KeyRow>("public_key", row => row.PublicKey),
            Whole<KeyRow>("from_ms", row => row.FromMs),
            Maybe<KeyRow>("to_ms", row => row.ToMs),
            Small<KeyRow>("origin", row => (int)row.Origin));

        internal static readonly Table<EventRow> Events = new(
            "events",
            "",
            Whole<EventRow>("station_id", row => row.StationId),
            Small<EventRow>("key_number", row => row.KeyNumber),
            Text<EventRow>("transaction_id", row => row.TransactionId),
            Whole<EventRow>("sequence", row => row.Sequence),
            Flag<EventRow>("signed", row => row.Signed),
            Whole<EventRow>("tenant_id", row => row.TenantId),
            Text<EventRow>("type", row => row.Type),
            Whole<EventRow>("utc_ms", row => row.UtcMs),
            Text<EventRow>("clock", row => row.Clock),
            Whole<EventRow>("came_ms", row => row.CameMs),
            Text<EventRow>("stopped_reason", row => row.StoppedReason),
            Maybe<EventRow>("begin_mwh", row => row.BeginMwh),
            Maybe<EventRow>("end_mwh", row => row.EndMwh),
            Text<EventRow>("token", row => row.Token),
            Maybe<EventRow>("document_number", row => row.DocumentNumber),
            Bytes<EventRow>("hash", row => row.Hash),
            Bytes<EventRow>("frame", row => row.Frame),
            Text<EventRow>("answer", row => row.Answer));

        internal static readonly Table<DocumentRow> Documents = new(
            "documents",
            "",
            Whole<DocumentRow>("station_id", row => row.StationId),
            Small<DocumentRow>("key_number", row => row.KeyNumber),
            Whole<DocumentRow>("number", row => row.Number),
            Whole<DocumentRow>("tenant_id", row => row.TenantId),
            Text<DocumentRow>("transaction_id", row => row.TransactionId),
            Whole<DocumentRow>("sequence", row => row.Sequence),
            Text<DocumentRow>("text", row => row.Text),
            Whole<DocumentRow>("came_ms", row => row.CameMs));

        internal static readonly Table<RefusalRow> Refusals = new(
            "refusals",
            Stay,
            Whole<RefusalRow>("station_id", row => row.StationId),
            Small<RefusalRow>("key_number", row => row.KeyNumber),
            Bytes<RefusalRow>("hash", row => row.Hash),
            Whole<RefusalRow>("tenant_id", row => row.TenantId),
            Text<RefusalRow>("code", row => row.Code),
            Text<RefusalRow>("reason", row => row.Reason),
            Flag<RefusalRow>("waits", row => row.Waits),
            Bytes<RefusalRow>("frame", row => row.Frame),
            Whole<RefusalRow>("came_ms", row => row.CameMs),
            Maybe<RefusalRow>("settled_ms", row => row.SettledMs));

        internal static readonly Table<FindingRow> Findings = new(
            "findings",
            Stay,
            Whole<FindingRow>("station_id", row => row.StationId),
            Small<FindingRow>("key_number", row => row.KeyNumber),
            Whole<FindingRow>("number", row => row.Number),
            Text<FindingRow>("code", row => row.Code),
            Whole<FindingRow>("tenant_id", row => row.TenantId),
            Text<FindingRow>("transaction_id", row => row.TransactionId),
            Text<FindingRow>("text", row => row.Text),
            Small<FindingRow>("consequence", row => row.Consequence),
            Whole<FindingRow>("came_ms", row => row.CameMs));

        private static readonly Column<TransactionRow>[] TransactionColumns =
        [
            Whole<TransactionRow>("station_id", row => row.StationId),
            Small<TransactionRow>("key_number", row => row.KeyNumber),
            Text<TransactionRow>("id", row => row.Id),
            Whole<TransactionRow>("tenant_id", row => row.TenantId),
            Text<TransactionRow>("tariff", row => row.Tariff),
            Flag<TransactionRow>("begun", row => row.Begun),
            Flag<TransactionRow>("ended", row => row.Ended),
            Flag<TransactionRow>("complete", row => row.Complete),
            Maybe<TransactionRow>("started_ms", row => row.StartedMs),
            Maybe<TransactionRow>("ended_ms", row => row.EndedMs),
            Maybe<TransactionRow>("start_came_ms", row => row.StartCameMs),
            Maybe<TransactionRow>("end_came_ms", row => row.EndCameMs),
            Text<TransactionRow>("stopped_reason", row => row.StoppedReason),
            Maybe<TransactionRow>("begin_mwh", row => row.BeginMwh),
            Maybe<TransactionRow>("end_mwh", row => row.EndMwh),
            Small<TransactionRow>("event_count", row => row.EventCount),
            Maybe<TransactionRow>("receipt", row => row.Receipt),
            Maybe<TransactionRow>("begin_document", row => row.BeginDocument),
            Text<TransactionRow>("meter", row => row.Meter),
            Text<TransactionRow>("customer", row => row.Customer),
            Maybe<TransactionRow>("account", row => row.Account),
            Flag<TransactionRow>("receipt_owed", row => row.ReceiptOwed),
            Text<TransactionRow>("energy_problem", row => row.EnergyProblem),
            Text<TransactionRow>("time_problem", row => row.TimeProblem),
            Text<TransactionRow>("held", row => row.Held),
            Text<TransactionRow>("withheld", row => row.Withheld),
            Text<TransactionRow>("rated", row => row.Rated),
            Maybe<TransactionRow>("cost_minor", row => row.CostMinor),
            Text<TransactionRow>("currency", row => row.Currency),
        ];

        internal static readonly Table<TransactionRow> Transactions = new(
            "transactions",
            Table<TransactionRow>.Replace("station_id, key_number, id", TransactionColumns.Skip(3).Select(column => column.Name)),
            TransactionColumns);

        internal static readonly Table<ToldRow> Told = new(
            "told",
            Table<ToldRow>.Replace("station_id, token, line", ["tenant_id", "tariff"]),
            Whole<ToldRow>("station_id", row => row.StationId),
            Text<ToldRow>("token", row => row.Token),
            Text<ToldRow>("line", row => row.Line),
            Whole<ToldRow>("tenant_id", row => row.TenantId),
            Text<ToldRow>("tariff", row => row.Tariff));

        internal static readonly Table<RefusedCardRow> RefusedCards = new(
            "refused_cards",
            "(station_id, from_ms, tenant_id) DO UPDATE SET count = refused_cards.count + excluded.count, last_ms = excluded.last_ms",
            Whole<RefusedCardRow>("station_id", row => row.StationId),
            Whole<RefusedCardRow>("from_ms", row => row.FromMs),
            Whole<RefusedCardRow>("tenant_id", row => row.TenantId),
            Small<RefusedCardRow>("count", row => row.Count),
            Whole<RefusedCardRow>("last_ms", row => row.LastMs));

        private static Column<T, long> Whole<T>(string name, Func<T, long> read)
        {
            return new Column<T, long>(name, NpgsqlDbType.Bigint, read);
        }

        private static Column<T, long?> Maybe<T>(string name, Func<T, long?> read)
        {
            return new Column<T, long?>(name, NpgsqlDbType.Bigint, read);
        }

        private static Column<T, int> Small<T>(string name, Func<T, int> read)
        {
            return new Column<T, int>(name, NpgsqlDbType.Integer, read);
        }

        private static Column<T, bool> Flag<T>(string name, Func<T, bool> read)
        {
            return new Column<T, bool>(name, NpgsqlDbType.Boolean, read);
        }

        private static Column<T, string?> Text<T>(string name, Func<T, string?> read)
        {
            return new Column<T, string?>(name, NpgsqlDbType.Text, read);
        }

        private static Column<T, byte[]> Bytes<T>(string name, Func<T, byte[]> read)
        {
            return new Column<T, byte[]>(name, NpgsqlDbType.Bytea, read);
        }
    }
}
