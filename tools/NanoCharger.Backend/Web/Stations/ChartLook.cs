using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Web.Charts;
using NanoCharger.Backend.Web.Today;
using NanoCharger.Verify;
using NodaTime;

namespace NanoCharger.Backend.Web.Stations
{
    /// <summary>Reads the charts of a station: power of the charge that runs or was last, energy by day, revenue by month. Four statements.</summary>
    internal sealed class ChartLook(PlatformContext context, Language text, BayNow bay)
    {
        private const int Days = 30;
        private const int Months = 12;

        private readonly DateTimeZone _zone = Zones.Of(bay.House.Zone);

        private long Station => bay.Station!.Id;

        /// <summary>All of them.</summary>
        /// <param name="money">Revenue too.</param>
        internal async Task<SheetCharts> All(bool money)
        {
            return new SheetCharts(await Power(), await Energy(), money ? await Revenue() : null);
        }

        private async Task<StepChart?> Power()
        {
            var last = await context.Transactions.AsNoTracking().Where(row => row.StationId == Station && row.Begun).OrderByDescending(row => row.StartCameMs ?? row.EndCameMs)
                .Select(row => new { row.KeyNumber, row.Id, row.Ended }).FirstOrDefaultAsync();
            if (last is null)
            {
                return null;
            }

            List<string> documents = await context.Documents.AsNoTracking().Where(row => row.StationId == Station && row.KeyNumber == last.KeyNumber && row.TransactionId == last.Id)
                .OrderBy(row => row.Number).Select(row => row.Text).ToListAsync();
            List<Reading> readings = [.. documents.SelectMany(document => OcmfVerifier.Read(document).Readings).Where(reading => reading.Instant.DateKnown)
                .Select(reading => new Reading(TransactionRows.ToMs(reading.Instant.Utc), reading.RegisterMilliwattHours)).Distinct()];
            if (!last.Ended && bay.Facts.Live is { } live && live.Of("Energy.Active.Import.Register") is { } register)
            {
                readings.Add(new Reading(live.At.ToUnixTimeMilliseconds(), (long)(register * 1000)));
            }

            IReadOnlyList<PowerStep> steps = PowerStep.Between(readings);
            return StepChart.Of(text[last.Ended ? "chart.power-last" : "chart.power-now"], (text["chart.time"], text["chart.power"]), steps, step =>
                new ChartValue(text.Say("chart.span", At(step.FromMs), At(step.ToMs)), step.Watts, Tiles.Power(text, step.Watts))) with
            {
                Ends = steps.Count == 0 ? ("", "") : (At(steps[0].FromMs), At(steps[^1].ToMs)),
            };
        }

        private string At(long ms)
        {
            return Tiles.At(text, ms, bay.NowMs, _zone);
        }

        /// <summary>A charge counts on the day on which it ended.</summary>
        private async Task<BarChart> Energy()
        {
            LocalDate today = Zones.Day(bay.NowMs, _zone);
            LocalDate first = today.PlusDays(1 - Days);
            long since = _zone.AtStartOfDay(first).ToInstant().ToUnixTimeMilliseconds();
            var rows = await context.Transactions.AsNoTracking().Where(row => row.StationId == Station && row.EndedMs >= since && row.EndMwh > row.BeginMwh)
                .Select(row => new { At = row.EndedMs!.Value, Mwh = row.EndMwh!.Value - row.BeginMwh!.Value }).ToListAsync();
            ILookup<LocalDate, long> days = rows.ToLookup(row => Zones.Day(row.At, _zone), row => row.Mwh);
            return BarChart.Of(text["chart.energy"], (text["chart.day"], text["chart.energy-head"]), [.. Enumerable.Range(0, Days).Select(first.PlusDays).Select(day => new ChartValue(text.ShortDate(day), days[day].Sum(), text.Energy(days[day].Sum(), 1)))]);
        }

        /// <summary>What was billed, less what was taken back, in the month of the paper; of several currencies the house's own.</summary>
        private async Task<BarChart> Revenue()
        {
            LocalDate today = Zones.Day(bay.NowMs, _zone);
            YearMonth first = today.ToYearMonth().PlusMonths(1 - Months);
            long since = _zone.AtStartOfDay(first.OnDayOfMonth(1)).ToInstant().ToUnixTimeMilliseconds();
            var rows = await (from bill in context.Bills
                              join charge in context.Charges on bill.ChargeId equals charge.Id
                              where charge.StationId == Station && bill.IssuedMs >= since
                              select new { bill.IssuedMs, bill.GrossMinor, bill.Currency }).AsNoTracking().ToListAsync();
            string currency = bay.House.Currency ?? rows.Select(row => row.Currency).FirstOrDefault() ?? "EUR";
            ILookup<YearMonth, long> months = rows.Where(row => row.Currency == currency).ToLookup(row => Zones.Day(row.IssuedMs, _zone).ToYearMonth(), row => row.GrossMinor);
            return BarChart.Of(text["chart.revenue"], (text["chart.month"], text["chart.revenue-head"]), [.. Enumerable.Range(0, Months).Select(first.PlusMonths).Select(month => new ChartValue(text.Month(month), months[month].Sum(), text.Money(months[month].Sum(), currency)))]);
        }
    }
}
