using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Bay;
using NanoCharger.Bench.Timings;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>Limits that change faster than a vehicle follows, a silence that is shorter than the heartbeat, and a temperature read by a converter that is not known yet.</summary>
    public sealed class LimitRunTests
    {
        /// <summary>5.8 A is a pause, 6.2 A an offer: the backend's profile alternates between them, and the vehicle draws 32 A.</summary>
        [Fact]
        public void A_profile_that_alternates_around_6_A_gives_nobody_32_A_for_minutes()
        {
            string more = """{"at": 55, "draw": 32},""" + string.Concat(Enumerable.Range(0, 30).Select(i =>
                FormattableString.Invariant($"{{\"at\": {60 + (5.5 * i)}, \"command\": {Stories.Profile(i % 2 == 0 ? "5.8" : "6.2")}}},")));
            Played run = Play.Text(Stories.OneCharge(readyAt: 40, unplugAt: 240, until: 260, more: more));
            Assert.Empty(run.Summary.Violations);
            Assert.InRange(run.ContactorTimes(false).First(), 66, 69);
            Assert.InRange(run.ContactorTimes(true).Count, 1, 4);
        }

        /// <summary>The backend asks for a heartbeat in 300 s, the station calls it silent after 20 s: it beats in 10.</summary>
        [Fact]
        public void A_healthy_link_is_never_silent()
        {
            const string Head = """ "settings": {"offline.seconds": 20, "offline.amps": 6, "heartbeat.seconds": 300}, """;
            Played run = Play.Text(Stories.OneCharge(readyAt: 40, unplugAt: 380, until: 400, head: Head));
            Assert.Empty(run.Summary.Violations);
            Assert.DoesNotContain(run.Events("duty"), duty => duty.GetProperty("t").GetDouble() > 30 && Math.Abs(duty.GetProperty("percent").GetDouble() - 10) < 0.1);
            Assert.True(run.Events("message").Count(message => message.GetProperty("action").GetString() == "Heartbeat") > 20);
        }

        /// <summary>67 °C are half of the rating, before a mains blink and after it, whatever the chip's converter is.</summary>
        [Theory]
        [InlineData(1)]
        [InlineData(2)]
        [InlineData(3)]
        [InlineData(4)]
        [InlineData(5)]
        [InlineData(6)]
        [InlineData(7)]
        [InlineData(8)]
        public void At_67_degrees_a_mains_blink_leaves_half_of_the_rating(ulong seed)
        {
            const string Blink = """
                {
                  "name": "hot blink", "until": 160, "settings": {"delay.max": 0},
                  "timeline": [
                    {"at": 5, "celsius": 67},
                    {"at": 20, "plug": {}},
                    {"at": 25, "vehicle": "C"},
                    {"at": 60, "power": "cut"},
                    {"at": 61, "power": "restore"}
                  ]
                }
                """;
            SoloRun run = SoloRun.Play(Scenario.Parse(Blink, "blink"), seed);
            Assert.Empty(run.Summary.Violations);
            IEnumerable<string> offers = run.Events.Where(one => one.Kind == "duty" && one.Short is not ("100.00" or "0.00")).Select(one => one.Short);
            Assert.NotEmpty(offers);
            Assert.All(offers, offer => Assert.Equal("26.67", offer));
        }
    }
}
