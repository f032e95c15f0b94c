using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Backend.Data
{
    /// <summary>The tables in which nothing is ever changed or deleted, and the chain of the ledger: triggers of the database itself.</summary>
    /// <remarks>A migration that makes one of these tables anew takes its triggers with it on SQLite, in silence: never alter them; the audit tells where a trigger is missing.</remarks>
    internal static class AppendOnly
    {
        /// <summary>Each with its keys: SQLite's INSERT OR REPLACE deletes what has one of them, and asks no trigger of deletion.</summary>
        private static readonly (string Name, string[] Keys)[] Keyed =
        [
            ("tariffs", ["tenant_id, id"]),
            ("offers", ["tenant_id, audience, from_ms"]),
            ("parts", ["station_id, key_number, receipt"]),
            ("bills", ["tenant_id, number", "charge_id, issue, credits"]),
            ("accounts", ["id", "tenant_id, code, currency"]),
            ("entries", ["tenant_id, sequence", "tenant_id, kind, key", "tenant_id, previous_hash"]),
            ("legs", ["tenant_id, sequence, leg_number"]),
            ("bill_gaps", ["tenant_id, to_number"]),
            ("changes", ["id"]),
            ("erasures", ["id"]),
        ];

        /// <summary>Those that came with the ledger.</summary>
        private static readonly string[] First = ["tariffs", "offers", "parts", "bills", "accounts", "entries", "legs"];

        /// <summary>The triggers that must be there on both databases.</summary>
        internal static IEnumerable<string> Triggers => Tables.SelectMany(table => new[] { $"{table}_unchanged", $"{table}_kept" }).Append("entries_chained");

        /// <summary>Those that must be there on SQLite.</summary>
        internal static IEnumerable<string> TriggersOnSqlite => Triggers.Concat(Tables.Select(table => table + "_once"));

        private static IEnumerable<string> Tables => Keyed.Select(table => table.Name);

        /// <summary>The first of them, and the chain.</summary>
        internal static string FirstOnSqlite => OnSqlite(First) + """
            CREATE TRIGGER entries_chained BEFORE INSERT ON entries
            WHEN NEW.sequence <> COALESCE((SELECT max(sequence) FROM entries WHERE tenant_id = NEW.tenant_id), 0) + 1
                OR NEW.previous_hash <> COALESCE((SELECT hash FROM entries WHERE tenant_id = NEW.tenant_id ORDER BY sequence DESC LIMIT 1), zeroblob(32))
            BEGIN SELECT RAISE(ABORT, 'the entry does not follow the last one'); END;
            """;

        /// <summary>What a migration that makes such tables ends with.</summary>
        internal static string OnSqlite(params string[] tables)
        {
            return string.Concat(Keyed.Where(table => tables.Contains(table.Name)).Select(table => $"""
            CREATE TRIGGER {table.Name}_unchanged BEFORE UPDATE ON {table.Name} BEGIN SELECT RAISE(ABORT, '{table.Name} are never changed'); END;
            CREATE TRIGGER {table.Name}_kept BEFORE DELETE ON {table.Name} BEGIN SELECT RAISE(ABORT, '{table.Name} are never deleted'); END;
            CREATE TRIGGER {table.Name}_once BEFORE INSERT ON {table.Name} WHEN {string.Join(" OR ", table.Keys.Select(key => IsThere(table.Name, key)))}
            BEGIN SELECT RAISE(ABORT, '{table.Name} are never replaced'); END;

            """));
        }

        /// <inheritdoc cref="FirstOnSqlite"/>
        internal static string FirstOnPostgres => """
            CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION '% are never changed or deleted', TG_TABLE_NAME;
            END $$;
            CREATE FUNCTION entries_chained() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE last record;
            BEGIN
                SELECT sequence, hash INTO last FROM entries WHERE tenant_id = NEW.tenant_id ORDER BY sequence DESC LIMIT 1;
                IF NEW.sequence <> COALESCE(last.sequence, 0) + 1 OR NEW.previous_hash <> COALESCE(last.hash, decode(repeat('00', 32), 'hex')) THEN
                    RAISE EXCEPTION 'the entry does not follow the last one' USING ERRCODE = '40001';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER entries_chained BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION entries_chained();

            """ + OnPostgres(First);

        /// <inheritdoc cref="OnSqlite"/>
        internal static string OnPostgres(params string[] tables)
        {
            return string.Concat(tables.Select(table => $"""
                CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION append_only();
                CREATE TRIGGER {table}_kept BEFORE DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION append_only();

                """));
        }

        private static string IsThere(string table, string key)
        {
            return $"EXISTS (SELECT 1 FROM {table} WHERE {string.Join(" AND ", key.Split(", ").Select(column => $"{column} = NEW.{column}"))})";
        }
    }
}
