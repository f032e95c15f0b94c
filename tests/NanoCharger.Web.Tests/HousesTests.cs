using System;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>Houses and bays by their pages: what may be changed, and what may not any more.</summary>
    public sealed class HousesTests : IAsyncLifetime
    {
        private const string Path = "/houses/1";

        private static readonly (string Name, string Value)[] House =
        [
            ("name", "Lindenhof"), ("address", "Lindenweg 1, 10969 Berlin"), ("zone", "Europe/Berlin"), ("currency", "EUR"), ("market", "DE"), ("seller", "Lindenhof eG"), ("tax", "DE000000000"),
        ];

        private WebHost _host = null!;
        private WebClient _client = null!;

        public async Task InitializeAsync()
        {
            _host = await DemoHost.Start();
            _client = await _host.SignedIn(Role.Manager);
        }

        public async Task DisposeAsync()
        {
            _client.Dispose();
            await _host.DisposeAsync();
        }

        [Fact]
        public async Task A_house_is_changed_and_the_trail_has_what_was_before_and_who_sells_by_no_name()
        {
            Assert.Contains("value=\"Lindenhof eG\"", (await _client.Get(Path)).Text, StringComparison.Ordinal);
            Assert.Equal((303, Path), Where(await _client.Post(Path, Path, With(("name", "Linden Yard"), ("seller", "Ada Ahorn"), ("tax", "")))));
            House house = _host.Ask(context => context.Houses.Single());
            Assert.Equal(("Linden Yard", "Ada Ahorn", null, "Europe/Berlin"), (house.Name, house.Seller, house.TaxNumber, house.Zone));
            ChangeRow line = _host.Ask(context => context.Changes.OrderBy(row => row.Id).Last());
            Assert.Equal(ChangeKind.HouseDescribed, line.Kind);
            Assert.Equal("""["trail.house","Lindenhof","Europe/Berlin","EUR","DE"]""", line.Before);
            Assert.DoesNotContain("Ahorn", line.After, StringComparison.Ordinal);
            string trail = WebUtility.HtmlDecode((await _client.Get("/changes")).Text);
            Assert.Contains("Lindenhof; clock Europe/Berlin; EUR; law of DE", trail, StringComparison.Ordinal);
            Assert.Contains("Linden Yard; clock Europe/Berlin; EUR; law of DE; also changed: who sells, the tax number", trail, StringComparison.Ordinal);
        }

        /// <summary>A version of prices has its own clock: under another one the house would tell hours by which nobody pays.</summary>
        [Fact]
        public async Task The_clock_stays_while_prices_with_hours_are_in_force_or_to_come()
        {
            Answer refused = await _client.Post(Path, Path, With(("zone", "Europe/London")));
            Assert.Equal(422, refused.Status);
            Assert.Contains("the prices R-2 have hours that are those of Europe/Berlin", WebUtility.HtmlDecode(refused.Text), StringComparison.Ordinal);
            Assert.Equal("Europe/Berlin", _host.Ask(context => context.Houses.Single().Zone));

            Assert.Equal(303, (await _client.Post("/prices", "/prices", ("do", "put"), ("for", "everyone"), ("kwh", "0.40"))).Status);
            Assert.Equal(303, (await _client.Post(Path, Path, With(("zone", "Europe/London")))).Status);
            Assert.Equal("Europe/London", _host.Ask(context => context.Houses.Single().Zone));
        }

        [Fact]
        public async Task What_is_to_come_with_hours_keeps_the_clock_too()
        {
            Assert.Equal(303, (await _client.Post("/prices", "/prices", ("do", "put"), ("for", "everyone"), ("kwh", "0.40"))).Status);
            Assert.Equal(303, (await _client.Post("/prices", "/prices", ("do", "put"), ("for", "guests"), ("kwh", "0.40"), ("night", "0.3"), ("night-from", "22:00"), ("night-to", "06:00"), ("from", "2027-01-01T00:00"))).Status);
            Assert.Equal(422, (await _client.Post(Path, Path, With(("zone", "Europe/London")))).Status);
        }

        [Fact]
        public async Task The_currency_stays_once_something_was_billed_in_it()
        {
            Answer refused = await _client.Post(Path, Path, With(("currency", "CHF")));
            Assert.Equal(422, refused.Status);
            Assert.Contains("something was billed in EUR already", refused.Text, StringComparison.Ordinal);
            Assert.Equal("EUR", _host.Ask(context => context.Houses.Single().Currency));
            Assert.Equal(422, (await _client.Post("/houses/new", "/houses/new", With(("name", "South"), ("currency", "CHF")))).Status);
            Assert.Equal(1, _host.Ask(context => context.Houses.Count()));
        }

        [Fact]
        public async Task Bays_are_added_and_renamed_and_no_two_of_a_house_have_one_name()
        {
            Assert.Equal(303, (await _client.Post(Path, Path + "/bay", ("bay", "Yard 13"))).Status);
            Answer twice = await _client.Post(Path, Path + "/bay", ("bay", "Yard 13"));
            Assert.Equal(422, twice.Status);
            Assert.Contains("there is a bay Lindenhof/Yard 13 already", twice.Text, StringComparison.Ordinal);
            Assert.Equal(422, (await _client.Post(Path, Path + "/bay", ("bay", "a/b"))).Status);
            Assert.Equal(303, (await _client.Post(Path, Path + "/bay/1", ("bay", "Yard 1"))).Status);
            Assert.Equal(422, (await _client.Post(Path, Path + "/bay/1", ("bay", "Bay 2"))).Status);
            Assert.Equal(404, (await _client.Post(Path, Path + "/bay/999", ("bay", "Bay 2"))).Status);
            Assert.Equal(["Yard 1", "Bay 2"], _host.Ask(context => context.Bays.OrderBy(row => row.Id).Select(row => row.Name).Take(2).ToArray()));
            Assert.Equal([(ChangeKind.BayAdded, null), (ChangeKind.BayRenamed, """["trail.bay","Bay 1"]""")], _host.Ask(context => context.Changes.OrderByDescending(row => row.Id).Select(row => new { row.Kind, row.Before }).Take(2).AsEnumerable().Select(row => (row.Kind, row.Before)).Reverse().ToArray()));
        }

        [Fact]
        public async Task A_second_house_is_described_and_gets_a_charger()
        {
            Answer made = await _client.Post("/houses/new", "/houses/new", With(("name", "South")));
            Assert.Equal((303, "/houses/2"), Where(made));
            Assert.Equal(422, (await _client.Post("/houses/new", "/houses/new", With(("name", "South")))).Status);
            (string, string)[] station = [("station", "south-1"), ("key", Key()), ("bay", "South 1")];
            Assert.Equal((303, "/stations/south-1#key"), Where(await _client.Post("/houses/2/station", "/houses/2/station", station)));
            Assert.Equal((2L, "South 1"), _host.Ask(context => context.Placements.Where(row => context.Stations.Any(one => one.Id == row.StationId && one.Name == "south-1")).Join(context.Bays, row => row.BayId, bay => bay.Id, (_, bay) => new { bay.HouseId, bay.Name }).AsEnumerable().Select(one => (one.HouseId, one.Name)).Single()));
            Assert.Contains("South", (await _client.Get("/today")).Text, StringComparison.Ordinal);
            Assert.Contains("another station hangs in bay South 1", (await _client.Post("/houses/2/station", "/houses/2/station", ("station", "south-2"), ("key", Key()), ("bay", "South 1"))).Text, StringComparison.Ordinal);
            Assert.Equal(0, _host.Ask(context => context.Stations.Count(row => row.Name == "south-2")));
        }

        /// <summary>A station is taken from nobody by its name or its key.</summary>
        [Fact]
        public async Task A_station_or_a_key_that_is_known_is_not_taken_in_again()
        {
            long other = await DemoTroubles.Another(_host);
            using WebClient stranger = await _host.SignedIn(Role.Manager, other);
            long house = _host.Ask(context => context.Houses.Max(row => row.Id));
            string path = $"/houses/{house}/station";
            string before = _host.Ask(context => string.Join(' ', context.Keys.OrderBy(row => row.StationId).Select(row => row.PublicKey + row.ToMs)));
            Answer taken = await stranger.Post(path, path, ("station", "linden-01"), ("key", Key()));
            Assert.Equal(422, taken.Status);
            Assert.Contains("station linden-01 is known already", taken.Text, StringComparison.Ordinal);
            Answer theirs = await stranger.Post(path, path, ("station", "mine"), ("key", _host.Ask(context => context.Keys.First().PublicKey)));
            Assert.Equal(422, theirs.Status);
            Assert.DoesNotContain("linden", theirs.Text, StringComparison.Ordinal);
            Assert.Equal(422, (await _client.Post("/houses/1/station", "/houses/1/station", ("station", "linden-01"), ("key", Key()))).Status);
            Assert.Equal(before, _host.Ask(context => string.Join(' ', context.Keys.OrderBy(row => row.StationId).Select(row => row.PublicKey + row.ToMs))));
            Assert.Equal(12, _host.Ask(context => context.Stations.Count()));
        }

        /// <summary>Prices of a house without a clock would be told by UTC.</summary>
        [Fact]
        public async Task Who_chooses_a_tenant_whose_house_nobody_has_described_is_asked_to_do_that_first()
        {
            await DemoTroubles.Another(_host);
            using WebClient runs = await _host.SignedIn(Role.Operator);
            string choice = Regex.Match((await runs.Get("/sign-in/as")).Text, "value=\"([0-9.]+)\"[^>]*><strong>[^<]*</strong><span>Elsewhere<").Groups[1].Value;
            Assert.Equal("/", (await runs.Post("/sign-in/as", "/sign-in/as", ("choice", choice))).Location);
            Assert.Equal("/houses/2", (await runs.Get("/")).Location);
            Assert.Equal("/houses/2", (await runs.Get("/prices")).Location);
            Answer form = await runs.Get("/houses/2");
            Assert.Matches("name=\"market\"[^>]*value=\"\"", form.Text);
            Assert.Equal(422, (await runs.Post("/houses/2", "/houses/2", With(("name", "East"), ("market", "")))).Status);
            Assert.Equal(303, (await runs.Post("/houses/2", "/houses/2", With(("name", "East")))).Status);
            Assert.Equal("/today", (await runs.Get("/")).Location);
            Assert.Equal(200, (await runs.Get("/prices")).Status);
        }

        private static (int, string?) Where(Answer answer)
        {
            return (answer.Status, answer.Location);
        }

        private static (string, string)[] With(params (string Name, string Value)[] other)
        {
            return [.. House.Where(field => other.All(one => one.Name != field.Name)), .. other];
        }

        private static string Key()
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return key.ExportSubjectPublicKeyInfoPem();
        }
    }
}
