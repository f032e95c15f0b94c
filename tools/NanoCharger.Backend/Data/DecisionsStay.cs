namespace NanoCharger.Backend.Data
{
    /// <summary>Keeps decisions as they were made: the database itself refuses to change or delete one.</summary>
    internal static class DecisionsStay
    {
        internal const string OnSqlite = """
            CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT raise(ABORT, 'a decision is never changed'); END;
            CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions BEGIN SELECT raise(ABORT, 'a decision is never deleted'); END;
            """;

        /// <summary>A row that is put in place of another is deleted without that trigger, unless its connection asks for it: so none is put where one is.</summary>
        internal const string OnceOnSqlite = """
            CREATE TRIGGER decisions_once BEFORE INSERT ON decisions WHEN EXISTS (SELECT 1 FROM decisions WHERE rowid = NEW.rowid
                OR (station_id = NEW.station_id AND key_number = NEW.key_number AND transaction_id = NEW.transaction_id AND number = NEW.number))
            BEGIN SELECT raise(ABORT, 'a decision is never changed'); END;
            """;

        /// <summary>Those that must be there.</summary>
        internal static readonly string[] TriggersOnSqlite = ["decisions_stay", "decisions_remain", "decisions_once"];

        /// <inheritdoc cref="TriggersOnSqlite"/>
        internal static readonly string[] TriggersOnPostgres = ["decisions_stay", "decisions_remain"];

        internal const string OnPostgres = """
            CREATE FUNCTION decisions_stay() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'a decision is never changed or deleted';
            END $$;
            CREATE TRIGGER decisions_stay BEFORE UPDATE OR DELETE ON decisions FOR EACH ROW EXECUTE FUNCTION decisions_stay();
            CREATE TRIGGER decisions_remain BEFORE TRUNCATE ON decisions EXECUTE FUNCTION decisions_stay();
            """;
    }
}
