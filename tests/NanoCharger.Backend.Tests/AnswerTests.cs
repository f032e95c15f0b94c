using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ingest;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>The table of answers in the README, a test a row.</summary>
    public sealed class AnswerTests
    {
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void What_verifies_is_answered_with_a_result_after_the_commit(string database)
        {
            System.Collections.Concurrent.ConcurrentQueue<(IngestStep, bool)> steps = new();
            using DocumentMaker maker = new();
            using Stage stage = new(database, at: (step, done) => steps.Enqueue((step, done)));
            stage.Register(maker.Key);
            steps.Clear();

            Assert.Equal("""[3,"1-1",{}]""", stage.Say(maker.Started("T1", 1)));
            Assert.True(steps.ToList().IndexOf((IngestStep.Committed, true)) < steps.ToList().IndexOf((IngestStep.Answered, false)));
            Assert.Equal("""[3,"1-1",{"totalCost":10.00}]""", stage.Say(maker.Ended("T1", 2)));
            Assert.Equal(2, stage.All<EventRow>().Count(row => row.Signed && row.KeyNumber == 1));
            Assert.Equal([1, 2], stage.All<DocumentRow>().Select(row => row.Number).Order());
            Assert.Equal(10.00m, Assert.Single(stage.Transactions()).Cost);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void What_is_harmless_is_answered_with_a_result(string database)
        {
            using Stage stage = new(database);
            Assert.Equal("""[3,"1-1",{}]""", stage.Say(Said.Event("T1", 0, "Started", 0)));
            Assert.Equal("""[3,"1-1",{}]""", stage.Say(Said.Event("T1", 1, "Updated", 5)));
            Assert.StartsWith("""[3,"1-1",{"currentTime":""", stage.Say(Said.Call("Heartbeat", "{}")));
            Assert.Equal(2, Assert.Single(stage.Transactions()).EventCount);
        }

        /// <summary>The begin is answered anew as it was, though the end and with it the price have come since.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_repeat_gets_the_answer_that_was_stored(string database)
        {
            using DocumentMaker maker = new();
            using DocumentMaker other = new();
            using Stage stage = new(database);
            stage.Register(maker.Key);
            string begin = maker.Started("T1", 1);
            string end = maker.Ended("T1", 2);
            stage.Say(end);
            Assert.Equal("""[3,"1-1",{"totalCost":10.00}]""", stage.Say(begin));
            stage.Register(other.Key);
            stage.Restart();

            Assert.Equal("""[3,"1-1",{"totalCost":10.00}]""", stage.Say(begin));
            Assert.Equal("""[3,"1-1",{"totalCost":10.00}]""", stage.Say(end));
            Assert.Equal("""[3,"1-1",{"totalCost":10.00}]""", stage.Say(end.Replace("\"evse\"", "\"offline\":true,\"evse\"", System.StringComparison.Ordinal)));
            Assert.Equal(2, stage.All<EventRow>().Count);
            Assert.Empty(stage.All<RefusalRow>());
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_bad_signature_under_the_key_that_it_names_is_kept_and_refused_for_good(string database)
        {
            using DocumentMaker maker = new();
            using DocumentMaker other = new();
            using Stage stage = new(database);
            stage.Register(maker.Key);
            string forged = Said.Event("T1", 1, "Ended", Said.End, other.Receipt(2, Said.Begin, Said.End), maker.OcppKey);

            Assert.StartsWith("""[4,"1-1","PropertyConstraintViolation","signed document refused: signature: not this key's over this payload""", stage.Say(forged));
            AssertKept(stage, forged, "PropertyConstraintViolation", waits: false, key: 1);
        }

        [Theory]
        [OnSqlite("\"seqNo\":1,", "", "OccurrenceConstraintViolation")]
        [OnPostgres("\"seqNo\":1,", "", "OccurrenceConstraintViolation")]
        [OnSqlite("\"seqNo\":1,", "\"seqNo\":true,", "TypeConstraintViolation")]
        [OnSqlite("\"T1\"", "\"\"", "PropertyConstraintViolation")]
        [OnSqlite("{\"eventType\":\"Ended\"", "[],{\"eventType\":\"Ended\"", "FormatViolation")]
        public void A_bad_form_is_kept_and_refused_for_good(string database, string sound, string bad, string code)
        {
            using Stage stage = new(database);
            stage.Say(Said.Event("T0", 0, "Started", 5));
            string frame = Said.Event("T1", 1, "Ended", 5).Replace(sound, bad, System.StringComparison.Ordinal);

            Assert.StartsWith($"[4,\"1-1\",\"{code}\",", stage.Say(frame));
            AssertKept(stage, frame, code, waits: false, key: 0);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void Another_body_under_the_same_seqNo_is_kept_and_refused_for_good(string database)
        {
            using Stage stage = new(database);
            stage.Say(Said.Event("T1", 1, "Ended", 5));
            string other = Said.Event("T1", 1, "Ended", 6);

            Assert.StartsWith("""[4,"1-1","PropertyConstraintViolation","it contradicts what is stored as seqNo 1 of T1, which stands""", stage.Say(other));
            AssertKept(stage, other, "PropertyConstraintViolation", waits: false, key: 0);
            Assert.Equal(5, Assert.Single(stage.Transactions()).EndRegister);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void Without_a_key_it_is_kept_and_waits_and_is_judged_when_one_comes(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = new(database);
            string end = maker.Ended("T1", 2);
            Assert.StartsWith("""[4,"1-1","SecurityError","signed document refused: no public key is known of this station""", stage.Say(end));
            AssertKept(stage, end, "SecurityError", waits: true, key: 0);
            Assert.Empty(stage.All<EventRow>());

            stage.Register(maker.Key);

            Assert.Equal(10.00m, Assert.Single(stage.Transactions()).Cost);
            Assert.NotNull(Assert.Single(stage.All<RefusalRow>()).SettledMs);
            Assert.Equal("""[3,"1-1",{"totalCost":10.00}]""", stage.Say(end));
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void What_waits_and_the_key_that_comes_does_not_hold_is_judged_once_by_it(string database)
        {
            using DocumentMaker maker = new();
            using DocumentMaker other = new();
            using Stage stage = new(database);
            string forged = Said.Event("T1", 1, "Ended", Said.End, other.Receipt(2, Said.Begin, Said.End), maker.OcppKey);
            stage.Say(forged);
            stage.Register(maker.Key);
            for (int time = 0; time < 3; time++)
            {
                Assert.StartsWith("""[4,"1-1","PropertyConstraintViolation",""", stage.Say(forged));
            }

            Assert.Equal([(0, true), (1, false)], stage.All<RefusalRow>().Select(row => (row.KeyNumber, row.Waits)).Order());
        }

        /// <summary>Neither an error that makes a station give up its record, nor a result for what is not stored.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_failure_of_ours_is_never_an_answer(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = new(database);
            stage.Register(maker.Key);
            string begin = maker.Started("T1", 1);
            stage.Sql("ALTER TABLE events RENAME TO gone");
            Assert.Null(stage.Say(begin));
            Assert.Null(stage.Say(Said.Event("T2", 0, "Started", 5), "other"));
            Assert.StartsWith("""[3,"1-1",{"currentTime":""", stage.Say(Said.Call("Heartbeat", "{}")));
            Assert.Contains(stage.Log, line => line.Contains("not stored and not answered", System.StringComparison.Ordinal));

            stage.Sql("ALTER TABLE gone RENAME TO events");
            Assert.Equal("""[3,"1-1",{}]""", stage.Say(begin));
            Assert.Equal(2, stage.Engine.Counters.Failed);
        }

        private static void AssertKept(Stage stage, string frame, string code, bool waits, int key)
        {
            RefusalRow kept = Assert.Single(stage.All<RefusalRow>());
            Assert.Equal(frame, System.Text.Encoding.UTF8.GetString(kept.Frame));
            Assert.Equal((code, waits, key), (kept.Code, kept.Waits, kept.KeyNumber));
            Assert.NotEmpty(kept.Reason);
        }
    }
}
