using System;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>Prices, ticks, clocks and currencies of houses that have billed nothing yet.</summary>
    public sealed class PriceTrialTests : IAsyncLifetime
    {
        private static readonly (string Name, string Value)[] House =
        [
            ("name", "Hill"), ("address", "Hill 4"), ("zone", "Europe/Berlin"), ("currency", "EUR"), ("market", "DE"), ("seller", "Yard Ltd"),
        ];

        private WebHost _host = null!;
        private WebClient _client = null!;

        public async Task InitializeAsync()
        {
            _host = await WebHost.Start();
            _client = await _host.SignedIn(Role.Operator);
            Assert.Equal(303, (await _client.Post("/first-day/house", "/first-day/house", House)).Status);
        }

        public async Task DisposeAsync()
        {
            _client.Dispose();
            await _host.DisposeAsync();
        }

        /// <summary>300 yen are two euros.</summary>
        [Fact]
        public async Task A_tick_of_one_currency_is_none_of_another()
        {
            Assert.Equal(303, (await _client.Post("/houses/1", "/houses/1", With(("currency", "JPY")))).Status);
            string tick = Tick(await _client.Post("/first-day/price", "/first-day/price", ("kwh", "300")));
            Assert.Equal(303, (await _client.Post("/houses/1", "/houses/1", House)).Status);
            Assert.Equal(422, (await _client.Post("/first-day/price", "/first-day/price", ("kwh", "300"), ("sure", tick))).Status);
            Assert.Equal(422, (await _client.Post("/prices", "/prices", ("do", "put"), ("for", "everyone"), ("kwh", "300"), ("sure", tick))).Status);
            Assert.Equal(0, _host.Ask(context => context.Tariffs.Count()));
        }

        [Fact]
        public async Task An_amount_in_other_digits_is_the_same_amount()
        {
            string tick = Tick(await _client.Post("/prices", "/prices", ("do", "put"), ("for", "everyone"), ("kwh", "39")));
            Assert.Equal(303, (await _client.Post("/prices", "/prices", ("do", "put"), ("for", "everyone"), ("kwh", "39,00"), ("sure", tick))).Status);
        }

        [Theory]
        [InlineData("kwh", "-1")]
        [InlineData("kwh", "1e3")]
        [InlineData("kwh", "\u0663")]
        [InlineData("kwh", "99999999999999999999999999999999")]
        [InlineData("start", "-0.01")]
        [InlineData("night", "0,30,1")]
        public async Task What_is_no_price_is_none_with_any_tick(string field, string typed)
        {
            (string, string)[] fields = [.. new[] { ("do", "put"), ("for", "everyone"), ("kwh", "1") }.Where(one => one.Item1 != field), (field, typed), ("sure", "KilowattHour:" + typed)];
            Assert.Equal(422, (await _client.Post("/prices", "/prices", fields)).Status);
            Assert.Equal(0, _host.Ask(context => context.Tariffs.Count()));
        }

        /// <summary>Who has gone back to the currency of his prices has nothing to put down.</summary>
        [Fact]
        public async Task Only_what_is_in_another_currency_is_asked_to_be_put_down_anew()
        {
            Assert.Equal(303, (await _client.Post("/prices", "/prices", ("do", "put"), ("for", "everyone"), ("kwh", "0.40"))).Status);
            Assert.Equal("/prices", (await _client.Post("/houses/1", "/houses/1", With(("currency", "CHF")))).Location);
            Assert.Equal("/houses/1", (await _client.Post("/houses/1", "/houses/1", House)).Location);
        }

        /// <summary>A zone is refused while prices with hours go by another: so are hours while a house goes by another.</summary>
        [Fact]
        public async Task Hours_are_refused_where_the_houses_have_two_clocks()
        {
            Assert.Equal(303, (await _client.Post("/houses/new", "/houses/new", With(("name", "South"), ("zone", "Europe/London")))).Status);
            (string, string)[] plain = [("do", "put"), ("for", "everyone"), ("kwh", "0.40")];
            Answer hours = await _client.Post("/prices", "/prices", [.. plain, ("night", "0.30"), ("night-from", "22:00"), ("night-to", "06:00")]);
            Assert.Equal(422, hours.Status);
            Assert.Contains("South", WebUtility.HtmlDecode(hours.Text), StringComparison.Ordinal);
            Assert.Equal(303, (await _client.Post("/prices", "/prices", plain)).Status);
            Assert.Equal(1, _host.Ask(context => context.Tariffs.Count()));
        }

        /// <summary>Prices are put down in the first house's: nobody would pay in another's.</summary>
        [Fact]
        public async Task A_second_house_has_the_currency_of_the_first()
        {
            Answer other = await _client.Post("/houses/new", "/houses/new", With(("name", "South"), ("currency", "CHF")));
            Assert.Equal(422, other.Status);
            Assert.Contains("the prices of all houses are in EUR", other.Text, StringComparison.Ordinal);
            Assert.Equal(303, (await _client.Post("/houses/1", "/houses/1", With(("currency", "CHF")))).Status);
            Assert.Equal(303, (await _client.Post("/houses/new", "/houses/new", With(("name", "South"), ("currency", "CHF")))).Status);
        }

        private static string Tick(Answer asked)
        {
            Assert.Equal(422, asked.Status);
            return Regex.Match(WebUtility.HtmlDecode(asked.Text), "name=\"sure\" value=\"([^\"]+)\"").Groups[1].Value;
        }

        private static (string, string)[] With(params (string Name, string Value)[] other)
        {
            return [.. House.Where(field => other.All(one => one.Name != field.Name)), .. other];
        }
    }
}
