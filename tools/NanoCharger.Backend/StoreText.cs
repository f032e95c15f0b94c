namespace NanoCharger.Backend
{
    /// <summary>The longer SQL texts of the database.</summary>
    internal static class StoreText
    {
        /// <summary>The tables.</summary>
        internal const string Schema = """
            CREATE TABLE event (
                station TEXT NOT NULL, transaction_id TEXT NOT NULL, sequence INTEGER NOT NULL,
                type TEXT NOT NULL, utc TEXT NOT NULL, clock TEXT NOT NULL, came_utc TEXT NOT NULL, stopped_reason TEXT,
                begin_mwh INTEGER, end_mwh INTEGER, token TEXT, body TEXT NOT NULL, pagination INTEGER, document TEXT, public_key TEXT,
                PRIMARY KEY (station, transaction_id, sequence)) WITHOUT ROWID;
            CREATE UNIQUE INDEX event_document ON event (station, pagination) WHERE pagination IS NOT NULL;
            CREATE TABLE station_key (station TEXT NOT NULL PRIMARY KEY, public_key TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE told (
                station TEXT NOT NULL, token TEXT NOT NULL, line TEXT NOT NULL, tariff TEXT NOT NULL,
                PRIMARY KEY (station, token, line)) WITHOUT ROWID;
            CREATE TABLE billed (
                station TEXT NOT NULL, transaction_id TEXT NOT NULL, tariff TEXT NOT NULL,
                begun INTEGER NOT NULL DEFAULT 0, ended INTEGER NOT NULL DEFAULT 0, complete INTEGER NOT NULL DEFAULT 0,
                started_utc TEXT, ended_utc TEXT, start_came_utc TEXT, end_came_utc TEXT, stopped_reason TEXT, begin_mwh INTEGER, end_mwh INTEGER,
                event_count INTEGER NOT NULL DEFAULT 0, receipt INTEGER, begin_document INTEGER, meter TEXT, customer TEXT,
                receipt_owed INTEGER NOT NULL DEFAULT 0, energy_problem TEXT, time_problem TEXT, withheld TEXT, cost_cents INTEGER, currency TEXT NOT NULL,
                PRIMARY KEY (station, transaction_id)) WITHOUT ROWID;
            """;

        /// <summary>Rows of the transactions, to which a condition or an order is added.</summary>
        internal const string SelectBilled = """
            SELECT station, transaction_id, tariff, begun, ended, complete, started_utc, ended_utc, start_came_utc, end_came_utc, stopped_reason,
                begin_mwh, end_mwh, event_count, receipt, begin_document, meter, customer, receipt_owed, energy_problem, time_problem, withheld, cost_cents
            FROM billed
            """;

        /// <summary>Puts a transaction's row in place of the one before.</summary>
        internal const string SaveBilled = """
            INSERT OR REPLACE INTO billed (station, transaction_id, tariff, begun, ended, complete, started_utc, ended_utc, start_came_utc, end_came_utc,
                stopped_reason, begin_mwh, end_mwh, event_count, receipt, begin_document, meter, customer, receipt_owed, energy_problem, time_problem,
                withheld, cost_cents, currency)
            VALUES ($station, $id, $tariff, $begun, $ended, $complete, $startedUtc, $endedUtc, $startCameUtc, $endCameUtc, $reason, $begin, $end, $count,
                $receipt, $beginDocument, $meter, $customer, $receiptOwed, $energyProblem, $timeProblem, $withheld, $cents, $currency)
            """;

        /// <summary>Stores an event unless it is there.</summary>
        internal const string InsertEvent = """
            INSERT OR IGNORE INTO event (station, transaction_id, sequence, type, utc, clock, came_utc, stopped_reason, begin_mwh, end_mwh, token, body,
                pagination, document, public_key)
            VALUES ($station, $id, $sequence, $type, $utc, $clock, $came, $reason, $begin, $end, $token, $body, $pagination, $document, $key)
            """;
    }
}
