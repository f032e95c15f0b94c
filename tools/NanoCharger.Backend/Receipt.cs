using System;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NanoCharger.Backend
{
    /// <summary>The receipt of one transaction, as data; <see cref="ToText"/> and <see cref="ToJson"/> write it out.</summary>
    /// <param name="Transaction">What was charged.</param>
    /// <param name="Invoice">What it costs; null while the transaction cannot be priced yet.</param>
    public sealed record Receipt(BilledTransaction Transaction, Invoice? Invoice)
    {
        private const int LabelWidth = 34;
        private const int AmountWidth = 12;

        private static readonly JsonSerializerOptions Format = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };

        /// <summary>The receipt as JSON: the transaction with its tariff, and the invoice.</summary>
        public string ToJson()
        {
            return JsonSerializer.Serialize(this, Format);
        }

        /// <summary>The receipt for people: plain text, lines ended by a line feed.</summary>
        public string ToText()
        {
            StringBuilder text = new();
            text.Append("RECEIPT\n");
            Line(text, "Station", Transaction.Station);
            Line(text, "Transaction", Transaction.Id);
            Line(text, "From", Time(Transaction.StartedUtc));
            Line(text, "To", Time(Transaction.EndedUtc));
            Line(text, "Ended by", Transaction.StoppedReason ?? "-");
            Line(text, "Register at start", Energy(Transaction.BeginRegister));
            Line(text, "Register at end", Energy(Transaction.EndRegister));
            Line(text, "Energy", Energy(Transaction.EnergyMilliwattHours));
            if (Transaction.Receipt is { } number)
            {
                Line(text, "Signed receipt", Say($"T{number}, verified"));
            }

            if (Invoice is null)
            {
                text.Append(Transaction.Withheld is { } why ? $"Not priced: {why}.\n"
                    : Transaction is { ReceiptOwed: true, EndedUtc: not null }
                        ? "Not priced: the station signs, and there is no valid receipt of this.\n"
                        : "Not priced yet: its start or its end is missing.\n");
            }
            else
            {
                AppendPrices(text, Invoice, Transaction.Tariff);
            }

            return text.ToString();
        }

        private void AppendPrices(StringBuilder text, Invoice invoice, Tariff tariff)
        {
            Line(text, "Tariff", tariff.Name);
            Amount(text, "Start fee", invoice.StartFee, 4);
            Amount(text, Say($"Energy at {tariff.PerKilowattHour} per kWh"), invoice.EnergyAmount, 4);
            string minutes = invoice.TimeBilled
                ? Say($"{Transaction.BillableDuration!.Value.TotalMinutes:0.00} min at {tariff.PerMinute}")
                : "Time: not billed, " + Transaction.TimeProblem;
            Amount(text, minutes, invoice.TimeAmount, 4);
            Amount(text, "Net", invoice.Net, 2);
            Amount(text, Say($"Tax {tariff.TaxPercent} %"), invoice.Tax, 2);
            Amount(text, "Total " + tariff.Currency, invoice.Total, 2);
        }

        private static void Line(StringBuilder text, string label, string value)
        {
            text.Append(label.PadRight(LabelWidth - 16)).Append(value).Append('\n');
        }

        private static void Amount(StringBuilder text, string label, decimal amount, int decimals)
        {
            // Two decimals end two columns before four, so that the points stand in one column.
            string figure = amount.ToString("F" + decimals, CultureInfo.InvariantCulture);
            text.Append(label.PadRight(LabelWidth)).Append(figure.PadLeft(AmountWidth - 4 + decimals)).Append('\n');
        }

        private static string Time(DateTime? utc)
        {
            return utc is null ? "-" : Say($"{utc.Value:yyyy-MM-dd HH:mm:ss} UTC");
        }

        private static string Energy(long? milliwattHours)
        {
            return milliwattHours is null ? "-" : Say($"{milliwattHours.Value / 1_000_000m:F6} kWh");
        }

        private static string Say(FormattableString text)
        {
            return FormattableString.Invariant(text);
        }
    }
}
