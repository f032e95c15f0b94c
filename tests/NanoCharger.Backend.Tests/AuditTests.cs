using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Data;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>The audit finds what somebody did to the evidence past all rules, and nothing where nobody did.</summary>
    public sealed class AuditTests
    {
        /// <summary>A finding for which a transaction waits, at one that has its price.</summary>
        private const string Unreleased = "INSERT INTO findings (station_id, key_number, number, code, tenant_id, transaction_id, text, consequence, came_ms) "
            + "SELECT station_id, key_number, 2, 'too-long', tenant_id, 'T1', 'it lasted', 2, 0 FROM documents WHERE number = 2";

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void What_was_stored_is_sound(string database)
        {
            using Stage stage = Filled(database, out _);
            AuditReport report = new Auditor(stage.Database).Run();
            Assert.Empty(report.Findings);
            Assert.Equal((4, 4, 2), (report.Documents, report.Events, report.Refusals));
        }

        [Theory]
        [OnSqlite("UPDATE documents SET text = replace(text, '11.23456', '11.23457') WHERE number = 4", Auditor.DocumentChanged, "T4 under key 1 does not hold any more")]
        [OnPostgres("UPDATE documents SET text = replace(text, '11.23456', '11.23457') WHERE number = 4", Auditor.DocumentChanged, "T4 under key 1 does not hold any more")]
        [OnSqlite("DELETE FROM documents WHERE number = 4", Auditor.DocumentGone, "T4 under key 1 is not here, by which transaction T2 is priced")]
        [OnPostgres("DELETE FROM documents WHERE number = 4", Auditor.DocumentGone, "T4 under key 1 is not here, by which transaction T2 is priced")]
        [OnSqlite("DELETE FROM documents WHERE number = 3", Auditor.Gap, "documents T3 to T3 under key 1 are not here")]
        [OnPostgres("DELETE FROM documents WHERE number = 3", Auditor.Gap, "documents T3 to T3 under key 1 are not here")]
        [OnSqlite("UPDATE documents SET text = (SELECT text FROM documents WHERE number = 2) WHERE number = 4", Auditor.Doubled, "T2 under key 1 is here twice, once as T4")]
        [OnPostgres("UPDATE documents SET text = (SELECT text FROM documents WHERE number = 2) WHERE number = 4", Auditor.Doubled, "T2 under key 1 is here twice, once as T4")]
        [OnSqlite("DELETE FROM refusals WHERE key_number = 1", Auditor.RefusalGone, "1 of 2 refusals are not here")]
        [OnPostgres("DELETE FROM refusals WHERE key_number = 1", Auditor.RefusalGone, "1 of 2 refusals are not here")]
        [OnSqlite("UPDATE refusals SET frame = X'5B5D' WHERE key_number = 1", Auditor.RefusalChanged, "a refused frame is not the one")]
        [OnPostgres("UPDATE refusals SET frame = '\\x5B5D' WHERE key_number = 1", Auditor.RefusalChanged, "a refused frame is not the one")]
        [OnSqlite("DELETE FROM events WHERE document_number = 2", Auditor.EventGone, "the event is not here that T2 under key 1 came with, transaction T1 1")]
        [OnPostgres("DELETE FROM events WHERE document_number = 2", Auditor.EventGone, "the event is not here that T2 under key 1 came with, transaction T1 1")]
        [OnSqlite("UPDATE events SET frame = X'5B5D' WHERE document_number = 2", Auditor.EventChanged, "the frame of transaction T1 1")]
        [OnPostgres("UPDATE events SET frame = '\\x5B5D' WHERE document_number = 2", Auditor.EventChanged, "the frame of transaction T1 1")]
        [OnSqlite("DELETE FROM keys", Auditor.KeyGone, "T4 cannot be verified: key 1 is not here")]
        [OnPostgres("DELETE FROM keys", Auditor.KeyGone, "T4 cannot be verified: key 1 is not here")]
        [OnSqlite("DROP TRIGGER refusals_counted", Auditor.NotCounted, "refusals are not counted any more")]
        [OnPostgres("DROP TRIGGER refusals_counted ON refusals", Auditor.NotCounted, "refusals are not counted any more")]
        [OnSqlite("DROP TRIGGER decisions_stay", Auditor.NotKept, "the trigger decisions_stay is not in the database")]
        [OnSqlite("DROP TRIGGER decisions_remain", Auditor.NotKept, "the trigger decisions_remain is not in the database")]
        [OnSqlite("DROP TRIGGER decisions_once", Auditor.NotKept, "the trigger decisions_once is not in the database")]
        [OnPostgres("DROP TRIGGER decisions_stay ON decisions", Auditor.NotKept, "the trigger decisions_stay is not in the database")]
        [OnPostgres("ALTER TABLE decisions DISABLE TRIGGER decisions_remain", Auditor.NotKept, "the trigger decisions_remain is not in the database")]
        [OnSqlite(Unreleased, Auditor.NotReleased, "transaction T1 under key 1 is priced, and nobody has released it: T2 too-long: it lasted")]
        [OnPostgres(Unreleased, Auditor.NotReleased, "transaction T1 under key 1 is priced, and nobody has released it: T2 too-long: it lasted")]
        public void What_was_done_past_all_rules_is_found(string database, string sql, string code, string text)
        {
            using Stage stage = Filled(database, out _);
            stage.Sql(sql);
            IReadOnlyList<AuditFinding> found = new Auditor(stage.Database).Run().Findings;
            Assert.Contains(found, one => one.Code == code && one.Text.Contains(text, StringComparison.Ordinal));
        }

        /// <summary>What is refused again is not stored again, and so not counted again.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_refusal_that_comes_again_is_one(string database)
        {
            using Stage stage = Filled(database, out string refused);
            stage.Say(refused);
            stage.SayTogether(("bay", Said.Event("T8", 0, "Odd", 1)), ("bay", Said.Event("T8", 0, "Odd", 1)));
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
            Assert.Equal(3, stage.All<Station>().Single().Refusals);
        }

        /// <summary>What was deleted at the begin of a new board's series, which the numbers of the old one's reach up to.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_new_boards_first_documents_are_missed(string database)
        {
            using Stage stage = Boards(database, "240AC4000002");
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
            foreach (string table in (string[])["events", "documents"])
            {
                stage.Sql($"DELETE FROM {table} WHERE key_number = 2 AND transaction_id = 'T1'");
            }

            Assert.Contains(new AuditFinding("bay", Auditor.Gap, "documents T1 to T2 before those under key 2 are not here"), new Auditor(stage.Database).Run().Findings);
        }

        /// <summary>The same meter under a new key counts on from where it was.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_new_key_of_the_same_board_goes_on_counting(string database)
        {
            using Stage stage = Boards(database, "240AC4000001", 2);
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
        }

        /// <summary>A station calls for the first time when the audit has read which stations and keys there are: for the audit it has not called.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void What_comes_while_it_looks_is_no_finding(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Filled(database, out _);
            bool came = false;
            using IDisposable watch = SeenCommands.Watch(command =>
            {
                if (!came && command.Contains("documents", StringComparison.Ordinal))
                {
                    came = true;
                    Task.Run(() =>
                    {
                        stage.Register(maker.Key, "yard");
                        stage.Say(maker.Started("T1", 1, station: "yard"), "yard");
                    }).GetAwaiter().GetResult();
                }
            });
            AuditReport report = new Auditor(stage.Database).Run();
            Assert.True(came);
            Assert.Empty(report.Findings);
            Assert.Equal((4, 5), (report.Documents, stage.All<DocumentRow>().Count));
        }

        /// <summary>A board with T1, and another of this meter with T1 and T2.</summary>
        private static Stage Boards(string database, string meter, long before = 0)
        {
            using DocumentMaker old = new();
            using DocumentMaker board = new();
            Stage stage = new(database);
            stage.Register(old.Key);
            Say(stage, old, "240AC4000001", "T1", 1, Said.Begin);
            stage.Register(board.Key);
            Say(stage, board, meter, "T1", before + 1, Said.End);
            Say(stage, board, meter, "T2", before + 3, Said.End);
            return stage;
        }

        private static void Say(Stage stage, DocumentMaker maker, string meter, string transaction, long number, long register)
        {
            string Signed(string payload)
            {
                return maker.Sign(payload.Replace("\"MS\":\"bay\"", $"\"MS\":\"{meter}\"", StringComparison.Ordinal));
            }

            Assert.StartsWith("[3,", stage.Say(Said.Event(transaction, 0, "Started", register, Signed(DocumentMaker.BeginPayload(number, register)), maker.OcppKey)));
            Assert.StartsWith("[3,", stage.Say(Said.Event(transaction, 1, "Ended", register, Signed(DocumentMaker.ReceiptPayload(number + 1, register, register)), maker.OcppKey)));
        }

        /// <summary>Two transactions with four documents, a forged receipt under the station's key, and a frame of bad form.</summary>
        private static Stage Filled(string database, out string refused)
        {
            using DocumentMaker maker = new();
            Stage stage = new(database);
            stage.Register(maker.Key);
            stage.Say(maker.Started("T1", 1));
            stage.Say(maker.Ended("T1", 2));
            stage.Say(maker.Started("T2", 3, Said.End));
            stage.Say(maker.Ended("T2", 4, Said.End, Said.End + 100_000));
            refused = Said.Event("T3", 1, "Ended", Said.End, maker.Receipt(5, Said.Begin, Said.End).Replace("\"GV\":\"1.0.0\"", "\"GV\":\"1.0.1\"", StringComparison.Ordinal), maker.OcppKey);
            Assert.StartsWith("[4,", stage.Say(refused));
            Assert.StartsWith("[4,", stage.Say(Said.Event("T7", 0, "Odd", 1)));
            return stage;
        }
    }
}
