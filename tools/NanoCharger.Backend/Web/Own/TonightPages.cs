using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NodaTime;
using NodaTime.Text;

namespace NanoCharger.Backend.Web.Own
{
    /// <summary>A resident's night, and when he leaves in the morning: remembered by weekday, for whatever plans nights later.</summary>
    internal static class TonightPages
    {
        private const int Weekdays = 7;
        private const int NoonHour = 12;
        private const int MinutesOfHour = 60;
        private const int WattHoursOfKilowattHour = 1000;
        private const decimal MostKilowattHours = 200;

        private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/tonight", Policies.Resident, static visit => Show(visit, null));
            routes.MapLive<TonightNow>("/tonight/live", Policies.Resident, static async visit => await Now(visit));
            routes.MapForm("/tonight/plan", Policies.Resident, Plan);
        }

        private static async Task<TonightNowModel> Now(Visit visit)
        {
            using PlatformContext context = visit.Open();
            return await new TonightLook(visit, context).Now();
        }

        private static async Task<IResult> Show(Visit visit, Entries? wrong)
        {
            using PlatformContext context = visit.Open();
            Frame frame = visit.Frame(visit.Text["tonight.title"]);
            ZonedDateTime now = Zones.In(StationClock.Now(visit), await Houses.Clock(context));

            // In the evening one thinks of tomorrow, in the morning of today.
            LocalDate next = now.Hour < NoonHour ? now.Date : now.Date.PlusDays(1);
            List<TonightDay> days = [.. Enumerable.Range(0, Weekdays).Select(next.PlusDays).Select(day => new TonightDay((int)day.DayOfWeek, visit.Text.Weekday(day.DayOfWeek)))];
            TonightModel model = new(frame, await new TonightLook(visit, context).Now(), days, wrong ?? await Kept(visit, context));
            return wrong is null ? visit.Show<TonightView>(model) : visit.ShowAgain<TonightView>(model);
        }

        /// <summary>What was remembered last.</summary>
        private static async Task<Entries> Kept(Visit visit, PlatformContext context)
        {
            List<long> accounts = (await Owner.Accounts(visit, context)).ConvertAll(row => row.Account);
            Dictionary<string, string> kept = [];
            foreach (DepartureRow row in await context.Departures.AsNoTracking().Where(row => accounts.Contains(row.Account)).ToListAsync())
            {
                kept[Leaves(row.Weekday)] = row.LeavesMinute is { } minute ? Time.Format(new LocalTime(minute / MinutesOfHour, minute % MinutesOfHour)) : "";
                kept[Wants(row.Weekday)] = row.WattHours is { } energy ? Plain(visit.Text, (decimal)energy / WattHoursOfKilowattHour) : "";
            }

            return new Entries(kept);
        }

        /// <summary>As its language writes it, with the decimals that it has.</summary>
        private static string Plain(Language text, decimal kilowattHours)
        {
            return text.Number(kilowattHours, kilowattHours.Scale);
        }

        private static async Task<IResult> Plan(Visit visit)
        {
            Entries typed = visit.Form.Entries([.. Enumerable.Range(1, Weekdays).SelectMany(day => new[] { Leaves(day), Wants(day) })]);
            List<(int Day, int? Minute, int? WattHours)> plan = [];
            for (int day = 1; day <= Weekdays; day++)
            {
                string time = visit.Form.Line(Leaves(day));
                ParseResult<LocalTime> leaves = Time.Parse(time);
                if (time.Length > 0 && !leaves.Success)
                {
                    return await Show(visit, typed.Wrong(Leaves(day), visit.Text["tonight.wrong-time"]));
                }

                bool wants = visit.Form.Line(Wants(day)).Length > 0;
                if (visit.Form.Number(Wants(day)) is not { } energy || (wants && energy is < 1 or > MostKilowattHours))
                {
                    return await Show(visit, typed.Wrong(Wants(day), visit.Text["tonight.wrong-energy"]));
                }

                plan.Add((day, time.Length > 0 ? (leaves.Value.Hour * MinutesOfHour) + leaves.Value.Minute : null, wants ? (int)(energy * WattHoursOfKilowattHour) : null));
            }

            long person = visit.Signed.Person;
            await visit.Get<WebData>().Write(context => Keep(context, person, visit.Signed.Tenant, plan));
            return visit.Go("/tonight", "done.plan");
        }

        private static int Keep(PlatformContext context, long person, long? tenant, List<(int Day, int? Minute, int? WattHours)> plan)
        {
            foreach (ResidentRow resident in context.Residents.AsNoTracking().Where(row => row.PersonId == person && row.TenantId == tenant).ToList())
            {
                context.Departures.Where(row => row.TenantId == resident.TenantId && row.Account == resident.Account).ExecuteDelete();
                context.Departures.AddRange(plan.Where(one => one.Minute is not null || one.WattHours is not null)
                    .Select(one => new DepartureRow { TenantId = resident.TenantId, Account = resident.Account, Weekday = one.Day, LeavesMinute = one.Minute, WattHours = one.WattHours }));
            }

            return context.SaveChanges() + 1;
        }

        /// <summary>The field of a day's time.</summary>
        internal static string Leaves(int day)
        {
            return string.Create(CultureInfo.InvariantCulture, $"leaves-{day}");
        }

        /// <summary>The field of a day's energy.</summary>
        internal static string Wants(int day)
        {
            return string.Create(CultureInfo.InvariantCulture, $"wants-{day}");
        }
    }
}
