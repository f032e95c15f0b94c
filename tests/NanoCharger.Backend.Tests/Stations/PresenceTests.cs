using System;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using NanoCharger.Backend.Data;
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
            Assert.Equal(new Heard(empty, 0, empty) { SinceMs = first, Outlet = "Available", OutletMs = empty, OutletSinceMs = empty }, presence.Of("bay"));
            long again = Say(Outlet("Available"));
            Assert.Equal(new Heard(again, 0, empty) { SinceMs = first, Outlet = "Available", OutletMs = again, OutletSinceMs = empty }, presence.Of("bay"));
            long came = Say(Said.Event("T1", 0, "Started", 5));
            Assert.Equal(new Heard(came, came, empty) { SinceMs = first, Outlet = "Available", OutletMs = again, OutletSinceMs = empty }, presence.Of("bay"));
            long plugged = Say(Outlet("Occupied"));
            Assert.Equal(new Heard(plugged, came, 0) { SinceMs = first, Outlet = "Occupied", OutletMs = plugged, OutletSinceMs = plugged }, presence.Of("bay"));
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

        /// <summary>Contact goes on over a short restart and over two workers; what an outlet said before the start is told, and nothing is concluded from it.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task Another_worker_and_a_restart_know_when_a_station_was_heard(string database)
        {
            FakeTimeProvider clock = new();
            BackendOptions one = new() { TimeProvider = clock, Presence = new Presence(clock) };
            using Stage stage = new(database, options => options with { TimeProvider = clock, Presence = one.Presence });
            stage.Do(context => House.Ensure(context, false));
            stage.Say(Said.Event("T1", 0, "Started", 5));
            long first = Now(clock);
            clock.Advance(TimeSpan.FromMinutes(1));
            stage.Say(Outlet("Available"));
            await Keeper(stage, one).Keep();

            clock.Advance(TimeSpan.FromMinutes(9));
            BackendOptions two = one with { Presence = new Presence(clock) };
            await Keeper(stage, two).Keep();
            long empty = first + 60_000;
            Heard known = new(empty, first) { SinceMs = first, Outlet = "Available", OutletMs = empty, OutletSinceMs = empty };
            Assert.Equal(known, two.Presence.Of("bay"));

            // The other worker hears it; the first one does not, and knows it all the same.
            clock.Advance(TimeSpan.FromSeconds(30));
            two.Presence.HearOutlet("bay", "Faulted");
            two.Presence.HearBoard("bay", "N7");
            await Keeper(stage, two).Keep();
            await Keeper(stage, one).Keep();
            Assert.Equal(new Heard(Now(clock), first, 0, "N7") { SinceMs = first, Outlet = "Faulted", OutletMs = Now(clock), OutletSinceMs = Now(clock) }, one.Presence.Of("bay"));

            // An outlet that another says is empty, while this one runs, is empty.
            two.Presence.HearOutlet("bay", "Available");
            clock.Advance(TimeSpan.FromSeconds(1));
            two.Presence.HearOutlet("bay", "Available");
            await Keeper(stage, two).Keep();
            await Keeper(stage, one).Keep();
            Assert.Equal(Now(clock) - 1000, one.Presence.Of("bay")!.EmptyMs);

            // Eleven minutes of silence everywhere: contact begins anew.
            clock.Advance(TimeSpan.FromMinutes(11));
            one.Presence.Hear("bay");
            await Keeper(stage, one).Keep();
            await Keeper(stage, two).Keep();
            Assert.Equal(Now(clock), two.Presence.Of("bay")!.SinceMs);
        }

        private static PresenceKeeper Keeper(Stage stage, BackendOptions options)
        {
            return new PresenceKeeper(() => stage.Database.Context(), stage.Engine.Write, options);
        }

        private static long Now(FakeTimeProvider clock)
        {
            return clock.GetUtcNow().ToUnixTimeMilliseconds();
        }

        private static string Outlet(string status)
        {
            return Said.Call("StatusNotification", $$"""{"timestamp":"2026-11-22T18:00:00Z","evseId":1,"connectorId":1,"connectorStatus":"{{status}}"}""");
        }
    }
}
