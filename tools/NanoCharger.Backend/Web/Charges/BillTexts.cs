using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NodaTime;

namespace NanoCharger.Backend.Web.Charges
{
    /// <summary>Bills and transactions in somebody's language.</summary>
    internal sealed class BillTexts(Language text, DateTimeZone zone)
    {
        /// <summary>Registers are told with all digits that the meter signs.</summary>
        private const int RegisterDecimals = 5;

        private readonly StoredWords _words = new(text, zone);

        /// <summary>A transaction.</summary>
        internal ChargePart Part(TransactionRow row)
        {
            string documents = row.BeginDocument is { } begin && row.Receipt is { } receipt ? FormattableString.Invariant($"T{begin}–T{receipt}") : FormattableString.Invariant($"T{row.Receipt}");
            return new ChargePart(
                Moment(row.StartedMs ?? row.StartCameMs), Moment(row.EndedMs ?? row.EndCameMs), text.Energy(row.EndMwh - row.BeginMwh ?? 0),
                text.Say("charge.registers", text.Energy(row.BeginMwh ?? 0, RegisterDecimals), text.Energy(row.EndMwh ?? 0, RegisterDecimals)), documents, _words.Of(row.EnergyProblem ?? row.Withheld ?? row.TimeProblem));
        }

        /// <summary>Of what a bill is made, to the sum with its tax.</summary>
        internal List<(string What, string Amount)> Lines(Bill bill)
        {
            string currency = bill.Tariff.Currency;
            List<(string, string)> lines = [.. bill.Rated.Lines.Select(line => (What(line, currency), text.Money(line.AmountMinor, currency)))];
            if (bill.Tariff.TaxPercent > 0)
            {
                lines.Add((text["charge.net"], text.Money(bill.Rated.NetMinor, currency)));
                lines.Add((text.Say("charge.tax", text.Number(bill.Tariff.TaxPercent, decimal.Truncate(bill.Tariff.TaxPercent) == bill.Tariff.TaxPercent ? 0 : 2)), text.Money(bill.Rated.TaxMinor, currency)));
            }

            lines.Add((text["charge.gross"], text.Money(bill.Rated.GrossMinor, currency)));
            return lines;
        }

        /// <summary>A bill or a credit note.</summary>
        internal ChargePaper Paper(BillRow row)
        {
            Bill bill = Bill.FromJson(row.Text);
            string name = row.Credits == 0 ? text.Say("charge.bill", row.Number) : text.Say("charge.credit-note", row.Number, row.Credits);
            return new ChargePaper(name, text.Moment(row.IssuedMs, zone), text.Money(row.GrossMinor, row.Currency), _words.Of(bill.Reason));
        }

        private string What(RatedLine line, string currency)
        {
            string what = text[line.Kind switch
            {
                LineKind.Start => "charge.line-start",
                LineKind.Energy => "charge.line-energy",
                LineKind.Time => "charge.line-time",
                LineKind.Idle => "charge.line-idle",
                LineKind.Minimum => "charge.line-minimum",
                _ => "charge.line-maximum",
            }];
            return line.MilliwattHours is { } energy ? $"{what}: {text.Energy(energy, 3)} × {text.Price(line.Price ?? 0, currency)}"
                : line.Minutes is { } minutes ? $"{what}: {text.Say("charges.minutes", minutes)} × {text.Price(line.Price ?? 0, currency)}" : what;
        }

        private string Moment(long? ms)
        {
            return ms is { } at ? text.Moment(at, zone) : "–";
        }
    }
}
