using System;
using System.IO;
using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Broker;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>Names that somebody makes up fill neither the database nor the memory, and a log that throws ends nothing.</summary>
    public sealed class UnknownNameTests
    {
        private const string Odd = """[2,"7","TransactionEvent",{"eventType":"Odd"}]""";

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void What_has_no_form_makes_no_station(string database)
        {
            using Stage stage = new(database);
            string?[] answers = stage.SayTogether(("made.up", Odd), ("known", Said.Event("T1", 0, "Started", 5)), ("known", Odd));
            Assert.StartsWith("[4,\"7\",\"PropertyConstraintViolation\"", answers[0]);
            Assert.Equal(answers[0], answers[2]);
            Assert.Equal("""[3,"1-1",{}]""", answers[1]);
            Assert.Equal(["known"], stage.All<Station>().Select(row => row.Name));
            Assert.Equal(["known"], stage.All<Bay>().Select(row => row.Name));
            Assert.Single(stage.All<RefusalRow>());
            Assert.Contains(stage.Log, line => line.StartsWith("made.up: TransactionEvent 7 refused and not kept, of a station that nobody knows", StringComparison.Ordinal));
            Assert.Equal(2, stage.Engine.Counters.Refused);
        }

        [Fact]
        public void What_is_remembered_under_names_is_bounded()
        {
            Bounded<string> names = new();
            for (int number = 0; number <= Bounded<string>.Most; number++)
            {
                names.Keep("n" + number, "here");
                names.Keep("n" + number, "there");
            }

            Assert.Equal(1, names.Count);
            Assert.Equal(("there", null), (names.Find("n" + Bounded<string>.Most), names.Find("n0")));
        }

        /// <summary>The connections tell it too, on threads where nobody catches anything.</summary>
        [Fact]
        public void A_log_that_cannot_be_written_keeps_no_backend_from_its_broker()
        {
            using EmbeddedBroker broker = EmbeddedBroker.Start(0);
            using PaymentBackend backend = new(new BackendOptions { Port = broker.Port, Log = _ => throw new IOException("no space left") });
            backend.Start();
            Assert.True(backend.IsConnected);
        }
    }
}
