using System.Threading.Tasks;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web.Guests;
using Xunit;

namespace NanoCharger.Web.Tests.Guests
{
    /// <summary>How often guests, and who only says that he is one, may ask.</summary>
    public sealed class GuestLimitTests
    {
        [Fact]
        public async Task Five_checkouts_an_hour_and_three_patterns_a_minute()
        {
            await using GuestYard yard = await GuestYard.Open(limited: true);
            using WebClient guest = yard.Host.Client();
            for (int checkout = 0; checkout < GuestLimits.Checkouts; checkout++)
            {
                string address = await yard.Checkout(guest);
                if (checkout == 0)
                {
                    for (int blink = 0; blink < GuestLimits.Blinks; blink++)
                    {
                        Assert.Equal(303, (await guest.Post(address, address + "/blink")).Status);
                    }

                    string? last = yard.Row.Pattern;
                    Assert.Equal(429, (await guest.Post(address, address + "/blink")).Status);
                    Assert.Equal(last, yard.Row.Pattern);
                }

                Assert.Equal(303, (await guest.Post(address, address + "/withdraw")).Status);
            }

            Answer more = await guest.Post(GuestYard.Page, GuestYard.Page, ("price", GuestYard.Price(await guest.Get(GuestYard.Page))), ("cap", "2000"));
            Assert.Equal(429, more.Status);
            Assert.Equal((GuestLimits.Checkouts, nameof(CheckoutState.Over)), (yard.Host.Ask(context => System.Linq.Queryable.Count(context.Checkouts)), yard.Row.State));
        }

        /// <summary>One address, many chargers; one charger, many addresses.</summary>
        [Fact]
        public void Each_address_and_each_charger_counts_by_itself()
        {
            using GuestLimits limits = new(2, 1, addresses: 1);
            System.Net.IPAddress one = System.Net.IPAddress.Parse("192.0.2.1");
            System.Net.IPAddress two = System.Net.IPAddress.Parse("192.0.2.2");
            System.Net.IPAddress three = System.Net.IPAddress.Parse("192.0.2.3");
            Assert.True(limits.LetsCheckout(one, 1));
            Assert.True(limits.LetsCheckout(one, 2));
            Assert.False(limits.LetsCheckout(one, 3));
            Assert.True(limits.LetsCheckout(two, 1));
            Assert.False(limits.LetsCheckout(three, 1));
            Assert.True(limits.LetsCheckout(two, 3));
            Assert.True(limits.LetsBlink(one, 1));
            Assert.False(limits.LetsBlink(two, 1));
        }

        [Fact]
        public async Task Whoever_guesses_addresses_is_asked_to_wait_and_the_right_one_opens_still()
        {
            await using GuestYard yard = await GuestYard.Open();
            using WebClient guest = yard.Host.Client();
            string address = await yard.Checkout(guest);
            for (int guess = 0; guess < Throttle.OfAddress; guess++)
            {
                Assert.Equal(404, (await guest.Get($"/r/guess{guess}")).Status);
            }

            Assert.Equal(429, (await guest.Get("/r/guess")).Status);
            Assert.Equal(200, (await guest.Get(address)).Status);
        }
    }
}
