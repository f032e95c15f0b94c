using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NodaTime;

namespace NanoCharger.Backend.Web.Charges
{
    /// <summary>The charges of a month: sums on top, what can be asked for, and the list; as a page and as a file.</summary>
    internal static class ChargesPages
    {
        private const string Open = "open";
        private const string StationParameter = "station";
        private const string WhoParameter = "who";
        private const string CardParameter = "card";
        private const string StateParameter = "state";

        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/charges", Policies.Money, Show);
            routes.MapPage("/charges.csv", Policies.Money, Write);
        }

        private static async Task<IResult> Show(Visit visit)
        {
            (Month month, List<ChargeRead> all) = await Read(visit);
            List<ChargeRead> asked = [.. all.Where(read => IsAsked(visit, read))];
            ChargeTexts texts = new(visit.Text, month.Zone);
            return visit.Show<ChargesView>(new ChargesModel(
                visit.Frame(visit.Text["charges.title"]), month.Pager(visit.Text, StationClock.Now(visit)), new ChargesSums(visit.Text, texts).Of(asked), [.. asked.Select(texts.Line)])
            {
                Filters = Filters(visit, all, texts),
                MonthName = month.Name,
                Asked = string.Concat(new[] { StationParameter, WhoParameter, CardParameter, StateParameter }.Where(name => visit.Query(name).Length > 0).Select(name => $"&{name}={System.Uri.EscapeDataString(visit.Query(name))}")),
            });
        }

        /// <summary>The same charges for a program: names of fields and times that no language changes.</summary>
        private static async Task<IResult> Write(Visit visit)
        {
            (Month month, List<ChargeRead> all) = await Read(visit);
            string file = new ChargesFile(month.Zone).Of(all.Where(read => IsAsked(visit, read)));
            visit.Http.Response.Headers.CacheControl = "no-store";
            visit.Http.Response.Headers.ContentDisposition = $"attachment; filename=\"charges-{month.Name}.csv\"";
            return Results.Text(file, "text/csv; charset=utf-8");
        }

        private static async Task<(Month Month, List<ChargeRead> All)> Read(Visit visit)
        {
            using PlatformContext context = visit.Open();
            DateTimeZone zone = await Houses.Clock(context);
            Month month = Month.Read(visit.Query("month"), StationClock.Now(visit), zone);
            return (month, await ChargeRead.Settled(context, month.FromMs, month.ToMs, withOpen: month.Has(StationClock.Now(visit))));
        }

        private static bool IsAsked(Visit visit, ChargeRead read)
        {
            return Fits(visit.Query(StationParameter), read.Station) && Fits(visit.Query(WhoParameter), read.Who ?? "") && Fits(visit.Query(CardParameter), Card(read)) && Fits(visit.Query(StateParameter), read.State.ToString().ToLowerInvariant());
        }

        private static string Card(ChargeRead read)
        {
            return read.Card?.Number.ToString(CultureInfo.InvariantCulture) ?? "";
        }

        private static bool Fits(string asked, string is_)
        {
            return asked.Length == 0 || asked == is_;
        }

        private static List<ChargesFilter> Filters(Visit visit, List<ChargeRead> all, ChargeTexts texts)
        {
            return
            [
                new(StationParameter, visit.Text["charges.station"], visit.Query(StationParameter), [.. all.GroupBy(read => read.Station).OrderBy(one => one.Key).Select(one => (one.Key, one.First().Bay is { } bay && bay != one.Key ? $"{bay} ({one.Key})" : one.Key))]),
                new(WhoParameter, visit.Text["charges.who"], visit.Query(WhoParameter), [.. all.Where(read => !string.IsNullOrEmpty(read.Who)).DistinctBy(read => read.Who).Select(read => (read.Who!, texts.Who(read))).OrderBy(one => one.Item2, StringComparer.Ordinal)]),
                new(CardParameter, visit.Text["charges.card-of"], visit.Query(CardParameter), [.. all.Where(read => read.Card is not null).DistinctBy(read => read.Card).Select(read => (Card(read), $"{texts.Who(read)}: {read.Card!.Value.Label}")).OrderBy(one => one.Item2, StringComparer.Ordinal)]),
                new(StateParameter, visit.Text["charges.state"], visit.Query(StateParameter), [.. all.Select(read => read.State).Distinct().Order().Select(state => (state.ToString().ToLowerInvariant(), texts.State(state)))]),
            ];
        }
    }
}
