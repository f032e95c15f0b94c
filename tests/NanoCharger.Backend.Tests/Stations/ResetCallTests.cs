using NanoCharger.Backend.Stations;
using Xunit;

namespace NanoCharger.Backend.Tests.Stations
{
    /// <summary>A Reset is no call like the others: said twice it would start a station twice.</summary>
    public sealed class ResetCallTests
    {
        /// <summary>A station that has heard it starts anew, and would do so again: so a lost answer costs the word on it, not a second start.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_reset_is_sent_once_and_ends_when_the_station_starts(string database)
        {
            using CallStage stage = new(database);
            stage.Know();
            stage.Hear();
            stage.Desk.Store("bay", StationWishes.Reset("Immediate", "test"));
            stage.Desk.Store("bay", StationWishes.Data("Blink", null, "test"));
            stage.Advance(120);
            stage.Hear();
            Assert.EndsWith(""","Reset",{"type":"Immediate"}]""", Assert.Single(stage.Sent));
            stage.Start();
            Assert.Equal(2, stage.Sent.Count);
            Assert.Equal((null, null, "the station has started"), (stage.Calls[0].Answer, stage.Calls[0].Error, stage.Calls[0].Note));
            stage.Start();
            Assert.Null(stage.Calls[1].EndedMs);
        }

        [Fact]
        public void A_reset_that_waits_for_its_station_goes_when_that_starts_and_is_waited_for_five_minutes()
        {
            using CallStage stage = new(Stage.Sqlite);
            stage.Know();
            stage.Desk.Store("bay", StationWishes.Reset("OnIdle", "test"));
            stage.Start();
            Assert.Single(stage.Sent);
            stage.Advance(298);
            Assert.Null(stage.Calls[0].EndedMs);
            stage.Advance(4);
            Assert.Equal("not answered", stage.Calls[0].Error);
            Assert.Single(stage.Sent);
        }

        [Fact]
        public void A_station_that_answers_a_reset_is_not_waited_for()
        {
            using CallStage stage = new(Stage.Sqlite);
            stage.Know();
            stage.Hear();
            stage.Desk.Store("bay", StationWishes.Reset("Immediate", "test"));
            stage.Answer("""{"status":"Accepted"}""");
            stage.Start();
            Assert.Equal(("""{"status":"Accepted"}""", null), (stage.Calls[0].Answer, stage.Calls[0].Note));
        }
    }
}
