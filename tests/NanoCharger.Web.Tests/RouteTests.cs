using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Web;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>Every route of the running program, and who may ask for it. A new one fails until it stands here.</summary>
    public sealed class RouteTests : IAsyncLifetime
    {
        /// <summary>Method, pattern, policy.</summary>
        private static readonly string[] Table =
        [
            "GET /health/live anybody", "GET /health/ready anybody", "GET /metrics anybody", "GET /assets/{file} anybody", "* {**path} anybody",
            "GET / anybody", "GET /sign-in anybody", "POST /sign-in anybody", "GET /sign-in/code anybody", "POST /sign-in/code anybody",
            "GET /sign-in/as signed-in", "POST /sign-in/as signed-in", "POST /sign-out signed-in",
            "GET /reset anybody", "POST /reset anybody", "GET /reset/{token} anybody", "POST /reset/{token} anybody",
            "GET /invite access", "POST /invite access", "POST /invite/end access", "GET /invite/{token} anybody", "POST /invite/{token} anybody",
            "GET /setup/{token} anybody", "POST /setup/{token} anybody",
            "GET /first-day/house operator", "POST /first-day/house operator", "GET /first-day/price operator", "POST /first-day/price operator",
            "GET /first-day/station operator", "POST /first-day/station operator", "GET /first-day/done operator",
            "GET /account signed-in", "POST /account signed-in", "POST /account/password signed-in", "GET /account/authenticator signed-in", "POST /account/authenticator signed-in",
            "POST /account/authenticator/remove signed-in", "POST /account/codes signed-in", "POST /account/sign-out-everywhere signed-in",
            "POST /account/card-lost resident", "POST /account/mails resident", "GET /account/data resident", "GET /account/erase resident", "POST /account/erase resident",
            "GET /tonight resident", "GET /tonight/live resident", "POST /tonight/plan resident", "GET /mine resident", "GET /mine/{number:long} resident", "GET /mine/{number:long}/files/{file} resident",
            "GET /today stations", "GET /today/live stations", "GET /changes access",
            "GET /charges money", "GET /charges.csv money", "GET /charges/{number:long} money", "GET /charges/{number:long}/files/{file} money", "POST /charges/{number:long}/credit money", "POST /charges/{number:long}/rebill money", "POST /charges/{number:long}/settle money",
            "GET /today/held money", "POST /today/held money", "POST /today/settle money", "GET /today/supply/{house} money", "POST /today/supply/{house} money", "POST /today/seen money",
            "GET /houses money", "GET /houses/new money", "POST /houses/new money", "GET /houses/{house:long} money", "POST /houses/{house:long} money",
            "POST /houses/{house:long}/bay money", "POST /houses/{house:long}/bay/{bay:long} money", "GET /houses/{house:long}/station money", "POST /houses/{house:long}/station money",
            "GET /stations stations", "GET /stations/{station} stations", "GET /stations/{station}/live stations", "GET /stations/{station}/label stations",
            "GET /stations/{station}/documents money", "GET /stations/{station}/documents/{key}/{number} money",
            "POST /stations/{station}/restart stations", "POST /stations/{station}/availability stations", "POST /stations/{station}/limit stations", "POST /stations/{station}/stop stations",
            "POST /stations/{station}/start money", "POST /stations/{station}/log money", "POST /stations/{station}/board money", "POST /stations/{station}/move money",
            "GET /money money", "POST /money/account money", "GET /prices money", "POST /prices money", "GET /people money", "POST /people money", "GET /people/{account:long} money",
            "POST /people/{account:long}/move-in money", "POST /people/{account:long}/move-out money", "POST /people/{account:long}/block money", "POST /people/{account:long}/unblock money",
            "POST /people/{account:long}/card money", "POST /people/{account:long}/card-end money", "POST /people/{account:long}/card-block money", "POST /people/{account:long}/card-unblock money",
            "POST /people/{account:long}/change money", "POST /people/{account:long}/card-label money", "POST /people/{account:long}/card-pass money", "POST /people/{account:long}/invite money", "POST /people/{account:long}/sign-in-end money",
            "GET /people/{account:long}/erase money", "POST /people/{account:long}/erase money",
            "GET /c/{station} anybody", "GET /c/{station}/live anybody", "POST /c/{station} anybody",
            "GET /r/{secret} anybody", "GET /r/{secret}/files/{file} anybody", "GET /r/{secret}/live anybody", "POST /r/{secret}/pay anybody", "POST /r/{secret}/payment anybody", "POST /payments/events anybody", "POST /r/{secret}/withdraw anybody", "POST /r/{secret}/blink anybody", "POST /r/{secret}/stop anybody",
            "POST /today/guests/confirm money", "POST /today/guests/refuse money", "POST /prices/guests/{house} money",
        ];

        /// <summary>Which roles a policy lets in.</summary>
        internal static readonly Dictionary<string, Role[]> Lets = new()
        {
            [Policies.SignedIn] = [Role.Operator, Role.Manager, Role.Caretaker, Role.Resident],
            [Policies.Operator] = [Role.Operator],
            [Policies.Money] = [Role.Operator, Role.Manager],
            [Policies.Access] = [Role.Operator, Role.Manager],
            [Policies.Stations] = [Role.Operator, Role.Manager, Role.Caretaker],
            [Policies.Resident] = [Role.Resident],
        };

        private WebHost _host = null!;

        public async Task InitializeAsync()
        {
            _host = await WebHost.Start();
        }

        public async Task DisposeAsync()
        {
            await _host.DisposeAsync();
        }

        /// <summary>All endpoints of the running program.</summary>
        internal static IReadOnlyList<(string Method, string Pattern, string? Policy, PageMark? Mark)> Endpoints(WebHost host)
        {
            return [.. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(one =>
                (one.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is [var method] ? method : one.RoutePattern.RawText!.StartsWith("/health", StringComparison.Ordinal) || one.RoutePattern.RawText == "/metrics" ? "GET" : "*",
                    one.RoutePattern.RawText!,
                    one.Metadata.GetMetadata<IAuthorizeData>()?.Policy,
                    one.Metadata.OfType<PageMark>().Cast<PageMark?>().FirstOrDefault()))];
        }

        [Fact]
        public void Every_route_is_in_the_table_with_its_policy()
        {
            Assert.Equal(Table.Order(StringComparer.Ordinal), Endpoints(_host).Select(one => $"{one.Method} {one.Pattern} {one.Policy}").Order(StringComparer.Ordinal));
        }

        /// <summary>Each page and each live part, with each role and with none.</summary>
        [Fact]
        public async Task Every_page_is_shown_to_its_roles_and_to_nobody_else()
        {
            string[][] closed = [.. Table.Select(line => line.Split(' ')).Where(line => line[0] == "GET" && line[2] != Policies.Anybody && !line[1].EndsWith("/live", StringComparison.Ordinal))];
            using WebClient nobody = _host.Client();
            foreach (string[] line in closed)
            {
                Answer answer = await nobody.Get(Filled(line[1]));
                Assert.True(answer is { Status: 303, Location: not null } && answer.Location.StartsWith("/sign-in", StringComparison.Ordinal), $"{line[1]}: {answer.Status}");
            }

            foreach (Role role in Enum.GetValues<Role>())
            {
                using WebClient client = await _host.SignedIn(role);
                foreach (string[] line in closed)
                {
                    Answer answer = await client.Get(Filled(line[1]));
                    Assert.True(Lets[line[2]].Contains(role) ? (answer.Status is 200 or 303 || (answer.Status == 404 && (line[1].Contains('{', StringComparison.Ordinal) || line[1] == "/today/held"))) && answer.Location?.StartsWith("/sign-in", StringComparison.Ordinal) != true : answer.Status == 403, $"{role} {line[1]}: {answer.Status} {answer.Location}");
                }

                Assert.Equal(Lets[Policies.Stations].Contains(role), await Streams(client, "/today/live"));
                Assert.Equal(Lets[Policies.Resident].Contains(role), await Streams(client, "/tonight/live"));
            }
        }

        /// <summary>What is linked from the layout is a route, and one that the role may ask for.</summary>
        [Theory]
        [InlineData("Operator")]
        [InlineData("Manager")]
        [InlineData("Caretaker")]
        [InlineData("Resident")]
        public async Task Every_link_of_the_navigation_opens(string role)
        {
            using WebClient client = await _host.SignedIn(Enum.Parse<Role>(role));
            Answer page = await client.Get(Navigation.Home(Enum.Parse<Role>(role)));
            Assert.Equal(200, page.Status);
            string header = page.Text[page.Text.IndexOf("<header", StringComparison.Ordinal)..page.Text.IndexOf("</header>", StringComparison.Ordinal)];
            foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(header, "href=\"([^\"]+)\""))
            {
                Assert.InRange((await client.Get(link.Groups[1].Value)).Status, 200, 303);
            }
        }

        /// <summary>Whether a policy lets a role in.</summary>
        internal static bool May(string policy, Role role)
        {
            return policy == Policies.Anybody || Lets[policy].Contains(role);
        }

        /// <summary>An address of a route; of what is named in it there is none.</summary>
        internal static string Filled(string pattern)
        {
            return System.Text.RegularExpressions.Regex.Replace(pattern, "\\{[^}]+\\}", "999");
        }

        private static async Task<bool> Streams(WebClient client, string path)
        {
            using System.Net.Http.HttpResponseMessage answer = await client.Open(path);
            return answer.IsSuccessStatusCode;
        }
    }
}
