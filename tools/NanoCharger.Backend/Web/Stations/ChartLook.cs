using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Web.Charts;
using NanoCharger.Backend.Web.Today;
using NodaTime;

namespace NanoCharger.Backend.Web.Stations
{
    /// <summary>Reads the charts of a station: power of a charge (that which runs or was last, and back from there), energy by day, revenue by month. Four statements.</summary>
    internal sealed class ChartLook(PlatformContext context, Language text, BayNow bay)
    {
        private const int Days = 30;
        private const int Months = 12;

        private readonly DateTimeZone _zone = Zones.Of(bay.House.Zone);

        private long Station => bay.Station!.Id;

        /// <summary>All of them.</summary>
        /// <param name="money">Revenue too.</param>
        /// <param name="back">The power of the charge that is so many before the last one.</param>
        internal async Task<SheetCharts> All(bool money, int back)
        {
            return new SheetCharts(await Power(back, money), await Energy(), money ? await Revenue() : null);
        }

        private async Task<PowerPage?> Power(int back, bool money)
        {
            // One more: whether there is an earlier one.
            var rows = await context.Transactions.AsNoTracking().Where(row => row.StationId == Station && row.Begun).OrderByDescending(row => row.StartCameMs ?? row.EndCameMs).ThenByDescending(row => row.KeyNumber).ThenByDescending(row => row.Receipt)
                .Skip(back).Take(2).Select(row => new { row.KeyNumber, row.Id, row.Ended, row.ChargeId }).ToListAsync();
            if (rows.Count == 0)
            {
                return null;
            }

            var shown = rows[0];
            List<string> documents = await context.Documents.AsNoTracking().Where(row => row.StationId == Station && row.KeyNumber == shown.KeyNumber && row.TransactionId == shown.Id)
                .OrderBy(row => row.Number).Select(row => row.Text).ToListAsync();
            List<Reading> readings = [.. PowerCurve.Signed(documents)];
            bool runs = back == 0 && !shown.Ended;
            if (runs && bay.Facts.Live is { } live && live.Of("Energy.Active.Import.Register") is { } register)
            {
                readings.Add(new Reading(live.At.ToUnixTimeMilliseconds(), (long)(register * 1000)));
            }

            string title = text[runs ? "chart.power-now" : back == 0 ? "chart.power-last" : "chart.power-earlier"];
            return new PowerPage(PowerCurve.Of(text, title, [readings], At))
            {
                Earlier = rows.Count > 1 ? Path(back + 1) : null,
                Later = back > 0 ? Path(back - 1) : null,
                Charge = money && shown.ChargeId is { } number ? (text.Say("charge.title", number), string.Create(CultureInfo.InvariantCulture, $"/charges/{number}")) : null,
            };
        }

        private string Path(int back)
        {
            return Tiles.PathOf(bay.Station!.Name) + (back == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"?back={back}")) + "#power";
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
