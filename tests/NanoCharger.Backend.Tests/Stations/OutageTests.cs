using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Stations;
using Xunit;

namespace NanoCharger.Backend.Tests.Stations
{
    /// <summary>When a station was not heard, and why, as it is stored: over restarts of the program, and by whichever worker sees it.</summary>
    public sealed class OutageTests
    {
        private readonly StillClock _clock = new();

        private long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

        /// <summary>The worker that heard it is gone; the next one knows since when, and puts it down once.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task A_silence_is_stored_with_its_ends_though_the_program_was_started_anew_within_it(string database)
        {
            using OutageHouse house = new(_clock, database);
            await house.Boot("PowerUp", 7);
            await house.Minutes(30, "Heartbeat");
            long last = Now;
            await house.Minutes(20, null);
            house.NewProgram();
            await house.Minutes(20, null);
            await house.Boot("PowerUp", 7);
            long back = Now;
            house.NewProgram();
            await house.Minutes(2, "Heartbeat");
            Assert.Equal([(last, back, OutageCause.Link, 1)], house.Outages());
            Assert.Equal(house.Tenant, Assert.Single(house.Stage.All<OutageRow>()).TenantId);
        }

        [Theory]
        [InlineData("PowerUp", 8, "Power")]
        [InlineData("Watchdog", 8, "Watchdog")]
        [InlineData("ApplicationReset", 8, "Restart")]
        [InlineData("PowerUp", 7, "Link")]
        [InlineData("Watchdog", 7, "Link")]
        [InlineData("Triggered", 8, "Link")]
        public async Task Its_cause_is_what_the_station_says_of_the_start_behind_it_and_the_link_where_it_was_not_started(string reason, int number, string cause)
        {
            using OutageHouse house = new(_clock, Stage.Sqlite);
            await house.Boot("PowerUp", 7);
            long last = Now;
            await house.Minutes(25, null);
            await house.Boot(reason, number);
            Assert.Equal([(last, Now, Enum.Parse<OutageCause>(cause), 1)], house.Outages());
        }

        /// <summary>A station of another maker has no number in its ids: where it tells of a start there was one.</summary>
        [Fact]
        public async Task Who_has_no_number_is_believed_each_start()
        {
            using OutageHouse house = new(_clock, Stage.Sqlite);
            await house.Say(Said.Call("BootNotification", OutageHouse.Payload("PowerUp"), "a"));
            await house.Minutes(3, null);
            await house.Say(Said.Call("BootNotification", OutageHouse.Payload("PowerUp"), "b"));
            Assert.Equal([OutageCause.Power], house.Outages().Select(row => row.Item3));
        }

        /// <summary>Its number was never heard before the silence: whether that start is another one nobody can tell, and nobody says so.</summary>
        [Fact]
        public async Task Where_the_start_before_was_not_known_the_cause_is_not_either()
        {
            using OutageHouse house = new(_clock, Stage.Sqlite);
            await house.Minutes(2, "Heartbeat");
            await house.Minutes(25, null);
            await house.Boot("PowerUp", 8);
            Assert.Equal([OutageCause.Unknown], house.Outages().Select(row => row.Item3));
        }

        [Fact]
        public async Task A_restart_that_was_called_for_from_here_is_no_loss_of_power()
        {
            using OutageHouse house = new(_clock, Stage.Sqlite);
            await house.Boot("PowerUp", 7);
            long station = house.Stage.All<Station>().Single().Id;
            house.Stage.Do(context =>
            {
                context.Calls.Add(new CallRow { StationId = station, Number = 1, TenantId = house.Tenant, Id = "c", Action = CallBook.Reset, Payload = "{}", CausedBy = "", StoredMs = Now, ExpiresMs = Now + 60_000, SentMs = Now });
                return context.SaveChanges();
            });
            await house.Minutes(1, null);
            await house.Boot("PowerUp", 8);
            Assert.Equal([OutageCause.Restart], house.Outages().Select(row => row.Item3));
        }

        /// <summary>A weak Wi-Fi is one line, however often it broke.</summary>
        [Fact]
        public async Task What_follows_soon_from_the_same_cause_is_one_row_with_a_count()
        {
            using OutageHouse house = new(_clock, Stage.Sqlite);
            await house.Boot("PowerUp", 7);
            await house.Minutes(5, "Heartbeat");
            long first = Now;
            for (int turn = 0; turn < 6; turn++)
            {
                await house.Minutes(3, null);
                await house.Boot("PowerUp", 7);
            }

            Assert.Equal([(first, Now, OutageCause.Link, 6)], house.Outages());
            await house.Minutes(30, "Heartbeat");
            await house.Boot("PowerUp", 7);
            await house.Minutes(1, null);
            await house.Boot("PowerUp", 8);
            Assert.Equal([OutageCause.Link, OutageCause.Link, OutageCause.Power], house.Outages().Select(row => row.Item3));
        }

        /// <summary>Nobody listened: nothing is said of any station, and of the platform that it did not run.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task A_program_that_was_down_writes_no_outage_of_any_station(string database)
        {
            using OutageHouse house = new(_clock, database);
            await house.Boot("PowerUp", 7);
            await house.Minutes(10, "Heartbeat");
            long ended = Now;
            _clock.Advance(TimeSpan.FromHours(2));
            house.NewProgram();
            await house.Minutes(1, null);
            await house.Boot("PowerUp", 7);
            await house.Boot("PowerUp", 8);
            Assert.Equal([], house.Outages().Where(row => row.Item3 == OutageCause.Link));
            await house.Minutes(30, "Heartbeat");
            Assert.Equal([], house.Outages().Where(row => row.Item1 < ended + 7_200_000));
            List<ListeningRow> spells = [.. house.Stage.All<ListeningRow>().OrderBy(row => row.Id)];
            Assert.Equal(2, spells.Count);
            Assert.True(ended - spells[0].ToMs <= OutageDesk.GraceMs && spells[1].FromMs - ended >= 7_200_000);
        }

        /// <summary>What was silent long before the program ended was silent, as far as that was heard.</summary>
        [Fact]
        public async Task Of_a_silence_that_outlasts_the_program_only_what_was_listened_to_is_stored()
        {
            using OutageHouse house = new(_clock, Stage.Sqlite);
            await house.Boot("PowerUp", 7);
            long last = Now;
            await house.Minutes(40, null);
            long ended = Now;
            _clock.Advance(TimeSpan.FromHours(2));
            house.NewProgram();
            await house.Minutes(1, null);
            await house.Boot("PowerUp", 8);
            (long from, long to, OutageCause cause, int _) = Assert.Single(house.Outages());
            Assert.Equal((last, OutageCause.Power), (from, cause));
            Assert.InRange(to, ended - OutageDesk.GraceMs, ended);
        }

        /// <summary>The broker was away for a moment: that all stations come again says nothing of any of them.</summary>
        [Fact]
        public async Task What_broke_here_is_no_outage_of_a_station()
        {
            using OutageHouse house = new(_clock, Stage.Sqlite);
            await house.Boot("PowerUp", 7);
            await house.Minutes(5, "Heartbeat");
            house.Keeper.Lost();
            _clock.Advance(TimeSpan.FromSeconds(30));
            await house.Boot("PowerUp", 7);
            Assert.Empty(house.Outages());
            await house.Minutes(5, "Heartbeat");
            await house.Boot("PowerUp", 7);
            Assert.Single(house.Outages());
        }

        /// <summary>Each message goes to one of two workers: neither takes what the other has heard for silence, and both know the newest start.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task Two_workers_store_what_was_silent_for_both_and_once(string database)
        {
            using OutageHouse house = new(_clock, database);
            await house.Boot("PowerUp", 7);
            PresenceKeeper first = house.Keeper;
            Presence one = house.Presence;
            house.NewProgram();
            for (int turn = 0; turn < 12; turn++)
            {
                // Each hears it every ten minutes only.
                (turn % 2 == 0 ? one : house.Presence).Hear("bay");
                await first.Keep();
                await house.Keeper.Keep();
                await Pass(5, first, house.Keeper);
            }

            Assert.Empty(house.Outages());
            long last = Now - (5 * 60_000);
            await Pass(15, first, house.Keeper);
            one.Hear("bay", new Start("PowerUp", 8));
            house.Presence.Hear("bay");
            await house.Keeper.Keep();
            await first.Keep();
            await house.Keeper.Keep();
            house.Presence.Hear("bay", new Start("PowerUp", 8));
            await house.Keeper.Keep();
            Assert.Equal([(last, Now)], house.Outages().Select(row => (row.Item1, row.Item2)));
            Assert.Equal(8, house.Presence.Of("bay")!.Boot);

            async Task Pass(int minutes, params PresenceKeeper[] keepers)
            {
                for (int tick = 0; tick < minutes * 3; tick++)
                {
                    _clock.Advance(TimeSpan.FromSeconds(20));
                    foreach (PresenceKeeper keeper in keepers)
                    {
                        await keeper.Keep();
                    }
                }
            }
        }
    }
}
