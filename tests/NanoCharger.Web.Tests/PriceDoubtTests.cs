using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Web;
using NanoCharger.Backend.Web.Prices;
using NodaTime;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>A price that is most likely typed wrong is asked about once; and what a price is compared with has one currency a sum.</summary>
    public sealed class PriceDoubtTests
    {
        [Theory]
        [InlineData("EUR", "2", "20", "2", "")]
        [InlineData("EUR", "2.01", "0", "0", "KilowattHour:2.01")]
        [InlineData("EUR", "0.3", "20.5", "0", "Start:20.5")]
        [InlineData("CHF", "39", "0", "3", "KilowattHour:39 Minute:3")]
        [InlineData("JPY", "60", "500", "5", "")]
        [InlineData("JPY", "201", "0", "0", "KilowattHour:201")]
        public void What_is_out_of_the_usual_is_doubted(string currency, string kwh, string start, string minute, string doubts)
        {
            TariffVersion version = new() { Id = "P", Currency = currency, PerKilowattHour = Number(kwh), StartFee = Number(start), PerMinute = Number(minute) };
            Assert.Equal(doubts, PriceDoubts.Mark(PriceDoubts.Of(version)));
            if (kwh == "39")
            {
                Assert.Equal(doubts, PriceDoubts.Mark(PriceDoubts.Of(version with { PerKilowattHour = 1, Windows = [new PriceWindow { Days = ["Mon"], From = "22:00", To = "06:00", PerKilowattHour = 39 }] })));
            }
        }

        [Fact]
        public async Task A_price_of_39_a_kilowatt_hour_is_put_down_only_with_a_tick_and_a_tick_is_for_that_price_alone()
        {
            await using WebHost host = await DemoHost.Start();
            using WebClient client = await host.SignedIn(Role.Manager);
            (string, string)[] typed = [("do", "put"), ("for", "everyone"), ("kwh", "39")];
            Answer asked = await client.Post("/prices", "/prices", typed);
            Assert.Equal(422, asked.Status);
            string page = WebUtility.HtmlDecode(asked.Text);
            Assert.Contains("€ 39.00 for a kWh: is that meant?", page, StringComparison.Ordinal);
            string tick = Regex.Match(page, "name=\"sure\" value=\"([^\"]+)\"").Groups[1].Value;
            Assert.Equal(422, (await client.Post("/prices", "/prices", [("do", "put"), ("for", "everyone"), ("kwh", "40"), ("sure", tick)])).Status);
            Assert.Equal(422, (await client.Post("/prices", "/prices", [.. typed, ("sure", "yes")])).Status);
            Assert.Equal(3, host.Ask(context => context.Offers.Count()));
            Assert.Equal(303, (await client.Post("/prices", "/prices", [.. typed, ("sure", tick)])).Status);
            Assert.Equal(4, host.Ask(context => context.Offers.Count()));
        }

        [Fact]
        public async Task The_first_price_is_asked_about_too()
        {
            await using WebHost host = await WebHost.Start();
            using WebClient client = await host.SignedIn(Role.Operator);
            await client.Post("/first-day/house", "/first-day/house", ("name", "Hill"), ("address", "Hill 4"), ("zone", "Europe/Vienna"), ("currency", "EUR"), ("market", "AT"), ("seller", "Yard Ltd"));
            Answer asked = await client.Post("/first-day/price", "/first-day/price", ("kwh", "39"));
            Assert.Equal(422, asked.Status);
            Assert.Equal(0, host.Ask(context => context.Tariffs.Count()));
            string tick = Regex.Match(WebUtility.HtmlDecode(asked.Text), "name=\"sure\" value=\"([^\"]+)\"").Groups[1].Value;
            Assert.Equal(303, (await client.Post("/first-day/price", "/first-day/price", ("kwh", "39"), ("sure", tick))).Status);
            Assert.Equal(1, host.Ask(context => context.Tariffs.Count()));
        }

        /// <summary>Francs and euros have no sum.</summary>
        [Fact]
        public async Task What_last_months_charges_cost_is_a_sum_a_currency()
        {
            await using WebHost host = await DemoHost.Start();
            DateTimeZone zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
            Month october = new(new YearMonth(2026, 10), zone);
            await host.Write(context =>
            {
                BillRow like = context.Bills.First(row => row.Credits == 0);
                long number = context.Bills.Max(row => row.Number);
                foreach (string currency in (string[])["EUR", "CHF"])
                {
                    context.Bills.Add(new BillRow
                    {
                        TenantId = like.TenantId, Number = ++number, ChargeId = like.ChargeId, Credits = 0, Issue = (int)number, Text = like.Text.Replace("\"EUR\"", $"\"{currency}\"", StringComparison.Ordinal),
                        Hash = like.Hash, GrossMinor = like.GrossMinor, Currency = currency, IssuedMs = october.FromMs + 1,
                    });
                }

                return context.SaveChanges();
            });
            Language english = Languages.All["en"];
            long gross = host.Ask(context => Bill.FromJson(context.Bills.First(row => row.Credits == 0).Text).Rated.GrossMinor);
            using PlatformContext read = ((WebData)host.Services.GetService(typeof(WebData))!).Context(1);
            PricePreview preview = await new PricePreviews(read, english).Of(new TariffVersion { Id = "P", PerKilowattHour = 1 }, null, october);
            Assert.Equal($"{english.Money(gross, "CHF")}, {english.Money(gross, "EUR")}", preview.MonthNow);
        }

        private static decimal Number(string text)
        {
            return decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
