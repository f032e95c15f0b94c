using System;
using System.Collections.Generic;
using NanoCharger.Backend.Stations;
using NanoCharger.Backend.Web.Today;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>What a tile says follows from what is known, and from nothing else.</summary>
    public sealed class BayFactsTests
    {
        private const long Now = 10_000_000_000;
        private const long Minute = 60_000;

        private static readonly BayFacts Heard = new(Now - Minute, "Occupied", Now - (60 * Minute));
        private static readonly OpenCharge Begun = new(Now - (50 * Minute), 1_000_000, 3_000_000, null);

        public static TheoryData<string, int> States => new()
        {
            { "bare", (int)BayState.Bare },
            { "never heard", (int)BayState.New },
            { "silent for 16 minutes", (int)BayState.Silent },
            { "silent for 14 minutes", (int)BayState.Occupied },
            { "faulted, though charging", (int)BayState.Faulty },
            { "unavailable", (int)BayState.Unavailable },
            { "charging, nothing live", (int)BayState.Charging },
            { "charging, live", (int)BayState.Charging },
            { "draws nothing", (int)BayState.Paused },
            { "draws nothing, as of long ago", (int)BayState.Charging },
            { "stopped drawing", (int)BayState.Full },
            { "stopped drawing, draws again", (int)BayState.Charging },
            { "an open transaction, an empty outlet", (int)BayState.Free },
            { "ended, plugged in", (int)BayState.Ended },
            { "ended before it was plugged in", (int)BayState.Occupied },
            { "empty", (int)BayState.Free },
        };

        [Theory]
        [MemberData(nameof(States))]
        public void A_bay_says_what_is_known_of_it(string known, int state)
        {
            BayFacts facts = known switch
            {
                "bare" => new BayFacts(null, null, 0) { Bare = true },
                "never heard" => new BayFacts(null, null, 0),
                "silent for 16 minutes" => Heard with { HeardMs = Now - (16 * Minute), Open = Begun },
                "silent for 14 minutes" => Heard with { HeardMs = Now - (14 * Minute) },
                "faulted, though charging" => Heard with { Outlet = "Faulted", Open = Begun, Live = Live(7000, 16, 32) },
                "unavailable" => Heard with { Outlet = "Unavailable" },
                "charging, nothing live" => Heard with { Open = Begun },
                "charging, live" => Heard with { Open = Begun, Live = Live(7000, 16, 32) },
                "draws nothing" => Heard with { Open = Begun, Live = Live(0, 0, 32) },
                "draws nothing, as of long ago" => Heard with { Open = Begun, Live = Live(0, 0, 32) with { Age = TimeSpan.FromMinutes(2) } },
                "stopped drawing" => Heard with { Open = Begun with { StoppedDrawingMs = Now - Minute } },
                "stopped drawing, draws again" => Heard with { Open = Begun with { StoppedDrawingMs = Now - Minute }, Live = Live(7000, 16, 32) },
                "an open transaction, an empty outlet" => Heard with { Outlet = "Available", Open = Begun },
                "ended, plugged in" => Heard with { EndedMs = Now - (2 * Minute) },
                "ended before it was plugged in" => Heard with { EndedMs = Now - (200 * Minute) },
                _ => Heard with { Outlet = "Available" },
            };
            Assert.Equal((BayState)state, facts.At(Now).State);
        }

        [Fact]
        public void Energy_goes_by_the_live_register_where_there_is_one_and_else_by_what_was_signed()
        {
            Assert.Equal(2_000_000, (Heard with { Open = Begun }).At(Now).MilliwattHours);
            Assert.Equal(4_000_000, (Heard with { Open = Begun, Live = Live(7000, 16, 32) }).At(Now).MilliwattHours);
            Assert.Null((Heard with { Outlet = "Available" }).At(Now).MilliwattHours);

            // Where the begin is all that was signed nobody knows; that is not nothing.
            Assert.Null((Heard with { Open = Begun with { LastMwh = 1_000_000 } }).At(Now).MilliwattHours);
        }

        /// <summary>The complaint: an end that never came, and for twelve days the page says that somebody charges.</summary>
        [Fact]
        public void A_phantom_session_of_12_days_is_no_charge_where_the_outlet_is_free_or_the_station_silent()
        {
            OpenCharge twelveDays = Begun with { StartedMs = Now - (12 * 24 * 3_600_000L) };
            Assert.Equal(BayState.Free, (Heard with { Open = twelveDays, Outlet = "Available" }).At(Now).State);
            Assert.Equal(BayState.Silent, (Heard with { Open = twelveDays, HeardMs = Now - (12 * 24 * 3_600_000L) }).At(Now).State);
            Assert.Null((Heard with { Open = twelveDays, Outlet = "Available" }).At(Now).MilliwattHours);
        }

        [Fact]
        public void Why_it_is_slow_is_said_where_the_values_tell_it()
        {
            BayFacts facts = Heard with { Open = Begun, RatedAmps = 32 };
            Assert.Equal(SlowReason.Offered, (facts with { Live = Live(2300, 10, 10) }).At(Now).Slow);
            Assert.Equal(SlowReason.Vehicle, (facts with { Live = Live(3680, 16, 32, 16, 16) }).At(Now).Slow);
            Assert.Equal(SlowReason.OnePhase, (facts with { Live = Live(7360, 32, 32, 0, 0) }).At(Now).Slow);
            Assert.Equal(SlowReason.None, (facts with { Live = Live(22000, 32, 32, 32, 32) }).At(Now).Slow);
            Assert.Equal(SlowReason.None, (facts with { Live = Live(7360, 10, 10) with { Age = TimeSpan.FromMinutes(2) } }).At(Now).Slow);
            Assert.Equal(SlowReason.None, (facts with { RatedAmps = null, Live = Live(2300, 10, 10) }).At(Now).Slow);
        }

        private static LiveReading Live(decimal watts, decimal amps, decimal offered, params decimal[] others)
        {
            List<LiveValue> values = [new("Power.Active.Import", null, watts, "W"), new("Energy.Active.Import.Register", null, 5000, "Wh"), new("Current.Offered", null, offered, "A"), new("Current.Import", "L1", amps, "A")];
            for (int at = 0; at < others.Length; at++)
            {
                values.Add(new LiveValue("Current.Import", "L" + (at + 2), others[at], "A"));
            }

            return new LiveReading(DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(5), values);
        }
    }
}
