using System;
using System.Linq;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Demo;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web;
using NanoCharger.Backend.Web.Guests;
using Xunit;

namespace NanoCharger.Web.Tests.Guests
{
    /// <summary>A guest at a charger, over HTTP: what he is told, what he may, and what nobody may in his place.</summary>
    public sealed class GuestTests : IAsyncLifetime
    {
        private const string Page = GuestYard.Page;
        private const long HourMs = 3_600_000;

        private GuestYard _yard = null!;
        private WebClient _guest = null!;

        private WebHost Host => _yard.Host;

        public async Task InitializeAsync()
        {
            _yard = await GuestYard.Open();
            _guest = Host.Client();
        }

        public async Task DisposeAsync()
        {
            _guest.Dispose();
            await _yard.DisposeAsync();
        }

        [Fact]
        public async Task The_price_of_a_kilowatt_hour_stands_first_and_all_others_beside_it()
        {
            string text = GuestYard.TextOf(await _guest.Get(Page));
            Assert.Matches("<p class=\"price\">€ 0.54 a kWh", text);
            Assert.Contains("€ 0.50", text, StringComparison.Ordinal);
            Assert.Contains("19 %", text, StringComparison.Ordinal);
            Assert.Contains("since 21:27", text, StringComparison.Ordinal);
            Assert.Equal(["1000", "2000", "4000"], Regex.Matches(text, "name=\"cap\" value=\"(\\d+)\"").Select(match => match.Groups[1].Value));
        }

        /// <summary>Each its own, and in none of them a way to pay.</summary>
        [Theory]
        [InlineData("Occupied", 20, "out of contact since 21:10")]
        [InlineData("Faulted", 0, "has a fault")]
        [InlineData("Unavailable", 0, "out of service")]
        [InlineData("Available", 0, "No car is plugged in")]
        public async Task What_keeps_a_guest_from_charging_is_told_and_nobody_is_asked_to_pay(string outlet, double heardMinutesAgo, string sentence)
        {
            string price = GuestYard.Price(await _guest.Get(Page));
            await _yard.Outlet(outlet, heardMinutesAgo: heardMinutesAgo);
            Answer page = await _guest.Get(Page);
            Assert.Contains(sentence, GuestYard.TextOf(page), StringComparison.Ordinal);
            Assert.Contains("€ 0.54", GuestYard.TextOf(page), StringComparison.Ordinal);
            Assert.DoesNotContain("<form", page.Text, StringComparison.Ordinal);
            await NothingIsMade(price);
        }

        [Fact]
        public async Task Where_somebody_charges_or_is_let_in_nobody_else_pays()
        {
            string price = GuestYard.Price(await _guest.Get(Page));
            using WebClient manager = await Host.SignedIn(Role.Manager);
            Assert.Equal(303, (await manager.Post("/stations/" + GuestYard.Station, "/stations/" + GuestYard.Station + "/start", ("who", "04D0015A"))).Status);
            Assert.Contains("Somebody is charging here", (await _guest.Get(Page)).Text, StringComparison.Ordinal);
            await NothingIsMade(price);

            await Host.Write(context => context.Calls.ExecuteUpdate(set => set.SetProperty(row => row.EndedMs, 1)));
            await _yard.Begin("T1", "04AABBCC", "R-1 0.36 EUR/kWh");
            Assert.Contains("Somebody is charging here", (await _guest.Get(Page)).Text, StringComparison.Ordinal);
            await NothingIsMade(price);
        }

        [Fact]
        public async Task Where_a_house_takes_no_guests_or_has_no_price_for_them_that_is_said()
        {
            string price = GuestYard.Price(await _guest.Get(Page));
            await _yard.Take(GuestWay.None);
            Answer closed = await _guest.Get(Page);
            Assert.Contains("for residents only", closed.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("€", GuestYard.TextOf(closed), StringComparison.Ordinal);
            await NothingIsMade(price);

            await _yard.Take(GuestWay.Desk);
            await Host.Write(Spoil);
            Answer unpriced = await _guest.Get(Page);
            Assert.Contains("Nobody has set a price for guests yet", unpriced.Text, StringComparison.Ordinal);
            await NothingIsMade(price);
        }

        [Theory]
        [InlineData("/c/nobody")]
        [InlineData("/c/linden-12/live/x")]
        [InlineData("/r/AAAAAAAAAAAAAAAAAAAAAAAAAAA")]
        [InlineData("/r/x")]
        public async Task What_leads_nowhere_is_404(string path)
        {
            Assert.Equal(404, (await _guest.Get(path)).Status);
        }

        [Fact]
        public async Task A_guest_pays_at_the_desk_charges_stops_and_finds_his_bill()
        {
            string address = await _yard.Checkout(_guest);
            Answer own = await _guest.Get(address);
            Assert.Equal(("no-referrer", "noindex"), (own.Headers["Referrer-Policy"], own.Headers["X-Robots-Tag"]));
            Assert.Contains("no-store", own.Headers["Cache-Control"], StringComparison.Ordinal);
            Assert.Contains("yours until 21:40", own.Text, StringComparison.Ordinal);
            Assert.Equal(Secrets.Digest(address[3..]), _yard.Row.Secret);

            using WebClient other = Host.Client();
            Assert.Contains("Somebody is paying here, until 21:40", (await other.Get(Page)).Text, StringComparison.Ordinal);

            Assert.Equal((303, address), await Press(address, "pay"));
            string code = _yard.Row.Code!;
            Assert.Contains($"<strong>{code}</strong>", (await _guest.Get(address)).Text, StringComparison.Ordinal);
            using WebClient manager = await Host.SignedIn(Role.Manager);
            Assert.Contains($"A guest wants to charge for up to € 20.00: code {code}", GuestYard.TextOf(await manager.Get("/today")), StringComparison.Ordinal);
            Assert.Equal(303, (await manager.Post("/today", "/today/guests/confirm", ("checkout", $"{_yard.Row.Id}"))).Status);
            Assert.Contains("is starting", (await _guest.Get(address)).Text, StringComparison.Ordinal);
            ChangeRow change = Host.Ask(context => context.Changes.AsNoTracking().OrderBy(row => row.Id).Last());
            Assert.Equal((ChangeKind.GuestConfirmed, """["trail.bay","Bay 12"]"""), (change.Kind, change.Subject));
            Assert.Contains($"guest {_yard.Row.Id}, code {code}", GuestYard.TextOf(await manager.Get("/changes")), StringComparison.Ordinal);

            await _yard.Answers("""{"status":"Accepted"}""");
            string token = _yard.Token();
            await _yard.Begin("T1", token, _yard.Line);
            await _yard.Look();
            await DemoHost.Live(Host, GuestYard.Station, DemoBay.Value("Power.Active.Import", "W", 7360), DemoBay.Value("Energy.Active.Import.Register", "Wh", 10_000));
            string live = GuestYard.TextOf(await _guest.Get(address));
            Assert.Contains("<dd>7.4 kW</dd>", live, StringComparison.Ordinal);
            Assert.Contains("<dd>10.00 kWh</dd>", live, StringComparison.Ordinal);
            Assert.Contains("<dd>€ 5.90</dd>", live, StringComparison.Ordinal);
            Assert.Equal((303, address), await Press(address, "stop"));
            Assert.Equal(("RequestStopTransaction", """{"transactionId":"T1"}"""), (_yard.Call().Action, _yard.Call().Payload));
            Assert.Contains("is being ended", (await _guest.Get(address)).Text, StringComparison.Ordinal);

            await _yard.Answers("""{"status":"Accepted"}""");
            await _yard.End("T1", token, _yard.Line, 10_000_000);
            await _yard.Look();
            await Task.Run(_yard.Backend.Settle);
            await _yard.Look();
            string billed = GuestYard.TextOf(await _guest.Get(address));
            Assert.Contains("This is what it costs; pay it at the desk.", billed, StringComparison.Ordinal);
            Assert.Contains("<p class=\"receipt-sum\">€ 5.90</p>", billed, StringComparison.Ordinal);
            Assert.Contains("10.00 kWh", billed, StringComparison.Ordinal);
            Assert.Contains("leads here until 25 February 2027", billed, StringComparison.Ordinal);
            Assert.DoesNotContain("<form", billed, StringComparison.Ordinal);
            Assert.DoesNotContain("class=\"fails\"", billed, StringComparison.Ordinal);
        }

        [Fact]
        public async Task Where_guests_charge_for_nothing_nobody_is_asked_and_no_cap_is_chosen()
        {
            await _yard.Take(GuestWay.Free);
            Answer page = await _guest.Get(Page);
            Assert.Contains("<p class=\"price\">Charging is free for guests.", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("name=\"cap\"", page.Text, StringComparison.Ordinal);
            string address = await _yard.Checkout(_guest);
            await Press(address, "pay");
            Assert.Equal((nameof(CheckoutState.Starting), "guests-free-EUR", (int?)null), (_yard.Row.State, _yard.Row.TariffId, _yard.Row.MostWattHours));
            Assert.Contains("\"tariff\":\"guests-free-EUR 0.00 EUR/kWh\"", _yard.Call().Payload, StringComparison.Ordinal);
        }

        /// <summary>A double click, and a form that is posted again later, from its own page or from another state.</summary>
        [Fact]
        public async Task A_form_that_is_posted_again_does_nothing_more()
        {
            string token = Token(await _guest.Get(Page));
            (string, string)[] fields = [("price", GuestYard.Price(await _guest.Get(Page))), ("cap", "1000"), ("token", token)];
            Answer[] made = await Task.WhenAll(_guest.PostAlone(Page, fields), _guest.PostAlone(Page, fields));
            Assert.Equal(made[0].Location, made[1].Location);
            Assert.Equal(1, Host.Ask(context => context.Checkouts.Count()));

            string address = made[0].Location!;
            string own = Token(await _guest.Get(address));
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _guest.PostAlone(address + "/pay", ("token", own))));
            string? code = _yard.Row.Code;
            Host.Clock.Advance(TimeSpan.FromMinutes(2));
            Assert.Equal(303, (await _guest.PostAlone(address + "/pay", ("token", own))).Status);
            Assert.Equal(303, (await _guest.PostAlone(address + "/stop", ("token", own))).Status);
            Assert.Equal((nameof(CheckoutState.Waiting), code), (_yard.Row.State, _yard.Row.Code));
            Assert.Equal(422, (await _guest.PostAlone(Page, fields)).Status);
            Assert.Equal(1, Host.Ask(context => context.Checkouts.Count()));
            Assert.Equal(0, Host.Ask(context => context.Calls.Count()));
        }

        [Fact]
        public async Task Of_guests_who_pay_at_once_one_has_the_bay_and_the_others_are_told()
        {
            WebClient[] guests = [.. Enumerable.Range(0, 6).Select(_ => Host.Client())];
            string price = GuestYard.Price(await _guest.Get(Page));
            string[] tokens = await Task.WhenAll(guests.Select(async guest => Token(await guest.Get(Page))));
            Answer[] answers = await Task.WhenAll(guests.Select((guest, number) => guest.PostAlone(Page, ("price", price), ("cap", "1000"), ("token", tokens[number]))));
            Assert.Single(answers, answer => answer.Status == 303);
            Assert.Equal(5, answers.Count(answer => answer.Status == 422 && answer.Text.Contains("Somebody is paying here, until", StringComparison.Ordinal)));
            Assert.Equal(1, Host.Ask(context => context.Checkouts.Count()));
            Array.ForEach(guests, guest => guest.Dispose());
        }

        [Theory]
        [InlineData("cap", "1")]
        [InlineData("cap", "-2000")]
        [InlineData("cap", "")]
        [InlineData("price", "R-1")]
        [InlineData("price", "")]
        public async Task What_was_not_on_the_page_is_not_taken(string field, string value)
        {
            (string, string)[] fields = [.. new[] { ("price", GuestYard.Price(await _guest.Get(Page))), ("cap", "1000") }.Where(one => one.Item1 != field), (field, value)];
            Assert.Equal(422, (await _guest.Post(Page, Page, fields)).Status);
            Assert.Equal(0, Host.Ask(context => context.Checkouts.Count()));
        }

        /// <summary>The price stands on his page, and is another when he presses the button: he is shown that first.</summary>
        [Fact]
        public async Task A_price_that_has_changed_is_told_before_anybody_pays_it()
        {
            Answer page = await _guest.Get(Page);
            using WebClient manager = await Host.SignedIn(Role.Manager);
            Assert.Equal(303, (await manager.Post("/prices", "/prices", ("do", "put"), ("for", "guests"), ("kwh", "0.99"))).Status);
            Answer answer = await _guest.Post(Page, Page, ("price", GuestYard.Price(page)), ("cap", "1000"));
            Assert.Equal(422, answer.Status);
            Assert.Contains("The price has just changed", answer.Text, StringComparison.Ordinal);
            Assert.Contains("€ 0.99", GuestYard.TextOf(answer), StringComparison.Ordinal);
            Assert.Equal(0, Host.Ask(context => context.Checkouts.Count()));
        }

        [Theory]
        [InlineData("""{"status":"Rejected","statusInfo":{"reasonCode":"Faulted"}}""", "it has said no")]
        [InlineData(null, "did not answer")]
        public async Task A_start_that_fails_is_told_in_its_own_words(string? answer, string sentence)
        {
            string address = await Start();
            if (answer is not null)
            {
                await _yard.Answers(answer);
            }
            else
            {
                // It never left: who has the charger's line does not hear it.
                await Host.Write(context => context.Calls.ExecuteUpdate(set => set.SetProperty(row => row.EndedMs, 1).SetProperty(row => row.SentMs, (long?)null).SetProperty(row => row.Error, "expired")));
            }

            await _yard.Look();
            string text = (await _guest.Get(address)).Text;
            Assert.Contains(sentence, text, StringComparison.Ordinal);
            Assert.Contains("Nothing was charged", text, StringComparison.Ordinal);
            Assert.Contains($"href=\"{Page}\"", text, StringComparison.Ordinal);
        }

        [Fact]
        public async Task The_desk_refuses_and_the_guest_reads_it()
        {
            string address = await _yard.Checkout(_guest);
            await Press(address, "pay");
            using WebClient manager = await Host.SignedIn(Role.Manager);
            Assert.Equal(303, (await manager.Post("/today", "/today/guests/refuse", ("checkout", $"{_yard.Row.Id}"))).Status);
            Assert.Contains("The desk has said no", (await _guest.Get(address)).Text, StringComparison.Ordinal);
            Assert.DoesNotContain("A guest wants to charge", (await manager.Get("/today")).Text, StringComparison.Ordinal);
            Assert.Equal(303, (await manager.Post("/today", "/today/guests/confirm", ("checkout", $"{_yard.Row.Id}"))).Status);
            Assert.Equal(0, Host.Ask(context => context.Calls.Count()));
        }

        /// <summary>Only who sees money says yes, and only to guests of his own house.</summary>
        [Fact]
        public async Task Nobody_else_says_yes()
        {
            string address = await _yard.Checkout(_guest);
            await Press(address, "pay");
            string number = $"{_yard.Row.Id}";
            using WebClient caretaker = await Host.SignedIn(Role.Caretaker);
            Assert.DoesNotContain("A guest wants to charge", (await caretaker.Get("/today")).Text, StringComparison.Ordinal);
            using WebClient stranger = await Host.SignedIn(Role.Manager, await DemoTroubles.Another(Host));
            foreach (string form in (string[])["confirm", "refuse"])
            {
                Assert.Equal(403, (await caretaker.Post("/today", "/today/guests/" + form, ("checkout", number))).Status);
                Assert.Equal(404, (await stranger.Post("/today", "/today/guests/" + form, ("checkout", number))).Status);
                Assert.Equal(404, (await stranger.Post("/today", "/today/guests/" + form, ("checkout", "-1"))).Status);
            }

            long house = Host.Ask(context => context.Houses.Min(row => row.Id));
            Assert.Equal(403, (await caretaker.Post("/today", $"/prices/guests/{house}", ("guests", "Free"))).Status);
            Assert.Equal(404, (await stranger.Post("/today", $"/prices/guests/{house}", ("guests", "Free"))).Status);
            Assert.Equal(nameof(CheckoutState.Waiting), _yard.Row.State);
            Assert.Equal(GuestWay.Desk, Host.Ask(context => context.Houses.Single(row => row.Id == house).Guests));
        }

        [Fact]
        public async Task A_manager_says_how_his_house_takes_guests_and_the_trail_knows()
        {
            Assert.Equal(GuestWay.None, new House { TenantId = 1, Name = "new" }.Guests);
            using WebClient manager = await Host.SignedIn(Role.Manager);
            long house = Host.Ask(context => context.Houses.Single().Id);
            Assert.Equal(303, (await manager.Post("/prices", $"/prices/guests/{house}", ("guests", "Free"))).Status);
            Assert.Equal(GuestWay.Free, Host.Ask(context => context.Houses.Single().Guests));
            string changes = GuestYard.TextOf(await manager.Get("/changes"));
            Assert.Contains("How a house takes guests", changes, StringComparison.Ordinal);
            Assert.Matches("at the desk[\\s\\S]*free", changes);
            Assert.Equal(404, (await manager.Post("/prices", $"/prices/guests/{house}", ("guests", "7"))).Status);
            Assert.Equal(404, (await manager.Post("/prices", $"/prices/guests/{house}", ("guests", ""))).Status);
        }

        /// <summary>Nothing of another tenant comes through a label or an address.</summary>
        [Fact]
        public async Task A_guest_sees_the_tables_of_his_own_house_alone()
        {
            string address = await _yard.Checkout(_guest);
            long elsewhere = await DemoTroubles.Another(Host);
            await Host.Write(context =>
            {
                // The charger has moved away since: what it is told there is not this guest's, nor the other way round.
                Station station = context.Stations.Single(row => row.Name == GuestYard.Station);
                long house = context.Houses.Single(row => row.TenantId == elsewhere).Id;
                Backend.Data.Bay bay = context.Bays.Add(new Backend.Data.Bay { TenantId = elsewhere, HouseId = house, Name = "Secret bay" }).Entity;
                int rows = context.SaveChanges();
                context.Placements.Single(row => row.StationId == station.Id && row.ToMs == null).ToMs = _yard.NowMs - 1;
                context.Placements.Add(new Placement { StationId = station.Id, FromMs = _yard.NowMs - 1, BayId = bay.Id, TenantId = elsewhere });
                return rows + context.SaveChanges();
            });
            string own = (await _guest.Get(address)).Text;
            Assert.Contains("Bay 12", own, StringComparison.Ordinal);
            Assert.DoesNotContain("Secret", own, StringComparison.Ordinal);
            string label = GuestYard.TextOf(await _guest.Get(Page));
            Assert.Contains("Secret bay", label, StringComparison.Ordinal);
            Assert.DoesNotContain("Bay 12", label, StringComparison.Ordinal);
            Assert.DoesNotContain("0.54", label, StringComparison.Ordinal);
            await _yard.Look();
            Assert.Contains("was taken from this bay", (await _guest.Get(address)).Text, StringComparison.Ordinal);
        }

        /// <summary>The one way of somebody without a session: what it opens is one tenant's, whatever is asked of it.</summary>
        [Fact]
        public async Task Label_and_secret_open_the_tables_of_one_tenant()
        {
            string address = await _yard.Checkout(_guest);
            long own = _yard.Row.TenantId;
            long elsewhere = await DemoTroubles.Another(Host);
            using IServiceScope scope = Host.Services.CreateScope();
            Visit visit = new(new DefaultHttpContext { RequestServices = scope.ServiceProvider });
            using PlatformContext label = (await GuestTables.OfStation(visit, GuestYard.Station))!;
            using OwnCheckout secret = (await GuestTables.OfSecret(visit, address[3..]))!;
            foreach (PlatformContext context in (PlatformContext[])[label, secret.Context])
            {
                Assert.Equal(own, context.Asking);
                Assert.DoesNotContain(context.Houses.Select(row => row.TenantId), tenant => tenant == elsewhere);
            }

            Assert.Null(await GuestTables.OfStation(visit, "nobody"));
            Assert.Null(await GuestTables.OfSecret(visit, Secrets.LongToken()));
        }

        /// <summary>The car has gone, or the charger is faulty, while he looks at the price: he is told, and the button does nothing.</summary>
        [Theory]
        [InlineData("Available", "No car is plugged in")]
        [InlineData("Faulted", "has a fault")]
        public async Task Who_could_not_charge_any_more_is_not_let_pay(string outlet, string sentence)
        {
            string address = await _yard.Checkout(_guest);
            await _yard.Outlet(outlet);
            string page = (await _guest.Get(address)).Text;
            Assert.Contains(sentence, page, StringComparison.Ordinal);
            Assert.DoesNotContain("/pay\"", page, StringComparison.Ordinal);
            Assert.Equal((303, address), await Press(address, "pay"));
            Assert.Equal(nameof(CheckoutState.Checkout), _yard.Row.State);
        }

        [Fact]
        public async Task The_pattern_on_the_page_is_the_one_that_the_lamp_is_asked_for()
        {
            string address = await _yard.Checkout(_guest);
            Assert.DoesNotContain("class=\"blink\"", (await _guest.Get(address)).Text, StringComparison.Ordinal);
            Assert.Equal((303, address), await Press(address, "blink"));
            Assert.Equal($$$"""{"vendorId":"nanoCharger","messageId":"Blink","data":{"pattern":"{{{_yard.Row.Pattern}}}"}}""", _yard.Call().Payload);
            string text = (await _guest.Get(address)).Text;
            Assert.Equal(_yard.Row.Pattern, Shown(text));
            Assert.Contains("is being asked", text, StringComparison.Ordinal);
            await _yard.Answers("""{"status":"Accepted"}""");
            Assert.Contains("The lamp blinks this now", (await _guest.Get(address)).Text, StringComparison.Ordinal);
            await Host.Write(context => context.Calls.ExecuteUpdate(set => set.SetProperty(row => row.Answer, """{"status":"Rejected"}""")));
            Assert.Contains("Do not pay", (await _guest.Get(address)).Text, StringComparison.Ordinal);
            await Host.Write(context => context.Checkouts.ExecuteUpdate(set => set.SetProperty(row => row.BlinkMs, _yard.NowMs - 40_000)));
            Assert.DoesNotContain("class=\"blink\"", (await _guest.Get(address)).Text, StringComparison.Ordinal);
        }

        /// <summary>Without an account: the stream shows how it stands, and ends when it is over.</summary>
        [Fact]
        public async Task A_guests_page_lives_by_its_address_alone()
        {
            string address = await _yard.Checkout(_guest);
            using HttpClient phone = new() { BaseAddress = new Uri(Host.Address) };
            using HttpResponseMessage answer = await phone.GetAsync(address + "/live", HttpCompletionOption.ResponseHeadersRead);
            using System.IO.StreamReader lines = new(await answer.Content.ReadAsStreamAsync());
            Assert.Contains("data: ", await lines.ReadLineAsync(), StringComparison.Ordinal);
            await Press(address, "withdraw");
            Task<string> rest = lines.ReadToEndAsync();
            Assert.True(await Host.Turn(() => Task.FromResult(rest.IsCompleted)), "it does not end");
            Assert.Contains("event: end", await rest, StringComparison.Ordinal);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await phone.GetAsync("/r/nobody/live")).StatusCode);
        }

        private async Task<string> Start()
        {
            string address = await _yard.Checkout(_guest);
            await _yard.Pay(_guest, address);
            return address;
        }

        private async Task<(int Status, string? Location)> Press(string address, string button)
        {
            Answer answer = await _guest.Post(address, address + "/" + button);
            return (answer.Status, answer.Location);
        }

        /// <summary>A form that was kept from before does not come through either.</summary>
        private async Task NothingIsMade(string price)
        {
            using WebClient kept = Host.Client();
            string token = Token(await kept.Get("/sign-in"));
            Assert.Equal(422, (await kept.PostAlone(Page, ("price", price), ("cap", "1000"), ("token", token))).Status);
            Assert.Equal(0, Host.Ask(context => context.Checkouts.Count()));
        }

        /// <summary>The guests' price, and everyone's, are not what was put down.</summary>
        private static int Spoil(PlatformContext context)
        {
            return context.Database.ExecuteSql($"DROP TRIGGER tariffs_unchanged") + context.Database.ExecuteSql($"UPDATE tariffs SET text = 'odd'");
        }

        internal static string Shown(string page)
        {
            string shown = Regex.Match(page, "<p class=\"blink\"[\\s\\S]*?</p>").Value;
            return string.Concat(Regex.Matches(shown, "class=\"(long|short)\"").Select(match => match.Groups[1].Value == "long" ? 'L' : 'S'));
        }

        private static string Token(Answer page)
        {
            return System.Net.WebUtility.HtmlDecode(Regex.Match(page.Text, "name=\"token\" value=\"([^\"]+)\"").Groups[1].Value);
        }
    }
}
