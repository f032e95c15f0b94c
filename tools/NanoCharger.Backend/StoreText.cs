namespace NanoCharger.Backend
{
    /// <summary>The longer SQL texts of <see cref="TransactionStore"/>.</summary>
    internal static class StoreText
    {
        /// <summary>The tables.</summary>
        internal const string Schema = """
            CREATE TABLE event (
                station TEXT NOT NULL, transaction_id TEXT NOT NULL, sequence INTEGER NOT NULL,
                type TEXT NOT NULL, utc TEXT NOT NULL, stopped_reason TEXT, begin_mwh INTEGER, end_mwh INTEGER, body TEXT NOT NULL,
                pagination INTEGER, document TEXT, receipt_begin_utc TEXT, receipt_end_utc TEXT, times_count INTEGER,
                first_reading TEXT, identity TEXT, token TEXT, tariff_text TEXT,
                PRIMARY KEY (station, transaction_id, sequence)) WITHOUT ROWID;
            CREATE UNIQUE INDEX event_document ON event (station, pagination) WHERE pagination IS NOT NULL;
            CREATE TABLE station_key (station TEXT NOT NULL PRIMARY KEY, public_key TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE told (
                station TEXT NOT NULL, token TEXT NOT NULL, line TEXT NOT NULL, tariff TEXT NOT NULL,
                PRIMARY KEY (station, token, line)) WITHOUT ROWID;
            CREATE TABLE billed (
                station TEXT NOT NULL, transaction_id TEXT NOT NULL, tariff TEXT NOT NULL,
                started_utc TEXT, ended_utc TEXT, stopped_reason TEXT, begin_mwh INTEGER, end_mwh INTEGER,
                event_count INTEGER NOT NULL DEFAULT 0, complete INTEGER NOT NULL DEFAULT 0,
                receipt INTEGER, receipt_owed INTEGER NOT NULL DEFAULT 0, times_count INTEGER NOT NULL DEFAULT 1, withheld TEXT,
                cost_cents INTEGER, currency TEXT NOT NULL,
                PRIMARY KEY (station, transaction_id)) WITHOUT ROWID;
            """;

        /// <summary>Rows of the transactions, to which a condition or an order is added.</summary>
        internal const string SelectBilled = """
            SELECT station, transaction_id, tariff, started_utc, ended_utc, stopped_reason, begin_mwh, end_mwh, event_count, complete, cost_cents,
                receipt, receipt_owed, times_count, withheld
            FROM billed
            """;

        /// <summary>
        /// The first Started and the last Ended count, should a faulty station send several. What a receipt says goes before what came in the clear;
        /// a station that signs owes one. A receipt that does not go with the transaction's begin document is none, whichever of them came first.
        /// </summary>
        internal const string Recalculate = """
            WITH own AS (SELECT * FROM event WHERE station = $station AND transaction_id = $id),
                 first AS (SELECT utc FROM own WHERE type = 'Started' ORDER BY sequence LIMIT 1),
                 begun AS (SELECT first_reading, identity, pagination FROM own WHERE type = 'Started' AND pagination IS NOT NULL),
                 receipt AS (SELECT * FROM own WHERE receipt_begin_utc IS NOT NULL
                     AND NOT EXISTS (SELECT 1 FROM begun WHERE begun.first_reading <> own.first_reading
                         OR begun.identity <> own.identity OR begun.pagination >= own.pagination)
                     ORDER BY sequence DESC LIMIT 1),
                 last AS (SELECT utc, stopped_reason FROM own WHERE type = 'Ended' ORDER BY sequence DESC LIMIT 1)
            UPDATE billed SET
                started_utc = coalesce((SELECT receipt_begin_utc FROM receipt), (SELECT utc FROM first)),
                ended_utc = coalesce((SELECT receipt_end_utc FROM receipt), (SELECT utc FROM last)),
                stopped_reason = (SELECT stopped_reason FROM last),
                begin_mwh = coalesce((SELECT begin_mwh FROM receipt), (SELECT begin_mwh FROM own WHERE begin_mwh IS NOT NULL ORDER BY sequence LIMIT 1)),
                end_mwh = coalesce((SELECT end_mwh FROM receipt), (SELECT end_mwh FROM own WHERE end_mwh IS NOT NULL ORDER BY sequence DESC LIMIT 1)),
                receipt = (SELECT pagination FROM receipt),
                receipt_owed = NOT EXISTS (SELECT 1 FROM receipt) AND EXISTS (SELECT 1 FROM station_key WHERE station = $station),
                times_count = coalesce((SELECT times_count FROM receipt), 1),
                withheld = CASE WHEN NOT EXISTS (SELECT 1 FROM receipt) AND EXISTS (SELECT 1 FROM own WHERE receipt_begin_utc IS NOT NULL)
                    THEN 'the signed receipt does not go with the begin document of this transaction' END,
                event_count = (SELECT count(*) FROM own),
                complete = EXISTS (SELECT 1 FROM first) AND EXISTS (SELECT 1 FROM last)
            WHERE station = $station AND transaction_id = $id
            """;
    }
}
