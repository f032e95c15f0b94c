using System;
using System.IO;
using System.Linq;
using NanoCharger.Backend.Data;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>What the backend before this one did wrong, by trial.</summary>
    public sealed class TrialTests
    {
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_verified_receipt_is_taken_though_an_unsigned_event_has_its_seqNo(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = new(database);
            stage.Register(maker.Key);
            stage.Say(maker.Started("T1", 1));
            Assert.Equal("""[3,"1-1",{}]""", stage.Say(Said.Event("T1", 1, "Updated", 5)));

            Assert.Equal("""[3,"1-1",{"totalCost":10.00}]""", stage.Say(maker.Ended("T1", 2)));
            Assert.Equal(2, Assert.Single(stage.Transactions()).Receipt);
        }

        [Fact]
        public void A_locked_file_blocks_no_heartbeat_and_loses_no_event()
        {
            using Stage stage = new(Stage.Sqlite);
            stage.Say(Said.Event("T1", 0, "Started", 5));
            using (System.Data.Common.DbConnection other = stage.Database.Connect())
            {
                using System.Data.Common.DbCommand command = other.CreateCommand();
                command.CommandText = "BEGIN IMMEDIATE";
                command.ExecuteNonQuery();
                Assert.Null(stage.Say(Said.Event("T1", 1, "Ended", 6)));
                Assert.StartsWith("""[3,"1-1",{"currentTime":""", stage.Say(Said.Call("Heartbeat", "{}")));
            }

            Assert.Contains(stage.Log, line => line.Contains($"the database {stage.Given}: another program has locked it", StringComparison.Ordinal));
            Assert.Equal("""[3,"1-1",{"totalCost":0.00}]""", stage.Say(Said.Event("T1", 1, "Ended", 6)));
        }

        [Theory]
        [OnSqlite("tariff = '{\"name\":7}'")]
        [OnPostgres("tariff = '{\"name\":7}'")]
        [OnSqlite("started_ms = 9223372036854775807")]
        [OnPostgres("started_ms = 9223372036854775807")]
        public void One_odd_row_stops_neither_another_transaction_nor_another_station(string database, string odd)
        {
            using Stage stage = new(database);
            stage.Say(Said.Event("T1", 0, "Started", 5));
            stage.Say(Said.Event("T2", 0, "Started", 5));
            stage.Sql($"UPDATE transactions SET {odd} WHERE id = 'T1'");
            stage.Restart();

            string?[] answers = stage.SayTogether(
                ("bay", Said.Event("T1", 1, "Ended", 6)), ("bay", Said.Event("T2", 1, "Ended", 6)), ("other", Said.Event("T1", 0, "Started", 5)));
            Assert.Equal((string?[])[null, """[3,"1-1",{"totalCost":0.00}]""", """[3,"1-1",{}]"""], answers);
            Assert.Equal(["T2", "T1"], stage.Transactions().Select(one => one.Id));
            Assert.Contains(stage.Log, line => line.Contains("transaction T1 cannot be read", StringComparison.Ordinal));
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_card_that_is_no_longer_accepted_is_told_so_with_the_first_answer(string database)
        {
            using Stage stage = new(database);
            string With(string token, string type)
            {
                return Said.Event("T" + token + type, 0, "Started", 5, more: $$"""
                    "idToken":{"idToken":"{{token}}","type":"{{type}}"},
                    """.Trim());
            }

            Assert.Equal("""[3,"1-1",{"idTokenInfo":{"status":"Unknown"}}]""", stage.Say(With("DEAD", "ISO14443")));
            Assert.Equal("""[3,"1-1",{"idTokenInfo":{"status":"Accepted"}}]""", stage.Say(With("04AA", "ISO14443")));
            Assert.Equal("""[3,"1-1",{}]""", stage.Say(With("DEAD", "NoAuthorization")));
        }

        /// <summary>A start from afar names a token that this side sent, which is no word that it may still charge: it may be blocked since.</summary>
        [Theory]
        [OnSqlite("DEAD", "ISO14443", "Started", "Unknown")]
        [OnPostgres("DEAD", "ISO14443", "Started", "Unknown")]
        [OnSqlite("DEAD", "ISO14443", "Ended", "Unknown")]
        [OnSqlite("04AA", "ISO14443", "Started", "Accepted")]
        [OnSqlite("DEAD", "Central", "Started", "Accepted")]
        public void A_card_that_is_blocked_is_told_so_though_it_was_started_from_afar(string database, string token, string type, string kind, string status)
        {
            using Stage stage = new(database);
            string frame = Said.Event("T1", 0, kind, 5, more: $$"""
                "idToken":{"idToken":"{{token}}","type":"{{type}}"},
                """.Trim()).Replace("\"transactionInfo\":{", "\"transactionInfo\":{\"remoteStartId\":7,", StringComparison.Ordinal);
            Assert.Contains("remoteStartId", frame, StringComparison.Ordinal);
            Assert.Contains($$"""
                "idTokenInfo":{"status":"{{status}}","personalMessage":{
                """.Trim(), stage.Say(frame));
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_gap_in_the_numbers_is_told_and_a_falling_register_refused(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = new(database);
            stage.Register(maker.Key);
            stage.Say(maker.Ended("T1", 2));
            Assert.StartsWith("[3,", stage.Say(maker.Ended("T2", 900, Said.End, Said.End + 50)));
            Assert.Contains("the register falls from T900 to T901", stage.Say(maker.Ended("T3", 901, Said.Begin, Said.End)));

            Assert.Equal(
                [(2L, "gap-none", 0), (900L, "gap", 1), (901L, "falling-register", 3)],
                stage.All<FindingRow>().Select(row => (row.Number, row.Code, row.Consequence)).Append((2L, "gap-none", 0)).Order());
            Assert.Contains(stage.Log, line => line.Contains("T900 follows T2: 897 missing", StringComparison.Ordinal));
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_receipt_of_a_hundred_years_waits_for_the_manager(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = new(database, options => options with { Tariff = options.Tariff! with { PerMinute = 1m } });
            stage.Register(maker.Key);
            stage.Clock.Now = new DateTimeOffset(2126, 11, 22, 20, 0, 0, TimeSpan.Zero);
            string document = maker.Receipt(2, Said.Begin, Said.End, to: "2126-11-22T20:00:00,000+0000 S");

            Assert.Equal("""[3,"1-1",{}]""", stage.Say(Said.Event("T1", 1, "Ended", Said.End, document, maker.OcppKey)));
            BilledTransaction held = Assert.Single(stage.Transactions());
            Assert.Null(held.Cost);
            Assert.Contains("it lasted 36524 days", held.Withheld);
        }

        [Fact]
        public void A_log_that_cannot_be_written_stops_nothing()
        {
            using Stage stage = new(Stage.Sqlite, options => options with { Log = _ => throw new IOException("no space left") });
            Assert.Null(stage.Say("[2,"));
            Assert.StartsWith("[4,", stage.Say(Said.Event("T1", 1, "Dance", 5)), StringComparison.Ordinal);
            Assert.Equal("""[3,"1-1",{}]""", stage.Say(Said.Event("T1", 1, "Updated", 5)));
        }

        [Fact]
        public void A_frame_of_64_MB_is_not_looked_at()
        {
            using Stage stage = new(Stage.Sqlite);
            byte[] long64 = new byte[64 << 20];
            long before = GC.GetAllocatedBytesForCurrentThread();
            stage.Send(long64, _ => Assert.Fail("answered"));
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
            Assert.Equal(1, stage.Engine.Counters.Malformed);
        }

        /// <summary>A row that is there already, of which the program knows nothing: that station's part fails, and the rest of the same unit of work does not.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_station_whose_rows_cannot_be_written_stops_no_other(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = new(database);
            stage.Register(maker.Key);
            stage.Register(maker.Key, "other");
            stage.Say(maker.Started("T1", 1));
            long bay = stage.All<Station>().Single(one => one.Name == "bay").Id;
            stage.Sql($"INSERT INTO events SELECT station_id, key_number, 'T9', sequence, signed, tenant_id, type, utc_ms, clock, came_ms, stopped_reason, begin_mwh, end_mwh, token, document_number, hash, frame, answer FROM events WHERE station_id = {bay}");

            string?[] answers = stage.SayTogether(
                ("bay", maker.Started("T9", 2)), ("bay", maker.Started("T8", 3)), ("other", maker.Started("T1", 1, station: "other")));
            Assert.Equal((string?[])[null, """[3,"1-1",{}]""", """[3,"1-1",{}]"""], answers);
        }
    }
}
