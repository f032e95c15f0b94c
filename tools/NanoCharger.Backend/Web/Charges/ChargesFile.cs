using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Rating;
using NodaTime;
using NodaTime.Text;

namespace NanoCharger.Backend.Web.Charges
{
    /// <summary>Charges as comma-separated values (RFC 4180), with a byte order mark, by which spreadsheets know UTF-8.</summary>
    internal sealed partial class ChargesFile(DateTimeZone zone)
    {
        private const string Columns = "charge,state,reason,station,bay,payer,begin,end,parts,kwh,bill,net,tax,gross,currency";
        private const string Mark = "\uFEFF";

        private static readonly OffsetDateTimePattern Time = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'sso<+HH:mm>");

        /// <summary>The file.</summary>
        internal string Of(IEnumerable<ChargeRead> charges)
        {
            StringBuilder file = new(Mark + Columns + "\r\n");
            foreach (ChargeRead read in charges)
            {
                file.AppendJoin(',', Fields(read).Select(Quoted)).Append("\r\n");
            }

            return file.ToString();
        }

        private IEnumerable<string> Fields(ChargeRead read)
        {
            Bill? bill = read.Stands;
            string currency = bill?.Tariff.Currency ?? "";
            return
            [
                read.Charge.Id.ToString(CultureInfo.InvariantCulture), read.State.ToString().ToLowerInvariant(), read.Charge.Reason ?? "", read.Station, read.Bay ?? "", read.Who ?? "",
                Moment(read.BeginMs), Moment(read.EndMs), read.Parts.ToString(CultureInfo.InvariantCulture), (read.MilliwattHours / 1_000_000m).ToString("0.000000", CultureInfo.InvariantCulture),
                bill?.Number.ToString(CultureInfo.InvariantCulture) ?? "", Money(bill?.Rated.NetMinor, currency), Money(bill?.Rated.TaxMinor, currency), Money(bill?.Rated.GrossMinor, currency), currency,
            ];
        }

        private string Moment(long ms)
        {
            return Time.Format(Zones.In(ms, zone).ToOffsetDateTime());
        }

        private static string Money(long? minor, string currency)
        {
            return minor is { } amount && Currency.Find(currency) is { } known ? known.FromMinor(amount).ToString("F" + known.MinorDigits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : "";
        }

        /// <summary>What a spreadsheet would take for a formula is told as text; also behind a semicolon, at which some of them begin a field.</summary>
        private static string Quoted(string field)
        {
            string text = Formula().Replace(field, "$1'$2");
            return text.AsSpan().ContainsAny(",;\"\r\n".AsSpan()) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
        }

        [GeneratedRegex("(^|;)(\\s*[=+\\-@\\t\\uFF1D\\uFF0B\\uFF0D\\uFF20])")]
        private static partial Regex Formula();
    }
}
