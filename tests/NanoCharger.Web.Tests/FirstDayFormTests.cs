using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Tests;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>The first day by its forms: what they refuse, that nothing is half done, and both databases.</summary>
    public sealed class FirstDayFormTests
    {
        private static readonly (string, string)[] House =
        [
            ("name", "Hill Street 4"), ("address", "Hill Street 4"), ("zone", "Europe/Vienna"), ("currency", "EUR"), ("market", "AT"), ("seller", "Yard Ltd"), ("tax", ""),
        ];

        /// <summary>The rest of what people do is the same SQL on both; here each of it is written once.</summary>
        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public async Task A_house_is_set_up_and_people_come_in_on_both_databases(bool postgres)
        {
            if (postgres && PostgresServer.Absent is not null)
            {
                return;
            }

            await using WebHost host = await WebHost.Start(postgres ? ["--database", PostgresServer.NewDatabase()] : []);
            using WebClient first = await SetUp(host);
            Assert.Equal("/first-day/price", (await first.Post("/first-day/house", "/first-day/house", House)).Location);
            Assert.Equal("/first-day/station", (await first.Post("/first-day/price", "/first-day/price", ("kwh", "0.39"))).Location);
            Assert.Equal("/first-day/done?station=NC-1", (await first.Post("/first-day/station", "/first-day/station", ("station", "NC-1"), ("key", Key()))).Location);
            Assert.Equal("/today", (await first.Get("/")).Location);
            string path = new Uri(Regex.Match((await first.Post("/invite", "/invite", ("mail", "m@example.org"), ("role", "Manager"), ("tenant", "1"))).Text, "http://[^\"]+/invite/[^\"]+").Value).AbsolutePath;
            using WebClient manager = host.Client();
            Assert.Equal("/", (await manager.Post(path, path, ("name", "M"), ("password", WebHost.Password))).Location);
            Assert.Contains("New price", (await manager.Get("/changes")).Text, StringComparison.Ordinal);
            using WebClient again = host.Client();
            Assert.Equal(422, (await again.SignIn("m@example.org", "wrong wrong wrong")).Status);
            Assert.Equal("/", (await again.SignIn("m@example.org", WebHost.Password)).Location);
            await Assert.ThrowsAnyAsync<Exception>(() => host.Write(context => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRaw(context.Database, "DELETE FROM changes")));
        }

        [Fact]
        public async Task The_address_that_the_start_prints_opens_once_and_is_another_at_each_start()
        {
            await using WebHost host = await WebHost.Start();
            Assert.Matches("^/setup/[A-Za-z0-9_-]{22}$", host.SetUpPath);
            using WebClient other = host.Client();
            Assert.Equal(410, (await other.Get("/setup/AAAAAAAAAAAAAAAAAAAAAA")).Status);
            Assert.Contains("Nobody has an account yet", (await other.Get("/sign-in")).Text, StringComparison.Ordinal);
            Answer open = await other.Get(host.SetUpPath);
            using WebClient first = await SetUp(host);
            Assert.Equal(410, (await other.Get(host.SetUpPath)).Status);
            string token = System.Net.WebUtility.HtmlDecode(Regex.Match(open.Text, "name=\"token\" value=\"([^\"]+)\"").Groups[1].Value);
            Assert.Equal(410, (await other.PostAlone(host.SetUpPath, ("token", token), ("name", "Eve"), ("mail", "eve@example.org"), ("password", WebHost.Password))).Status);
            Assert.Equal(1, host.Ask(context => context.People.Count()));
            Assert.DoesNotContain("Nobody has an account yet", (await other.Get("/sign-in")).Text, StringComparison.Ordinal);

            await using WebHost another = await WebHost.Start();
            Assert.NotEqual(host.SetUpPath, another.SetUpPath);
        }

        /// <summary>Of two workers each prints an address: the second one that is opened makes nobody.</summary>
        [Fact]
        public async Task A_set_up_address_makes_nobody_beside_who_came_in_otherwise()
        {
            await using WebHost host = await WebHost.Start();
            await host.Make(Role.Operator);
            using WebClient other = host.Client();
            Assert.Equal(410, (await other.Post(host.SetUpPath, host.SetUpPath, ("name", "Eve"), ("mail", "eve@example.org"), ("password", WebHost.Password))).Status);
            Assert.Equal(1, host.Ask(context => context.People.Count()));
            Assert.Equal(410, (await other.Get(host.SetUpPath)).Status);
        }

        [Fact]
        public async Task A_start_with_people_prints_no_address()
        {
            string folder = System.IO.Directory.CreateTempSubdirectory("again").FullName;
            string database = System.IO.Path.Combine(folder, "again.db");
            await using (WebHost host = await WebHost.Start("--database", database))
            {
                using WebClient first = await SetUp(host);
            }

            await using (WebHost again = await WebHost.Start("--database", database))
            {
                Assert.DoesNotContain(again.Log, line => line.StartsWith("nobody can sign in yet", StringComparison.Ordinal));
                Assert.Contains(again.Log, line => line.StartsWith("the pages are at http://127.0.0.1:", StringComparison.Ordinal));

                // A half-finished first day goes on where it was.
                using WebClient client = again.Client();
                await client.SignIn("ada@example.org", WebHost.Password);
                Assert.Equal("/first-day/house", (await client.Get("/")).Location);
            }

            System.IO.Directory.Delete(folder, recursive: true);
        }

        [Theory]
        [InlineData("name", "")]
        [InlineData("name", "a/b")]
        [InlineData("address", "")]
        [InlineData("zone", "Europe/Nowhere")]
        [InlineData("currency", "EURO")]
        [InlineData("market", "Germany")]
        [InlineData("seller", "")]
        public async Task What_is_wrong_with_a_house_is_said_at_its_field_and_nothing_is_stored(string field, string value)
        {
            await using WebHost host = await WebHost.Start();
            using WebClient first = await SetUp(host);
            Answer answer = await first.Post("/first-day/house", "/first-day/house", [.. House.Where(one => one.Item1 != field), (field, value)]);
            Assert.Equal(422, answer.Status);
            Assert.Contains($"id=\"p-{field}\"", answer.Text, StringComparison.Ordinal);
            Assert.Null(host.Ask(context => context.Houses.Single().Seller));
            Assert.Equal("/first-day/house", (await first.Get("/")).Location);
        }

        [Fact]
        public async Task A_price_or_a_station_that_cannot_be_is_said_and_nothing_is_stored()
        {
            await using WebHost host = await WebHost.Start();
            using WebClient first = await SetUp(host);
            Assert.Equal("/first-day/house", (await first.Get("/first-day/price")).Location);
            await first.Post("/first-day/house", "/first-day/house", House);
            foreach (string price in (string[])["free", "-1", "0.12345", "1e9"])
            {
                Answer refused = await first.Post("/first-day/price", "/first-day/price", ("kwh", price));
                Assert.Equal((price, 422), (price, refused.Status));
                Assert.Contains("id=\"p-kwh\"", refused.Text, StringComparison.Ordinal);
            }

            string report = """{"form":"nanocharger-commissioning-1"}""";
            Assert.Contains("serial: is missing", (await first.Post("/first-day/station", "/first-day/station", ("report", report))).Text, StringComparison.Ordinal);
            Assert.Contains("id=\"p-key\"", (await first.Post("/first-day/station", "/first-day/station", ("station", "NC-1"), ("key", "no key"))).Text, StringComparison.Ordinal);
            Assert.Contains("id=\"p-station\"", (await first.Post("/first-day/station", "/first-day/station", ("station", "no name"), ("key", Key()))).Text, StringComparison.Ordinal);
            Assert.Equal((0, 0, 0), host.Ask(context => (context.Tariffs.Count(), context.Stations.Count(), context.Keys.Count())));
        }

        /// <summary>As the command takes one: board, key and what it may deliver.</summary>
        [Fact]
        public async Task A_commissioning_report_is_taken_as_a_text()
        {
            await using WebHost host = await WebHost.Start();
            using WebClient first = await SetUp(host);
            await first.Post("/first-day/house", "/first-day/house", House);
            string report = $$"""
                { "form": "nanocharger-commissioning-1", "serial": "240AC4123456", "station": "NC-7", "publicKey": "{{Key().Replace("\n", "\\n", StringComparison.Ordinal)}}", "firmware": "1.0.0",
                  "settings": { "maxAmps": "16", "phases": "3" }, "calibration": { "date": "2026-11-22T17:00:00Z", "record": "A 1.0021" },
                  "tests": [ { "name": "self-test", "passed": true } ], "date": "2026-11-22T18:00:00Z" }
                """;
            Answer answer = await first.Post("/first-day/station", "/first-day/station", ("report", report), ("bay", "North 3"));
            Assert.Equal("/first-day/done?station=NC-7", answer.Location);
            Station station = host.Ask(context => context.Stations.Single());
            Assert.Equal(("NC-7", "240AC4123456", 16_000L, 3), (station.Name, station.Serial, station.RatedMilliamps, station.Phases));
            Assert.Equal((KeyOrigin.Report, "North 3"), host.Ask(context => (context.Keys.Single().Origin, context.Bays.Single().Name)));
        }

        /// <summary>Nothing is ever taken out of the trail, so nobody's name is in it.</summary>
        [Fact]
        public async Task The_trail_of_the_first_day_names_nobody()
        {
            await using WebHost host = await WebHost.Start();
            using WebClient first = await SetUp(host);
            await first.Post("/first-day/house", "/first-day/house", House);
            string trail = host.Ask(context => string.Join("\n", context.Changes.AsEnumerable().Select(row => $"{row.Kind} {row.Subject} {row.Before} {row.After}")));
            Assert.Contains("Europe/Vienna", trail, StringComparison.Ordinal);
            Assert.All((string[])["Ada", "ada@", "Yard Ltd"], name => Assert.DoesNotContain(name, trail, StringComparison.Ordinal));
        }

        private static async Task<WebClient> SetUp(WebHost host)
        {
            WebClient client = host.Client();
            string path = host.SetUpPath;
            Assert.Equal("/first-day/house", (await client.Post(path, path, ("name", "Ada"), ("mail", "ada@example.org"), ("password", WebHost.Password))).Location);
            return client;
        }

        private static string Key()
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return key.ExportSubjectPublicKeyInfoPem();
        }
    }
}
