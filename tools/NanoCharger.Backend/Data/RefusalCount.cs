namespace NanoCharger.Backend.Data
{
    /// <summary>The count of a station's refusals, kept by the database itself: it counts what was stored, and not what a conflict left as it was.</summary>
    /// <remarks>A migration that makes <c>refusals</c> anew takes the trigger with it on SQLite, in silence: the audit tells where it is missing.</remarks>
    internal static class RefusalCount
    {
        /// <summary>The trigger's name on both databases.</summary>
        internal const string Trigger = "refusals_counted";

        private const string Of = "UPDATE stations SET refusals = (SELECT count(*) FROM refusals WHERE station_id = stations.id);";

        internal const string OnSqlite = Of + """

            CREATE TRIGGER refusals_counted AFTER INSERT ON refusals BEGIN
                UPDATE stations SET refusals = refusals + 1 WHERE id = NEW.station_id;
            END;
            """;

        internal const string OnPostgres = Of + """

            CREATE FUNCTION refusals_counted() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                UPDATE stations SET refusals = refusals + 1 WHERE id = NEW.station_id;
                RETURN NULL;
            END $$;
            CREATE TRIGGER refusals_counted AFTER INSERT ON refusals FOR EACH ROW EXECUTE FUNCTION refusals_counted();
            """;
    }
}
