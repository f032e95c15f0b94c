using System;
using System.Linq;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace NanoCharger.Backend.Tests.Stations
{
    /// <summary>At which times of the UTC day a station has to sign so that the windows of its prices can be told apart.</summary>
    public sealed class SignTimesTests
    {
        private static readonly string[] All = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

        internal static TariffVersion Version(string id, params string[] times)
        {
            return new TariffVersion
            {
                Id = id,
                PerKilowattHour = 0.4m,
                Windows = times.Chunk(2).Select(pair => new PriceWindow { Days = All, From = pair[0], To = pair[^1], PerKilowattHour = 0.2m }).ToList(),
            };
        }

        /// <summary>Berlin is an hour ahead of UTC, from 29 March 2026 01:00 UTC to 25 October 2026 01:00 UTC two. A time that has passed is already that of the next day.</summary>
        [Theory]
        [InlineData("2026-01-15T12:00:00Z", "05:00,20:00")]
        [InlineData("2026-07-15T12:00:00Z", "04:00,19:00")]
        [InlineData("2026-03-28T12:00:00Z", "04:00,20:00")]
        [InlineData("2026-03-28T20:05:00Z", "04:00,20:00")]
        [InlineData("2026-03-28T20:11:00Z", "04:00,19:00")]
        [InlineData("2026-03-29T12:00:00Z", "04:00,19:00")]
        [InlineData("2026-10-24T12:00:00Z", "05:00,19:00")]
        [InlineData("2026-10-24T19:11:00Z", "05:00,20:00")]
        [InlineData("2026-10-25T12:00:00Z", "05:00,20:00")]
        public void The_times_move_with_daylight_saving(string now, string times)
        {
            Assert.Equal(times, At(now, (Version("v", "21:00", "06:00"), Audience.Everyone, 0)).Text);
        }

        /// <summary>02:30 is left out on 29 March: that day the hands go from 02:00 to 03:00. It comes twice on 25 October: the first counts. Midnight moves at once when it has passed for the last time.</summary>
        [Theory]
        [InlineData("2026-03-29T00:00:00Z", "02:30", "00:00", "01:00,22:00")]
        [InlineData("2026-10-25T00:00:00Z", "02:30", "00:00", "00:30,23:00")]
        [InlineData("2026-03-28T22:00:00Z", "02:30", "00:00", "01:00,23:00")]
        [InlineData("2026-03-28T23:11:00Z", "02:30", "00:00", "01:00,22:00")]
        public void An_hour_that_is_left_out_or_comes_twice_has_its_boundary(string now, string from, string to, string times)
        {
            Assert.Equal(times, At(now, (Version("v", from, to), Audience.Everyone, 0)).Text);
        }

        /// <summary>In force now or within a day, for whomever; what was before counts no more, what comes later not yet.</summary>
        [Theory]
        [InlineData("2026-01-01T12:00:00Z", "05:00,20:00")]
        [InlineData("2026-01-09T11:00:00Z", "05:00,20:00")]
        [InlineData("2026-01-09T13:00:00Z", "05:00,06:00,20:00,21:00")]
        [InlineData("2026-01-10T13:00:00Z", "06:00,21:00")]
        public void A_version_counts_from_a_day_before_it_begins_until_another_has(string now, string times)
        {
            Assert.Equal(times, At(now,
                (Version("old", "21:00", "06:00"), Audience.Everyone, Ms("2026-01-02T00:00:00Z")),
                (Version("new", "22:00", "07:00"), Audience.Everyone, Ms("2026-01-10T12:00:00Z"))).Text);
        }

        [Fact]
        public void With_more_than_four_everyones_go_first_and_the_others_are_named()
        {
            SignTimes times = At(
                "2026-01-15T12:00:00Z",
                (Version("card", "10:00", "11:00", "14:00", "15:00"), Audience.Card("04A1"), 0),
                (Version("house", "21:00", "07:00"), Audience.Residents, 0),
                (Version("all", "21:00", "06:00"), Audience.Everyone, 0),
                (Version("guest", "12:00", "13:00"), Audience.Guests, 0));
            Assert.Equal("05:00,09:00,10:00,20:00", times.Text);
            Assert.Equal(["13:00 of card", "14:00 of card", "11:00 of guest", "12:00 of guest", "06:00 of house"], times.LeftOut);
        }

        [Fact]
        public void Prices_without_windows_need_none()
        {
            Assert.Equal("", At("2026-01-15T12:00:00Z", (Version("v"), Audience.Everyone, 0)).Text);
        }

        private static SignTimes At(string now, params (TariffVersion Version, Audience For, long FromMs)[] offers)
        {
            return SignTimes.Of(offers.Select(offer => new Offer(offer.Version, offer.For, offer.FromMs)), InstantPattern.General.Parse(now).Value);
        }

        private static long Ms(string time)
        {
            return InstantPattern.General.Parse(time).Value.ToUnixTimeMilliseconds();
        }
    }
}
