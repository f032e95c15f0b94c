using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Commands
{
    /// <summary><c>charge</c>: what was charged and how it stands; a bill that was wrong is taken back, and issued anew.</summary>
    internal sealed class ChargeCommand
    {
        private const int LongestReason = 500;

        private readonly SettingsOptions _options = new();
        private readonly Argument<long> _charge = new("CHARGE") { Description = "The charge's number, as 'charge list' tells it." };
        private readonly Option<string> _reason = new("--reason") { Description = "Why, for whoever asks later.", Required = true };

        internal Command Command()
        {
            Command charge = new("charge", "Charges: list, credit, rebill, settle.");
            Command list = _options.AddTo(new Command("list", "Lists all charges with their state, parts and bills."));
            list.SetAction(parsed => Existing.Do(_options.Read(parsed).Database, List));
            charge.Subcommands.Add(list);
            charge.Subcommands.Add(Make("credit", "Takes the bill of a charge back, by a credit note.", ChargeEvent.Credit));
            charge.Subcommands.Add(Make("rebill", "Reckons a charge anew whose bill was taken back, or that had cost nothing, and issues a bill.", ChargeEvent.Rebill));
            charge.Subcommands.Add(Make("settle", "Bills a charge that waits for what will not come: its station is gone, say.", ChargeEvent.LetGo));
            return charge;
        }

        private Command Make(string name, string description, ChargeEvent what)
        {
            Command command = new(name, description) { _charge };
            command.Options.Add(_reason);
            _options.AddTo(command).SetAction(parsed =>
            {
                BackendSettings settings = _options.Read(parsed);
                return Existing.Do(settings.Database, database => Move(database, settings, parsed, what));
            });
            return command;
        }

        private int Move(PlatformDatabase database, BackendSettings settings, ParseResult parsed, ChargeEvent what)
        {
            string reason = parsed.GetValue(_reason)!.Trim();
            if (reason.Length is 0 or > LongestReason)
            {
                throw new InvalidDataException($"--reason must be a text of 1 to {LongestReason} characters");
            }

            using PlatformContext context = database.Context();
            using IDbContextTransaction unit = context.Database.BeginTransaction();
            long number = parsed.GetValue(_charge);
            ChargeRow charge = context.Charges.FirstOrDefault(row => row.Id == number) ?? throw new InvalidDataException(FormattableString.Invariant($"there is no charge {number}"));
            if (ChargeTable.Step(Enum.Parse<ChargeState>(charge.State), what) is null)
            {
                throw new InvalidDataException(FormattableString.Invariant($"charge {number} is {charge.State}: it cannot be {Done(what)}"));
            }

            Bill? before = context.Bills.Where(row => row.ChargeId == number).OrderByDescending(row => row.Number).Select(row => row.Text).FirstOrDefault() is { } text ? Bill.FromJson(text) : null;
            if (what != ChargeEvent.Credit && Named(settings.Operator, before?.Seller).Length == 0)
            {
                throw new InvalidDataException("a bill needs a seller: say by the settings (Operator) who sells");
            }

            BillingRules rules = new() { Seller = Named(settings.Operator, before?.Seller), Site = Named(settings.Site, before?.Site), Market = new Market(settings.Market, settings.LegalClock), HeardOf = static _ => null };
            try
            {
                new ChargeDesk(context, rules, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()).Move(number, what, reason);
            }
            catch (Exception problem) when (problem is FormatException or ArgumentException or InvalidOperationException)
            {
                // A document that cannot be read any more, or a program that was faster.
                throw new InvalidDataException(FormattableString.Invariant($"charge {number} cannot be {Done(what)}: {problem.Message}"), problem);
            }

            unit.Commit();
            BillRow? last = context.Bills.Where(row => row.ChargeId == number).OrderByDescending(row => row.Number).FirstOrDefault();
            string state = charge.State is nameof(ChargeState.Billed) or nameof(ChargeState.Credited)
                ? FormattableString.Invariant($"{(last!.Credits > 0 ? $"bill {last.Credits} taken back by credit note {last.Number}" : $"bill {last.Number}")}, {Amount(last)}")
                : charge.State + (charge.Reason is { } why ? ", " + why : "");
            Console.WriteLine(Printable.Line(FormattableString.Invariant($"charge {number}: {state}")));
            return ExitCodes.Success;
        }

        private static string Done(ChargeEvent what)
        {
            return what switch
            {
                ChargeEvent.Credit => "credited",
                ChargeEvent.Rebill => "billed anew",
                _ => "settled",
            };
        }

        /// <summary>The settings say who sells, also where he was wrong on the bill before; where they say nothing he stays as he was.</summary>
        private static string Named(string settings, string? before)
        {
            return settings.Length > 0 ? settings : before ?? "";
        }

        private static int List(PlatformDatabase database)
        {
            using PlatformContext context = database.Context();
            ILookup<long, PartRow> parts = context.Parts.AsNoTracking().OrderBy(row => row.Receipt).ToLookup(row => row.ChargeId);
            ILookup<long, BillRow> bills = context.Bills.AsNoTracking().OrderBy(row => row.Number).ToLookup(row => row.ChargeId);
            foreach (var row in context.Charges.AsNoTracking().Join(context.Stations, charge => charge.StationId, station => station.Id, (charge, station) => new { charge, station.Name }).OrderBy(row => row.charge.Id).ToList())
            {
                IEnumerable<string> transactions = parts[row.charge.Id].Select(part => FormattableString.Invariant($"{part.TransactionId} (T{part.Receipt})"));
                IEnumerable<string> papers = bills[row.charge.Id].Select(bill => FormattableString.Invariant($", {(bill.Credits > 0 ? "credit note" : "bill")} {bill.Number} {Amount(bill)}"));
                string why = row.charge.Reason is { } reason ? $", {reason}" : "";
                Console.WriteLine(Printable.Line(FormattableString.Invariant($"{row.charge.Id}: {row.Name} {string.Join(" + ", transactions)}: {row.charge.State}{why}{string.Concat(papers)}")));
            }

            return ExitCodes.Success;
        }

        private static string Amount(BillRow bill)
        {
            Currency currency = Currency.Find(bill.Currency)!.Value;
            return currency.FromMinor(bill.GrossMinor).ToString("F" + currency.MinorDigits, System.Globalization.CultureInfo.InvariantCulture) + " " + bill.Currency;
        }
    }
}
