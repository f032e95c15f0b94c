using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;
using NodaTime;
using Instant = NodaTime.Instant;

namespace NanoCharger.Backend.Web.Prices
{
    /// <summary>What a price would cost: by the same rules as bills, nothing of it is stored.</summary>
    internal sealed class PricePreviews(PlatformContext context, Language text)
    {
        private const long ExampleMilliwattHours = 20_000_000;
        private const int ExampleHours = 12;
        private const long HourMs = 3_600_000;

        /// <summary>A night's charge and last month's charges, by this version and by the one in force.</summary>
        internal async Task<PricePreview> Of(TariffVersion version, TariffVersion? now, Month month)
        {
            List<RatedPart[]> charges = await Charges(month);
            List<Bill> bills = (await context.Bills.Where(row => row.Credits == 0 && row.IssuedMs >= month.FromMs && row.IssuedMs < month.ToMs).Select(row => row.Text).ToListAsync()).ConvertAll(Bill.FromJson);
            return new PricePreview(TariffText.Of(version), Example(version), now is null ? null : Example(now), charges.Count == 0 ? null : Sum(charges, version), bills.Count == 0 ? null : Billed(bills));
        }

        /// <summary>What was billed, a sum a currency.</summary>
        private string Billed(List<Bill> bills)
        {
            return string.Join(", ", bills.GroupBy(bill => bill.Tariff.Currency).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => text.Money(group.Sum(bill => bill.Rated.GrossMinor), group.Key)));
        }

        /// <summary>20 kWh from 18:00 on at 10 kW, in the car until 6:00.</summary>
        private string Example(TariffVersion version)
        {
            long begin = version.TimeZone.AtLeniently(new LocalDate(2026, 11, 30).At(new LocalTime(18, 0))).ToInstant().ToUnixTimeMilliseconds();
            List<RatedReading> readings = [new(begin, 0, 'B', true)];
            readings.AddRange(version.Boundaries.Select(time => Next(version, time, begin)).Where(ms => ms > begin && ms < begin + (ExampleHours * HourMs)).Order().Select(ms => new RatedReading(ms, Taken(ms - begin), 'T', true)));
            readings.Add(new RatedReading(begin + (ExampleHours * HourMs), ExampleMilliwattHours, 'E', true));
            RatedCharge rated = Rater.Rate(version, [new RatedPart(readings) { DurationCounts = true }], true);
            return text.Money(rated.GrossMinor, version.Currency);
        }

        private static long Taken(long ms)
        {
            return Math.Min(ExampleMilliwattHours, ms * 10_000_000 / HourMs);
        }

        private static long Next(TariffVersion version, LocalTime time, long fromMs)
        {
            ZonedDateTime from = Instant.FromUnixTimeMilliseconds(fromMs).InZone(version.TimeZone);
            long today = version.TimeZone.AtLeniently(from.Date.At(time)).ToInstant().ToUnixTimeMilliseconds();
            return today > fromMs ? today : version.TimeZone.AtLeniently(from.Date.PlusDays(1).At(time)).ToInstant().ToUnixTimeMilliseconds();
        }

        private string Sum(List<RatedPart[]> charges, TariffVersion version)
        {
            return text.Money(charges.Sum(parts => Rater.Rate(version, parts, false).GrossMinor), version.Currency);
        }

        /// <summary>The signed readings of a month's billed charges: one statement, whatever they are.</summary>
        private async Task<List<RatedPart[]>> Charges(Month month)
        {
            var rows = await (from charge in context.Charges
                              where charge.State == nameof(ChargeState.Billed) && charge.SettledMs >= month.FromMs && charge.SettledMs < month.ToMs
                              join part in context.Parts on charge.Id equals part.ChargeId
                              join document in context.Documents on new { part.StationId, part.KeyNumber, part.TransactionId } equals new { document.StationId, document.KeyNumber, document.TransactionId }
                              orderby document.Number
                              select new { charge.Id, part.Receipt, document.Text }).AsNoTracking().ToListAsync();
            return [.. rows.GroupBy(row => row.Id).Select(charge => charge.GroupBy(row => row.Receipt).Select(part => Part(part.Key, part.Select(row => row.Text))).OfType<RatedPart>().ToArray()).Where(parts => parts.Length > 0)];
        }

        private static RatedPart? Part(long receipt, IEnumerable<string> texts)
        {
            List<SignedDocument> documents = [.. texts.Where(one => one.StartsWith("OCMF|", StringComparison.Ordinal)).Select(OcmfVerifier.Read)];
            return documents.Find(document => document.Pagination == receipt) is { IsReceipt: true } signed ? SignedPart.Of(signed, documents) : null;
        }
    }
}
