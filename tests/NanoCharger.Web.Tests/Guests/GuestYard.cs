using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NanoCharger.Backend;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Demo;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;
using NanoCharger.Backend.Web.Guests;
using Xunit;

namespace NanoCharger.Web.Tests.Guests
{
    /// <summary>The demo house, and in it one charger at which a guest has plugged in his car; a test says for it what it says and signs.</summary>
    internal sealed class GuestYard : IAsyncDisposable
    {
        internal const string Station = "linden-12";
        internal const string Page = "/c/" + Station;

        private readonly DocumentMaker _maker = new();
        private long _document;

        private GuestYard(WebHost host)
        {
            Host = host;
        }

        internal WebHost Host { get; }

        internal FakeTimeProvider Clock => (FakeTimeProvider)Host.Services.GetRequiredService<TimeProvider>();

        internal PaymentBackend Backend => Host.Services.GetRequiredService<WebData>().Backend;

        internal CheckoutRow Row => Host.Ask(context => context.Checkouts.AsNoTracking().OrderBy(row => row.Id).Last());

        internal long NowMs => Clock.GetUtcNow().ToUnixTimeMilliseconds();

        /// <summary>With limits that no test comes to, but where it is about them.</summary>
        internal static async Task<GuestYard> Open(bool limited = false, Action<WebApplicationBuilder>? change = null, string? database = null)
        {
            GuestYard yard = new(await (database is null ? DemoHost.Start(Change) : DemoHost.StartIn(database, Change)));
            await yard.Clear();
            return yard;

            void Change(WebApplicationBuilder builder)
            {
                change?.Invoke(builder);
                if (!limited)
                {
                    builder.Services.AddSingleton(new GuestLimits(1000, 1000, 1000));
                }
            }
        }

        /// <summary>The charger tells what its outlet is, and since when.</summary>
        internal Task Outlet(string outlet, double minutesAgo = 3, double heardMinutesAgo = 0)
        {
            (long since, long heard) = (NowMs - (long)(minutesAgo * 60_000), NowMs - (long)(heardMinutesAgo * 60_000));
            return Host.Write(context => context.Presences.Where(row => row.Station!.Name == Station).ExecuteUpdate(set => set
                .SetProperty(row => row.Outlet, outlet).SetProperty(row => row.OutletSinceMs, since).SetProperty(row => row.OutletMs, heard).SetProperty(row => row.HeardMs, heard)));
        }

        /// <summary>How the house takes guests.</summary>
        internal Task Take(GuestWay way)
        {
            return Host.Write(context => context.Houses.ExecuteUpdate(set => set.SetProperty(row => row.Guests, way)));
        }

        /// <summary>A guest with a phone takes the bay.</summary>
        /// <returns>His address.</returns>
        internal async Task<string> Checkout(WebClient guest, string cap = "2000")
        {
            Answer answer = await guest.Post(Page, Page, ("price", Price(await guest.Get(Page))), ("cap", cap));
            Assert.Equal(303, answer.Status);
            Assert.Matches("^/r/[A-Za-z0-9_-]{27}$", answer.Location);
            return answer.Location!;
        }

        /// <summary>He asks at the desk, and it says yes.</summary>
        internal async Task Pay(WebClient guest, string address)
        {
            await guest.Post(address, address + "/pay");
            await Confirm();
        }

        /// <summary>The same in a window that shows his page.</summary>
        internal async Task Pay(Window window)
        {
            await window.Send("form[action$='/pay'] button");
            await Confirm();
        }

        private async Task Confirm()
        {
            using WebClient manager = await Host.SignedIn(Role.Manager);
            await manager.Post("/today", "/today/guests/confirm", ("checkout", $"{Row.Id}"));
            Assert.Equal(nameof(CheckoutState.Starting), Row.State);
        }

        /// <summary>The version of prices that a page names.</summary>
        internal static string Price(Answer page)
        {
            return Regex.Match(page.Text, "name=\"price\" value=\"([^\"]+)\"").Groups[1].Value;
        }

        internal static string TextOf(Answer answer)
        {
            return WebUtility.HtmlDecode(answer.Text);
        }

        /// <summary>The newest call to the charger.</summary>
        internal CallRow Call()
        {
            return Host.Ask(context => context.Calls.AsNoTracking().Where(row => context.Stations.Any(one => one.Id == row.StationId && one.Name == Station)).OrderBy(row => row.Number).Last());
        }

        /// <summary>The charger answers it.</summary>
        internal async Task Answers(string payload)
        {
            await Say($"[3,\"{Call().Id}\",{payload}]");
        }

        /// <summary>The desk looks.</summary>
        internal Task Look()
        {
            return Task.Run(Backend.Checkouts.Tick);
        }

        /// <summary>The token of the newest start.</summary>
        internal string Token()
        {
            using JsonDocument payload = JsonDocument.Parse(Host.Ask(context => context.Calls.AsNoTracking().Where(row => row.Action == StationWishes.RequestStart).OrderBy(row => row.StoredMs).ThenBy(row => row.Number).Last()).Payload);
            return payload.RootElement.GetProperty("idToken").GetProperty("idToken").GetString()!;
        }

        /// <summary>A transaction that has begun half an hour ago: time stands still, and energy needs some.</summary>
        internal Task Begin(string transaction, string token, string line)
        {
            return Event(transaction, token, line, 0, "Started", 0, DocumentMaker.Reading("B", 0, Ocmf(Began)));
        }

        internal Task End(string transaction, string token, string line, long energy)
        {
            return Event(transaction, token, line, 1, "Ended", energy, DocumentMaker.Reading("B", 0, Ocmf(Began)) + "," + DocumentMaker.Reading("E", energy, Ocmf(Clock.GetUtcNow())));
        }

        /// <summary>The start's transaction begins, ends with five kilowatt hours, and is settled.</summary>
        internal async Task Bill(string transaction)
        {
            string token = Token();
            await Begin(transaction, token, Line);
            await End(transaction, token, Line, 5_000_000);
            await Settle();
        }

        /// <summary>A resident holds his card to the charger, charges for two minutes, and leaves.</summary>
        /// <returns>What the charger was answered when he held it there.</returns>
        internal async Task<string> ChargesByCard(string transaction, string card)
        {
            string token = $$"""{"idToken":"{{card}}","type":"ISO14443"}""";
            string answer = (await Say($"[2,\"1-1\",\"Authorize\",{{\"idToken\":{token}}}]"))!;
            DateTimeOffset began = Clock.GetUtcNow();
            string begin = DocumentMaker.Reading("B", 0, Ocmf(began));
            await Event(new DocumentFacts(++_document, Station, begin) { Card = card }, transaction, 0, "Started", began, 0, $"\"idToken\":{token},");
            Clock.Advance(TimeSpan.FromMinutes(2));
            await Event(new DocumentFacts(++_document, Station, begin + "," + DocumentMaker.Reading("E", 200_000, Ocmf(Clock.GetUtcNow()))) { Card = card }, transaction, 1, "Ended", Clock.GetUtcNow(), 200_000);
            await Task.Run(Backend.Settle);
            return answer;
        }

        /// <summary>What has ended is billed, and each checkout knows it.</summary>
        internal async Task Settle()
        {
            await Task.Run(Backend.Settle);
            for (int looks = 0; looks < 3; looks++)
            {
                await Look();
            }

            Assert.Equal(nameof(CheckoutState.Billed), Row.State);
        }

        private static DateTimeOffset Began => DemoHost.Now - TimeSpan.FromMinutes(30);

        private static string Ocmf(DateTimeOffset time)
        {
            return time.ToString("yyyy-MM-dd'T'HH:mm:ss','fff'+0000 S'", CultureInfo.InvariantCulture);
        }

        /// <summary>The line of the guests' price.</summary>
        internal string Line => TariffText.Of(Host.Ask(context => TariffRegister.Read(context.Tariffs.Single(row => row.Id == Row.TariffId)))!);

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            _maker.Dispose();
        }

        private Task Event(string transaction, string token, string line, int sequence, string type, long register, string readings)
        {
            return Event(new DocumentFacts(++_document, Station, readings) { Card = token, Type = "CENTRAL", Tariff = line }, transaction, sequence, type, type == "Started" ? Began : Clock.GetUtcNow(), register);
        }

        private async Task Event(DocumentFacts facts, string transaction, int sequence, string type, DateTimeOffset at, long register, string more = "")
        {
            string time = at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            Assert.StartsWith("[3,", await Say(EventFrame.Write(transaction, sequence, type, time, register, _maker.Sign(facts.Payload()), _maker.OcppKey, more)), StringComparison.Ordinal);
        }

        private async Task<string?> Say(string frame)
        {
            string? answer = null;
            await Backend.Take(Station, Encoding.UTF8.GetBytes(frame), bytes => answer = Encoding.UTF8.GetString(bytes));
            Assert.True(await Task.Run(() => Backend.Engine.Drain(TimeSpan.FromSeconds(60))), "the engine does not come to an end");
            return answer;
        }

        /// <summary>Whoever stood there has gone, the board is new, and a guest has come.</summary>
        private async Task Clear()
        {
            await Task.Run(() => Backend.Register(Station, _maker.Key));
            await Host.Write(context => context.Database.ExecuteSql($"UPDATE transactions SET ended = {true}, ended_ms = {NowMs - 7_200_000}, end_came_ms = {NowMs - 7_200_000} WHERE NOT ended AND station_id = (SELECT id FROM stations WHERE name = {Station})"));
            await Outlet("Occupied");
        }
    }
}
