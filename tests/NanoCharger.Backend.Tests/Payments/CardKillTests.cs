using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.Payments.Cards;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Tests.Guests;
using NanoCharger.Testing.Payments;
using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.Backend.Tests.Payments
{
    /// <summary>The program itself is killed in the very moment in which the provider is asked: before he has done it, and behind it. The next one that starts finds out, and money has moved once.</summary>
    public sealed partial class CardKillTests(ITestOutputHelper told) : IDisposable
    {
        /// <summary>How many runs.</summary>
        private const string Runs = "PAYMENT_KILLS";
        private const string Accepted = """{"status":"Accepted"}""";

        private const string Secret = "a-guest-of-these-runs";

        /// <summary>What is asked when it is killed, and where it comes to: each before the provider has done it, and behind it, in turn.</summary>
        private static readonly (string Step, HoldState End)[] Steps =
        [
            ("capture", HoldState.Captured), ("open", HoldState.Held), ("refund", HoldState.Refunded), ("cancel", HoldState.Released), ("expire", HoldState.Released), ("look", HoldState.Released),
        ];

        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

        private readonly string _folder = Directory.CreateTempSubdirectory("cards").FullName;
        private ProviderServer _server = null!;

        private string Database => Path.Combine(_folder, "cards.db");

        public void Dispose()
        {
            Directory.Delete(_folder, recursive: true);
        }

        [Fact]
        public async Task Killed_at_any_step_money_moves_once()
        {
            int runs = int.TryParse(Environment.GetEnvironmentVariable(Runs), out int more) ? more : 3;
            for (int run = 0; run < runs; run++)
            {
                (string step, HoldState end) = Steps[run % Steps.Length];
                bool before = run / Steps.Length % 2 == run % 2;
                bool isNow = false;

                // Who stands before the provider's page does so now: an hour later it would have ended by itself.
                FakeTimeProvider clock = new(step is "open" or "expire" ? DateTimeOffset.UtcNow : DateTimeOffset.UtcNow - TimeSpan.FromHours(1));
                using ProviderServer server = _server = new ProviderServer(() => isNow ? DateTimeOffset.UtcNow : clock.GetUtcNow());
                foreach (string file in Directory.GetFiles(_folder, "cards.db*"))
                {
                    File.Delete(file);
                }

                await Prepare(step, clock);
                isNow = true;
                string side = $"killed {(before ? "before" : "behind")} {step}";
                await Play(step, before, end, side);
                told.WriteLine($"{side}: {end}");
            }
        }

        private async Task Play(string step, bool before, HoldState end, string side)
        {
            File.WriteAllText(Path.Combine(_folder, "appsettings.json"), JsonSerializer.Serialize(new { NanoCharger = new { Cards = new { _server.Key, Address = _server.Address, Pages = new[] { _server.PageOrigin } } } }));
            HostProcess? running = null;
            bool killed = false;
            _server.Fault = request =>
            {
                if (request.Step != step || killed)
                {
                    return ProviderFault.None;
                }

                if (running is null)
                {
                    // It asks before it is known to serve, as on a busy machine: nothing is done, and it asks again.
                    return ProviderFault.TooMany;
                }

                killed = true;
                running.Kill();
                return before ? ProviderFault.TimeoutBefore : ProviderFault.TimeoutAfter;
            };
            using (running = await HostProcess.Serve(_folder, "--database", Database))
            {
                if (step is "open")
                {
                    // His request dies with it.
                    await Assert.ThrowsAnyAsync<HttpRequestException>(() => GoToPay(running));
                }

                await Until(() => killed, $"{side}: nobody has asked for it");
            }

            using HostProcess next = await HostProcess.Serve(_folder, "--database", Database);
            if (step is "open")
            {
                // He tries again, from another address of ours as it happens: until he is shown a page, and on that he pays.
                await Until(async () => await GoToPay(next) is { } page && page.StartsWith(_server.PageOrigin, StringComparison.Ordinal), $"{side}: he is shown no page");
                _server.Pay(Read(context => context.Holds.Single().Session)!);
            }

            await Until(() => Read(context => context.Holds.Single().State) == end.ToString(), $"{side}: it does not come to {end}");
            next.Signal("TERM");
            Assert.Equal(0, next.End().Code);
            Judge(end, step);
        }

        /// <summary>The guest presses the button that leads to the provider's page.</summary>
        /// <returns>Where he is led.</returns>
        private static async Task<string?> GoToPay(HostProcess at)
        {
            using HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{at.WebPort}") };
            string page = await browser.GetStringAsync("/r/" + Secret);
            using FormUrlEncodedContent form = new(new Dictionary<string, string> { ["token"] = WebUtility.HtmlDecode(Token().Match(page).Groups[1].Value) });
            using HttpResponseMessage answer = await browser.PostAsync($"/r/{Secret}/payment", form);
            return answer.Headers.Location?.OriginalString;
        }

        [GeneratedRegex("name=\"token\" value=\"([^\"]+)\"")]
        private static partial Regex Token();

        private void Judge(HoldState end, string step)
        {
            HoldRow hold = Read(context => context.Holds.AsNoTracking().Single());
            Moved moved = _server.MovedOf(hold.Session!);
            Assert.Equal(moved, _server.Moved.Values.SingleOrDefault() ?? Moved.Nothing);
            if (step is "expire")
            {
                Assert.Equal(Moved.Nothing, moved);
                Assert.Throws<InvalidOperationException>(() => _server.Pay(hold.Session!));
                return;
            }

            Assert.Equal(end switch
            {
                HoldState.Held => new Moved(20_00, 0, 0, 0, 0),
                HoldState.Captured => new Moved(20_00, 6_00, 0, 14_00, 0),
                HoldState.Refunded => new Moved(20_00, 6_00, 6_00, 14_00, 0),
                _ => new Moved(20_00, 0, 0, 20_00, 0),
            }, moved);
            using PlatformDatabase database = PlatformDatabase.Open(Database);
            Assert.Empty(new Auditor(database).Run().Findings);
        }

        /// <summary>All that was before: written by the same program, in this process.</summary>
        private async Task Prepare(string step, FakeTimeProvider clock)
        {
            StripeOptions options = new() { ApiBase = _server.Address, Key = _server.Key, PageOrigins = [_server.PageOrigin] };
            using CheckoutStage stage = new(Stage.Sqlite, cards: new CardTerms(new StripeProvider(options)), given: Database, clock: clock);
            stage.Calls.Hear();
            Assert.True(await stage.Make(GuestWay.Card, Secrets.Digest(Secret)));
            Assert.True(stage.Desk.Pay(stage.Row));
            if (step is "open")
            {
                Welcome(stage, clock.GetUtcNow().ToUnixTimeMilliseconds());
                return;
            }

            Assert.NotNull(await stage.Holds!.PageOf(stage.Row.Id, "http://house.example/r/s", "Charging at bay", "en"));
            if (step is "expire")
            {
                Assert.True(stage.Desk.Withdraw(stage.Row));
                return;
            }

            _server.Pay(stage.Hold.Session!);
            if (step is "look")
            {
                return;
            }

            if (step is "cancel")
            {
                Assert.True(stage.Desk.Withdraw(stage.Row));
                return;
            }

            stage.Advance(90);
            stage.Calls.Hear();
            stage.Advance(5);
            stage.Calls.Answer(Accepted);
            string begin = stage.Time;
            stage.Begin("T1", stage.Token());
            stage.Advance(10);
            stage.Sleep(TimeSpan.FromMinutes(40));
            stage.End("T1", stage.Token(), begin, 0, 10_000_000);
            stage.Bill();
            if (step is "refund")
            {
                stage.Advance(60);
                Assert.Equal(HoldState.Captured, stage.HoldState);
                BillingRules rules = new() { Seller = "House Ltd", Site = "Yard", Market = Market.Default, HeardOf = static _ => null };
                stage.Calls.Stage.Do(context =>
                {
                    new ChargeDesk(context, rules, clock.GetUtcNow().ToUnixTimeMilliseconds()).Move(stage.Hold.ChargeId!.Value, ChargeEvent.Credit, "wrong");
                    return context.SaveChanges();
                });
            }
        }

        /// <summary>His car is plugged in, and he could charge: nobody is sent to pay else.</summary>
        private static void Welcome(CheckoutStage stage, long nowMs)
        {
            stage.Calls.Stage.Do(context =>
            {
                House house = context.Houses.Single();
                house.Guests = GuestWay.Card;
                context.Presences.RemoveRange(context.Presences);
                context.SaveChanges();
                context.Presences.Add(new PresenceRow { StationId = context.Stations.Single().Id, HeardMs = nowMs, SinceMs = nowMs, EventMs = 0, Outlet = "Occupied", OutletMs = nowMs, OutletSinceMs = nowMs });
                return TariffRegister.Offer(context, house.TenantId, stage.Told.Id, Audience.Everyone, (nowMs, nowMs)) + context.SaveChanges();
            });
        }

        private T Read<T>(Func<PlatformContext, T> read)
        {
            using PlatformDatabase database = PlatformDatabase.Open(Database);
            using PlatformContext context = database.Context();
            return read(context);
        }

        private static Task Until(Func<bool> holds, string otherwise)
        {
            return Until(() => Task.FromResult(holds()), otherwise);
        }

        private static async Task Until(Func<Task<bool>> holds, string otherwise)
        {
            for (Stopwatch waiting = Stopwatch.StartNew(); !await holds(); await Task.Delay(100))
            {
                Assert.True(waiting.Elapsed < Patience, otherwise);
            }
        }
    }
}
