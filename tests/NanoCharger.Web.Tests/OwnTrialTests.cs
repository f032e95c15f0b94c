using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Stations;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>Residents' own data and their end, where a card or a sign-in was somebody else's too.</summary>
    public sealed class OwnTrialTests : IAsyncLifetime
    {
        private const string Card = "04CAFE0001";
        private const long HourMs = 3_600_000;

        private WebHost _host = null!;

        public async Task InitializeAsync()
        {
            _host = await DemoHost.Start();
        }

        public Task DisposeAsync()
        {
            return _host.DisposeAsync().AsTask();
        }

        /// <summary>A card is passed on: what is started and told by it is his who has it then.</summary>
        [Fact]
        public async Task What_a_card_did_before_and_after_it_was_his_is_not_in_his_data()
        {
            long now = DemoHost.Now.ToUnixTimeMilliseconds();
            TokenDigest tokens = _host.Services.GetRequiredService<WebData>().Backend.Database.Tokens;
            long[] accounts = [.. _host.Ask(context => context.Residents.OrderBy(row => row.Account).Select(row => row.Account).Take(2).ToList())];
            long card = 0;
            await _host.Write(context =>
            {
                CardRegister cards = new(context, tokens, new LineTrail(static _ => { }), new By("test", now - (3 * HourMs)));
                card = cards.Add(accounts[0], Card, "lent");
                return cards.Rows + 1;
            });
            await Start(now - (2 * HourMs), "before");
            await _host.Write(context =>
            {
                CardRegister cards = new(context, tokens, new LineTrail(static _ => { }), new By("test", now - HourMs));
                cards.Pass(card, accounts[1]);
                return cards.Rows + 1;
            });
            await Start(now - 1000, "since");
            await _host.Write(context =>
            {
                Station station = context.Stations.OrderBy(row => row.Id).First();
                context.Told.Add(new ToldRow { StationId = station.Id, Token = tokens.Of(Card), Line = "P9 0.99 EUR/kWh", TenantId = context.Tenants.Single().Id, Tariff = "{}" });
                return context.SaveChanges();
            });
            Assert.Equal((1, "startWithin\":111", 0), await Kept(accounts[0]));
            Assert.Equal((1, "startWithin\":222", 1), await Kept(accounts[1]));
        }

        /// <summary>Whoever signs in as a resident and has no account here is gone too when he is told so.</summary>
        [Fact]
        public async Task Who_has_no_account_deletes_himself_all_the_same()
        {
            using WebClient client = await _host.SignedIn(Role.Resident);
            Assert.Equal(200, (await client.Get("/account/erase")).Status);
            Assert.Equal("/sign-in", (await client.Post("/account/erase", "/account/erase", ("password", WebHost.Password), ("sure", "yes"))).Location);
            Assert.Equal((0, 0), _host.Ask(context => (context.People.Count(), context.Memberships.Count())));
        }

        private Task Start(long atMs, string when)
        {
            return _host.Write(context => CallBook.Store(context, context.Stations.OrderBy(row => row.Id).First().Name, StationWishes.Start(Card, when == "before" ? 111 : 222, "test"), atMs));
        }

        /// <summary>Starts and prices told by the card, as the file of an account has them.</summary>
        private async Task<(int Starts, string Which, int Told)> Kept(long account)
        {
            using WebClient client = await _host.SignedInFor(account);
            JsonElement his = JsonDocument.Parse((await client.Get("/account/data")).Text).RootElement.GetProperty("accounts")[0];
            string[] starts = [.. his.GetProperty("starts").EnumerateArray().Select(one => one.GetProperty("payload").GetString()!).Where(payload => payload.Contains(Card, System.StringComparison.Ordinal))];
            string which = starts.Length == 1 ? starts[0][(starts[0].IndexOf("startWithin", System.StringComparison.Ordinal))..].Split(',', '}')[0] : "";
            return (starts.Length, which, his.GetProperty("pricesTold").EnumerateArray().Count(one => one.GetProperty("line").GetString() == "P9 0.99 EUR/kWh"));
        }
    }
}
