using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Stations;
using Xunit;

namespace NanoCharger.Backend.Tests.Stations
{
    /// <summary>Calls to stations: stored, then sent, then sent again until they are answered or not worth it any more.</summary>
    public sealed class CallDeskTests
    {
        private static CallWish Data(string message = "Blink")
        {
            return StationWishes.Data(message, null, "test");
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_call_is_stored_before_it_is_sent_and_sent_when_its_station_is_heard(string database)
        {
            using CallStage stage = new(database);
            stage.Know();
            stage.Desk.Store("bay", Data());
            stage.Advance(10);
            Assert.Null(Assert.Single(stage.Calls).SentMs);
            Assert.Empty(stage.Sent);

            long? stored = null;
            stage.Sending = _ => stored = stage.Calls[0].SentMs;
            stage.Hear();
            string id = stage.Calls[0].Id;
            Assert.Equal([$$"""bay [2,"{{id}}","DataTransfer",{"vendorId":"nanoCharger","messageId":"Blink"}]"""], stage.Sent);
            Assert.Equal(stage.Clock.GetUtcNow().ToUnixTimeMilliseconds(), stored);
        }

        /// <summary>Another program has stored it, as a command does: who was heard a while ago is called within some seconds.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void What_another_program_has_stored_is_found_within_seconds(string database)
        {
            using CallStage stage = new(database);
            stage.Know();
            stage.Hear();
            stage.Stage.Do(context => CallBook.Store(context, "bay", Data(), CallStage.Begin.ToUnixTimeMilliseconds()));
            stage.Advance(2);
            Assert.Single(stage.Sent);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_call_is_sent_again_with_its_id_every_30_s_until_it_is_answered(string database)
        {
            using CallStage stage = new(database);
            stage.Know();
            stage.Hear();
            stage.Desk.Store("bay", Data());
            stage.Advance(28);
            Assert.Single(stage.Sent);
            stage.Advance(4);
            Assert.Equal(2, stage.Sent.Count);
            stage.Advance(30);
            Assert.Equal(3, stage.Sent.Count);
            Assert.Single(stage.Sent.Distinct());

            stage.Answer("""{"status":"Accepted"}""");
            stage.Advance(120);
            stage.Hear();
            Assert.Equal(3, stage.Sent.Count);
            CallRow row = Assert.Single(stage.Calls);
            Assert.Equal(("""{"status":"Accepted"}""", null, true), (row.Answer, row.Error, row.EndedMs is not null));
        }

        /// <summary>In a program that has the backend inside nobody has it look: it knows itself what is open, after a restart too.</summary>
        [Fact]
        public void What_is_open_is_sent_again_by_its_own_timer()
        {
            using CallStage stage = new(Stage.Sqlite);
            stage.Know();
            stage.Hear();
            stage.Desk.Store("bay", Data());
            stage.Clock.Advance(TimeSpan.FromSeconds(30));
            Assert.Equal(2, stage.Sent.Count);
            stage.Restart();
            stage.Hear();
            Assert.Equal(2, stage.Sent.Count);
            stage.Clock.Advance(TimeSpan.FromSeconds(30));
            Assert.Equal(3, stage.Sent.Count);
        }

        /// <summary>The table is away: who starts is answered, is told of once, and called when it is there again.</summary>
        [Fact]
        public void A_database_that_fails_keeps_no_answer()
        {
            using CallStage stage = new(Stage.Sqlite);
            stage.Know();
            stage.Stage.Sql("ALTER TABLE calls RENAME TO away");
            stage.Start();
            stage.Start();
            Assert.Equal(1, stage.Logged("bay: not called yet: "));
            stage.Stage.Sql("ALTER TABLE away RENAME TO calls");
            stage.Desk.Store("bay", Data());
            Assert.Single(stage.Sent);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_station_has_one_call_at_a_time_in_the_order_in_which_they_were_stored(string database)
        {
            using CallStage stage = new(database);
            stage.Know();
            stage.Know("other");
            stage.Desk.Store("bay", Data("One"));
            stage.Desk.Store("bay", Data("Two"));
            stage.Desk.Store("other", Data("Three"));
            stage.Hear();
            stage.Hear("other");
            stage.Hear();
            Assert.Equal(["One", "Three"], stage.Sent.Select(sent => sent.Split('"')[^2]));
            stage.Stage.Say($"[4,\"{stage.Calls[0].Id}\",\"NotImplemented\",\"\\ud800\",{{}}]");
            stage.Hear();
            Assert.Equal("Two", stage.Sent.Last().Split('"')[^2]);
            Assert.Equal("\"NotImplemented\" \"\\ud800\" {}", stage.Calls[0].Error);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_call_whose_time_is_over_ends_and_is_not_sent(string database)
        {
            using CallStage stage = new(database);
            stage.Know();
            stage.Desk.Store("bay", Data() with { Life = TimeSpan.FromSeconds(10) });
            stage.Advance(10);
            Assert.Equal("expired", Assert.Single(stage.Calls).Error);
            stage.Hear();
            Assert.Empty(stage.Sent);
        }

        /// <summary>The poll had no turn yet when the station is heard.</summary>
        [Fact]
        public void What_has_expired_is_not_sent_by_hearing_its_station_either()
        {
            using CallStage stage = new(Stage.Sqlite);
            stage.Know();
            stage.Stage.Do(context => CallBook.Store(context, "bay", Data() with { Life = TimeSpan.FromSeconds(1) }, CallStage.Begin.ToUnixTimeMilliseconds()));
            stage.Clock.Advance(TimeSpan.FromSeconds(1.5));
            stage.Start();
            Assert.Empty(stage.Sent);
            Assert.Equal("expired", Assert.Single(stage.Calls).Error);
        }

        [Fact]
        public void Nobody_is_called_who_was_not_heard_for_a_quarter_of_an_hour()
        {
            using CallStage stage = new(Stage.Sqlite);
            stage.Know();
            stage.Hear();
            stage.Clock.Advance(TimeSpan.FromMinutes(16));
            stage.Desk.Store("bay", Data());
            stage.Advance(60);
            Assert.Empty(stage.Sent);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void An_answer_that_nobody_asked_for_or_that_comes_twice_is_only_told(string database)
        {
            using CallStage stage = new(database);
            stage.Know();
            stage.Know("other");
            stage.Desk.Store("bay", Data());
            string id = stage.Calls[0].Id;
            stage.Stage.Say($"[3,\"{id}\",{{}}]");
            Assert.Equal(1, stage.Logged($"an answer to {id}, which was never asked"));
            stage.Hear();
            stage.Stage.Say($"[3,\"{id}\",{{}}]", "other");
            stage.Stage.Say("""[3,"odd",{}]""");
            Assert.Null(stage.Calls[0].EndedMs);
            Assert.Equal(2, stage.Logged($"an answer to {id}, which was never asked"));
            Assert.Equal(1, stage.Logged("an answer to odd, which was never asked"));

            stage.Answer("""{"status":"Accepted"}""");
            stage.Answer("""{"status":"Rejected"}""");
            Assert.Equal("""{"status":"Accepted"}""", stage.Calls[0].Answer);
            Assert.Equal(1, stage.Logged($"another answer to DataTransfer {id}, which has ended"));
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_restart_forgets_no_call(string database)
        {
            using CallStage stage = new(database);
            stage.Know();
            stage.Desk.Store("bay", Data());
            stage.Hear();
            stage.Restart();
            stage.Advance(30);
            stage.Hear();
            stage.Advance(2);
            Assert.Equal(2, stage.Sent.Count);
            Assert.Single(stage.Sent.Distinct());
            stage.Restart();
            stage.Answer("{}");
            Assert.Equal("{}", stage.Calls[0].Answer);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void Of_two_who_would_send_a_call_one_does(string database)
        {
            using CallStage stage = new(database);
            stage.Know();
            stage.Desk.Store("bay", Data());
            using PlatformContext context = stage.Stage.Database.Context();
            OpenCall seen = Assert.Single(CallBook.Open(context));
            Assert.Equal((1, 0), (CallBook.Send(context, seen, 1), CallBook.Send(context, seen, 2)));
            OpenCall again = Assert.Single(CallBook.Open(context));
            Assert.Equal((1, 0), (CallBook.Send(context, again, 3), CallBook.Send(context, again, 4)));
            Assert.Equal(0, CallBook.End(context, again, 5, "expired", null));
        }

        /// <summary>Both have heard the station, and look at the same moment, again and again.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void Two_workers_send_each_call_once_and_either_takes_the_answer(string database)
        {
            const int calls = 10;
            using CallStage one = new(database);
            using CallStage two = new(database, one.Stage.Given);
            one.Know();
            one.Hear();
            two.Hear();
            for (int number = 1; number <= calls; number++)
            {
                one.Stage.Do(context => CallBook.Store(context, "bay", Data(), CallStage.Begin.ToUnixTimeMilliseconds()));
                Parallel.Invoke(one.Desk.Look, two.Desk.Look);
                one.Desk.Look();
                Assert.Equal(number, one.Sent.Count + two.Sent.Count);

                // Whoever sent it, the other hears the answer.
                CallStage hears = one.Sent.Any(sent => sent.Contains(one.Calls[^1].Id, StringComparison.Ordinal)) ? two : one;
                hears.Stage.Say($"[3,\"{one.Calls[^1].Id}\",{{}}]");
                Assert.NotNull(one.Calls[^1].EndedMs);
            }

            one.Advance(60);
            two.Advance(60);
            Assert.Equal(calls, one.Sent.Count + two.Sent.Count);
        }

        [Fact]
        public void No_more_than_32_calls_wait_for_a_station_and_none_for_one_that_nobody_knows()
        {
            using CallStage stage = new(Stage.Sqlite);
            stage.Know();
            for (int number = 0; number < CallBook.MostOpen; number++)
            {
                stage.Desk.Store("bay", Data());
            }

            Assert.Equal("32 calls wait for station bay already", Assert.Throws<InvalidDataException>(() => stage.Desk.Store("bay", Data())).Message);
            Assert.Equal("there is no station odd", Assert.Throws<InvalidDataException>(() => stage.Desk.Store("odd", Data())).Message);
            Assert.Equal(CallBook.MostOpen, stage.Calls.Count);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void How_far_a_station_is_with_its_log_is_answered_told_and_noted_at_the_call(string database)
        {
            using CallStage stage = new(database);
            stage.Know();
            stage.Hear();
            stage.Desk.Store("bay", Data());
            stage.Desk.Store("bay", StationWishes.Log(7, "test"));
            stage.Answer("{}");
            stage.Hear();
            Assert.EndsWith("""{"customData":{"vendorId":"nanoCharger","oldestRecord":7},"log":{"remoteLocation":"mqtt"},"logType":"DiagnosticsLog","requestId":2}]""", stage.Sent.Last());
            Assert.Equal("""[3,"l",{}]""", stage.Stage.Say("""[2,"l","LogStatusNotification",{"status":"Uploading","requestId":2}]"""));
            Assert.Equal("""[3,"l",{}]""", stage.Stage.Say("""[2,"l","LogStatusNotification",{"status":"Uploaded","requestId":2}]"""));
            Assert.Equal("""[3,"l",{}]""", stage.Stage.Say("""[2,"l","LogStatusNotification",{"status":"UploadFailure","requestId":1}]"""));
            Assert.Equal("""[3,"l",{}]""", stage.Stage.Say("""[2,"l","LogStatusNotification",{"status":"Idle"}]"""));
            Assert.StartsWith("""[4,"l","PropertyConstraintViolation",""", stage.Stage.Say("""[2,"l","LogStatusNotification",{"status":"Odd"}]"""));
            Assert.Equal([null, "Uploaded"], stage.Calls.Select(row => row.Note));
            Assert.Equal(1, stage.Logged("bay: log 2: Uploaded"));
        }
    }
}
