using System.Data.Common;
using System.IO;
using NanoCharger.Backend.Data;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>Rows as the ingest reads them, column by column.</summary>
    internal static class StoredRows
    {
        /// <summary>What <see cref="ReadTransaction"/> reads.</summary>
        internal const string TransactionColumns = """
            t.key_number, t.tenant_id, t.tariff, t.begun, t.ended, t.complete, t.started_ms, t.ended_ms, t.start_came_ms, t.end_came_ms, t.stopped_reason,
            t.begin_mwh, t.end_mwh, t.event_count, t.receipt, t.begin_document, t.meter, t.customer, t.receipt_owed, t.energy_problem, t.time_problem,
            t.held, t.withheld, t.cost_minor, t.currency, t.id, t.station_id, t.rated, t.account
            """;

        /// <summary>All events of a transaction; what <see cref="ReadEvent"/> reads.</summary>
        internal const string SelectEvents = """
            SELECT e.sequence, e.type, e.utc_ms, e.clock, e.came_ms, e.stopped_reason, e.begin_mwh, e.end_mwh, e.token, e.hash, e.answer, d.text
            FROM events e LEFT JOIN documents d
            ON d.station_id = e.station_id AND d.key_number = e.key_number AND d.number = e.document_number
            WHERE e.station_id = @station AND e.key_number = @series AND e.transaction_id = @id ORDER BY e.sequence, e.signed
            """;

        /// <summary>The row of a question for <see cref="TransactionColumns"/>.</summary>
        internal static TransactionRow ReadTransaction(DbDataReader row)
        {
            return new TransactionRow
            {
                KeyNumber = row.GetInt32(0), TenantId = row.GetInt64(1), Tariff = row.GetString(2), Begun = row.GetBoolean(3), Ended = row.GetBoolean(4), Complete = row.GetBoolean(5),
                StartedMs = Long(row, 6), EndedMs = Long(row, 7), StartCameMs = Long(row, 8), EndCameMs = Long(row, 9), StoppedReason = Text(row, 10),
                BeginMwh = Long(row, 11), EndMwh = Long(row, 12), EventCount = row.GetInt32(13), Receipt = Long(row, 14), BeginDocument = Long(row, 15),
                Meter = Text(row, 16), Customer = Text(row, 17), ReceiptOwed = row.GetBoolean(18), EnergyProblem = Text(row, 19), TimeProblem = Text(row, 20),
                Held = Text(row, 21), Withheld = Text(row, 22), CostMinor = Long(row, 23), Currency = row.GetString(24), Id = row.GetString(25), StationId = row.GetInt64(26), Rated = Text(row, 27), Account = Long(row, 28),
            };
        }

        /// <summary>A row of <see cref="SelectEvents"/>.</summary>
        /// <exception cref="InvalidDataException">Something in it is not what it must be.</exception>
        internal static KeptEvent ReadEvent(DbDataReader row)
        {
            string? document = Text(row, 11);
            StoredEvent told = new(
                row.GetString(1),
                new Instant(TransactionRows.ToTime(row.GetInt64(2)), row.GetString(3)[0], false),
                TransactionRows.ToTime(row.GetInt64(4)),
                Text(row, 5),
                Long(row, 6),
                Long(row, 7),
                Text(row, 8),
                document is null ? null : OcmfVerifier.Read(document));
            return new KeptEvent(row.GetInt64(0), document, (byte[])row[9], row.GetString(10), told);
        }

        /// <summary>A whole number; null where there is none.</summary>
        internal static long? Long(DbDataReader row, int column)
        {
            return row.IsDBNull(column) ? null : row.GetInt64(column);
        }

        /// <summary>A text; null where there is none.</summary>
        internal static string? Text(DbDataReader row, int column)
        {
            return row.IsDBNull(column) ? null : row.GetString(column);
        }
    }
}
