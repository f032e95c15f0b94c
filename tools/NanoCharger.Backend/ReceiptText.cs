using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;

namespace NanoCharger.Backend
{
    /// <summary>Writes a receipt for people. Whatever a station or an operator said stands there as one line, without control characters.</summary>
    internal sealed class ReceiptText
    {
        private const int LabelWidth = 18;
        private const int PriceWidth = 36;
        private const int AmountWidth = 10;
        private const int ShownKeyDigits = 16;
        private const string NotGiven = "(not given)";

        private readonly StringBuilder _text = new();
        private readonly Receipt _receipt;
        private readonly BilledTransaction _transaction;

        internal ReceiptText(Receipt receipt)
        {
            _receipt = receipt;
            _transaction = receipt.Transaction;
        }

        internal string Write()
        {
            _text.Append("RECEIPT\n");
            AppendParties();
            for (int number = 0; number < _receipt.Parts.Count; number++)
            {
                if (_receipt.Parts.Count > 1)
                {
                    Line("Part", Say($"{number + 1} of {_receipt.Parts.Count}"));
                }

                AppendFacts(_receipt.Parts[number].Transaction);
            }

            if (_receipt.Rated is { } rated)
            {
                AppendPrices(rated);
            }
            else
            {
                _text.Append("Not priced").Append(Printable.Line(WhyNotPriced())).Append(".\n");
            }

            AppendCheck();
            return _text.ToString();
        }

        private void AppendParties()
        {
            Line("Operator", Or(_receipt.Operator, NotGiven));
            Line("Site", Or(_receipt.Site, NotGiven));
            Line("Station", _transaction.Station);
            Line("Meter", _transaction.Meter is { } meter ? "serial number " + meter : NotGiven);
            Line("Customer", _receipt.Payer ?? NotGiven);
            foreach (string line in (_receipt.Addressee ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                Line("", line);
            }

            if (_receipt.Bill is { } bill)
            {
                Line("Bill", bill.Number.ToString(CultureInfo.InvariantCulture));
            }

            Line("Issued", _receipt.Bill is { } issued ? Told.Time(TransactionRows.ToTime(issued.IssuedMs)) : _transaction.EndCameUtc is { } came ? Told.Time(came) : "-");
        }

        private void AppendFacts(BilledTransaction transaction)
        {
            Line("Transaction", transaction.Id);
            Line("From", Time(transaction.Begun, transaction.StartedUtc, transaction.StartCameUtc));
            Line("To", Time(transaction.Ended, transaction.EndedUtc, transaction.EndCameUtc));
            Line("Ended by", transaction.StoppedReason ?? "-");
            Line("Register at start", Energy(transaction.BeginRegister));
            Line("Register at end", Energy(transaction.EndRegister));
            Line("Energy", Energy(transaction.EnergyMilliwattHours));
            if (transaction.BeginDocument is { } begin)
            {
                Line("Begin document", Say($"T{begin}"));
            }

            if (transaction.Receipt is { } number)
            {
                Line("Signed receipt", Say($"T{number}, verified"));
            }
        }

        private void AppendPrices(RatedCharge rated)
        {
            TariffVersion tariff = _receipt.Bill?.Tariff ?? _transaction.Tariff;
            Line("Tariff", tariff.Id);
            foreach (RatedLine line in rated.Lines)
            {
                Amount(Words(line, tariff.Currency), line.AmountMinor);
            }

            if (_transaction.Receipt is null)
            {
                Line("No bill", "nothing is signed");
            }

            if (rated.Waived is { } why)
            {
                Line("Not charged", why);
            }
            else if (tariff.PricesTime && _transaction.TimeProblem is { } problem)
            {
                Line("Time", "not billed: " + problem);
            }

            Amount("Net", rated.NetMinor);
            Amount(Say($"Tax {tariff.TaxPercent:0.####} %"), rated.TaxMinor);
            Amount("Total " + tariff.Currency, rated.GrossMinor);
        }

        private static string Words(RatedLine line, string currency)
        {
            return line.Kind switch
            {
                LineKind.Start => "Start fee",
                LineKind.Energy => Say($"{line.MilliwattHours / 1_000_000m:0.000} kWh at {line.Price:0.00##} {currency}/kWh"),
                LineKind.Time => Say($"{line.Minutes} min at {line.Price:0.00##} {currency}/min"),
                LineKind.Idle => Say($"{line.Minutes} min idle at {line.Price:0.00##} {currency}/min"),
                LineKind.Minimum => "Up to the least sum",
                _ => "Down to the highest sum",
            };
        }

        private string WhyNotPriced()
        {
            return _receipt.MayGoOn ? " yet: the power was cut, and the charge may go on"
                : _transaction.Withheld is { } why ? ": " + why
                : _transaction is { ReceiptOwed: true, Ended: true } ? ": the station signs, and there is no valid receipt of this"
                : " yet: its start or its end is missing";
        }

        private void AppendCheck()
        {
            if (_receipt.Erased is { } erased)
            {
                _text.Append("Name, address and signed documents are ").Append(Printable.Line(erased)).Append(".\n");
            }

            if (_receipt.Document is null || _receipt.Key is not { } key)
            {
                return;
            }

            string digest = Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(key.Hex)));
            string files = string.Join(", ", _receipt.Parts.Where(part => part.Document is not null).Select(part => part.FileName + ".xml"));
            _text.Append("To check it, open ").Append(files).Append(" with one of\n");
            foreach (string reader in TransparencyFile.Readers)
            {
                _text.Append("  ").Append(reader).Append('\n');
            }

            _text.Append("and compare the public key (SHA-256 ").Append(digest, 0, ShownKeyDigits).Append("...) with the one at the station.\n");
            if (_transaction.TimeProblem is not null || _transaction.EnergyProblem is not null)
            {
                _text.Append("They ask whether energy and time both count by law, and will say so where one of them does not.\n");
            }
        }

        private void Line(string label, string value)
        {
            _text.Append(label.PadRight(LabelWidth)).Append(Printable.Line(value)).Append('\n');
        }

        private void Amount(string label, long minor)
        {
            Currency currency = _transaction.Tariff.Money;
            string figure = currency.FromMinor(minor).ToString("F" + currency.MinorDigits, CultureInfo.InvariantCulture);
            _text.Append(Printable.Line(label).PadRight(PriceWidth)).Append(figure.PadLeft(AmountWidth)).Append('\n');
        }

        /// <summary>By the station's clock; where that says nothing, so, and when the message came.</summary>
        private static string Time(bool known, DateTime? utc, DateTime? came)
        {
            return utc is { } time ? Told.Time(time)
                : !known ? "-"
                : came is { } arrived ? $"unknown, told here at {Told.Time(arrived)}"
                : "unknown";
        }

        private static string Energy(long? milliwattHours)
        {
            return milliwattHours is { } energy ? Told.Energy(energy) : "-";
        }

        private static string Or(string text, string otherwise)
        {
            return text.Length > 0 ? text : otherwise;
        }

        private static string Say(FormattableString text)
        {
            return FormattableString.Invariant(text);
        }
    }
}
