using Microsoft.Extensions.Time.Testing;
using NanoCharger.Backend.Stations;
using Xunit;

namespace NanoCharger.Backend.Tests.Stations
{
    /// <summary>When a station was heard, as billing asks for it.</summary>
    public sealed class PresenceTests
    {
        [Fact]
        public void What_a_station_says_is_heard_by_its_kind()
        {
            FakeTimeProvider clock = new();
            Presence presence = new(clock);
            using Stage stage = new(Stage.Sqlite, options => options with { Presence = presence });
            Assert.Null(presence.Of("bay"));
            long first = Say(Said.Call("Heartbeat", "{}"));
            Assert.Equal(new Heard(first) { SinceMs = first }, presence.Of("bay"));
            long empty = Say(Outlet("Available"));
            Assert.Equal(new Heard(empty, 0, empty) { SinceMs = first }, presence.Of("bay"));
            long again = Say(Outlet("Available"));
            Assert.Equal(new Heard(again, 0, empty) { SinceMs = first }, presence.Of("bay"));
            long came = Say(Said.Event("T1", 0, "Started", 5));
            Assert.Equal(new Heard(came, came, empty) { SinceMs = first }, presence.Of("bay"));
            long plugged = Say(Outlet("Occupied"));
            Assert.Equal(new Heard(plugged, came, 0) { SinceMs = first }, presence.Of("bay"));
            Assert.Null(presence.Of("yard"));

            // Eleven minutes of silence: what it has to tell since then may be on its way.
            clock.Advance(System.TimeSpan.FromMinutes(11));
            long back = Say(Said.Call("Heartbeat", "{}"));
            Assert.Equal(back, presence.Of("bay")!.SinceMs);

            long Say(string frame)
            {
                clock.Advance(System.TimeSpan.FromSeconds(1));
                stage.Say(frame);
                return clock.GetUtcNow().ToUnixTimeMilliseconds();
            }
        }

        private static string Outlet(string status)
        {
            return Said.Call("StatusNotification", $$"""{"timestamp":"2026-11-22T18:00:00Z","evseId":1,"connectorId":1,"connectorStatus":"{{status}}"}""");
        }
    }
}
