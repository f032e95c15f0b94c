using System;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Web.Guests;
using NanoCharger.Backend.Web.Today;
using Xunit;

namespace NanoCharger.Web.Tests.Guests
{
    /// <summary>Whether a guest is asked to pay, for everything that a bay can be.</summary>
    public sealed class GuestFactsTests
    {
        [Theory]
        [InlineData(BayState.Occupied, GuestStanding.Welcome)]
        [InlineData(BayState.Ended, GuestStanding.Welcome)]
        [InlineData(BayState.Free, GuestStanding.NoCar)]
        [InlineData(BayState.Charging, GuestStanding.Charging)]
        [InlineData(BayState.Paused, GuestStanding.Charging)]
        [InlineData(BayState.Full, GuestStanding.Charging)]
        [InlineData(BayState.Unavailable, GuestStanding.Unavailable)]
        [InlineData(BayState.Faulty, GuestStanding.Faulty)]
        [InlineData(BayState.Silent, GuestStanding.Silent)]
        [InlineData(BayState.New, GuestStanding.Silent)]
        [InlineData(BayState.Bare, GuestStanding.Silent)]
        public void A_guest_is_asked_to_pay_only_where_a_car_is_plugged_in_and_nobody_charges(BayState state, GuestStanding standing)
        {
            Assert.Equal(standing, At(state).Standing);
            Assert.NotEqual(GuestStanding.Welcome, (At(state) with { IsOthers = true }).Standing);
            Assert.NotEqual(GuestStanding.Welcome, (At(state) with { IsGranted = true }).Standing);
            Assert.NotEqual(GuestStanding.Welcome, (At(state) with { HasKey = false }).Standing);
            Assert.NotEqual(GuestStanding.Welcome, (At(state) with { HasPrice = false }).Standing);
            Assert.Equal(GuestStanding.ResidentsOnly, (At(state) with { Way = GuestWay.None }).Standing);
        }

        [Fact]
        public void Each_reason_is_its_own()
        {
            GuestFacts here = At(BayState.Occupied);
            Assert.Equal(GuestStanding.Paying, (here with { IsOthers = true }).Standing);
            Assert.Equal(GuestStanding.Charging, (here with { IsGranted = true }).Standing);
            Assert.Equal(GuestStanding.NoPrice, (here with { HasPrice = false }).Standing);
            Assert.Equal(GuestStanding.Unavailable, (here with { HasKey = false }).Standing);
            Assert.Equal(GuestStanding.Welcome, (here with { Way = GuestWay.Free }).Standing);
            Assert.Equal(11, Enum.GetValues<BayState>().Length);
        }

        private static GuestFacts At(BayState state)
        {
            return new GuestFacts(GuestWay.Desk, HasPrice: true, HasKey: true, state);
        }
    }
}
