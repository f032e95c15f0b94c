namespace NanoCharger.Backend.Data
{
    /// <summary>Keeps decisions as they were made: the database itself refuses to change or delete one.</summary>
    internal static class DecisionsStay
    {
        internal const string OnSqlite = """
            CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT raise(ABORT, 'a decision is never changed'); END;
            CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions BEGIN SELECT raise(ABORT, 'a decision is never deleted'); END;
            """;

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
