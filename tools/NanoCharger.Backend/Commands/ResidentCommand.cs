using System;
using System.CommandLine;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Commands
{
    /// <summary><c>resident</c>: who lives where and pays, by the number of his account.</summary>
    internal sealed class ResidentCommand : PeopleCommand
    {
        private readonly Argument<string> _name = new("NAME") { Description = "As bills are addressed." };
        private readonly Argument<string> _bay = new("BAY") { Description = "The bay, as BAY, HOUSE/BAY or TENANT/HOUSE/BAY." };
        private readonly Option<string?> _mail = new("--mail") { Description = "Where he is reached." };
        private readonly Option<string?> _address = new("--address") { Description = "As bills are addressed." };
        private readonly Option<string?> _iban = new("--iban") { Description = "The account that is paid from." };
        private readonly Option<string?> _language = new("--language") { Description = "What he reads, as de." };
        private readonly Option<string?> _at = new("--at") { Description = "When (ISO 8601, UTC); without it now." };
        private readonly Option<string> _reason = new("--reason") { Description = "Why, for whoever asks later.", Required = true };

        internal Command Command()
        {
            Command resident = new("resident", "Who lives where and pays: add, change, list, move in and out, block.");
            Command add = Make(new Command("add", "Makes an account for somebody."), (context, parsed, desks) => desks.Residents.Add(TenantOf(context, parsed), Data(parsed)));
            Command change = new("change", "Says anew who has an account: all of it, what is left out is not known any more.") { Account };
            Make(change, (_, parsed, desks) => desks.Residents.Change(parsed.GetValue(Account), Data(parsed)));
            foreach (Command command in (Command[])[add, change])
            {
                command.Arguments.Add(_name);
                Array.ForEach((Option[])[_mail, _address, _iban, _language, Tenant], command.Options.Add);
                resident.Subcommands.Add(command);
            }

            Command list = Options.AddTo(new Command("list", "Lists all residents, with their bays and cards."));
            list.SetAction(parsed => Existing.Do(Options.Read(parsed).Database, List));
            resident.Subcommands.Add(list);
            resident.Subcommands.Add(Make(new Command("move-in", "Gives a resident a bay.") { Account, _bay, _at }, (context, parsed, desks) =>
                desks.Residents.MoveIn(parsed.GetValue(Account), Moves.BayOf(context, parsed.GetValue(_bay)!).Bay, CommandTime.Read(parsed.GetValue(_at), "--at") ?? desks.NowMs)));
            resident.Subcommands.Add(Make(new Command("move-out", "Ends his bays and cards. What he has begun before is his; the bills are told.") { Account, _at }, (_, parsed, desks) =>
                Tell(desks.Residents.MoveOut(parsed.GetValue(Account), CommandTime.Read(parsed.GetValue(_at), "--at") ?? desks.NowMs))));
            resident.Subcommands.Add(Make(new Command("block", "None of the account's cards charges any more.") { Account, _reason }, (_, parsed, desks) => desks.Residents.Block(parsed.GetValue(Account), parsed.GetValue(_reason)!)));
            resident.Subcommands.Add(Make(new Command("unblock", "They do again.") { Account }, (_, parsed, desks) => desks.Residents.Unblock(parsed.GetValue(Account))));
            return resident;
        }

        private PersonData Data(ParseResult parsed)
        {
            return new PersonData(parsed.GetValue(_name)!) { Mail = parsed.GetValue(_mail), Address = parsed.GetValue(_address), Iban = parsed.GetValue(_iban), Language = parsed.GetValue(_language) };
        }

        private static int List(PlatformDatabase database)
        {
            using PlatformContext context = database.Context();
            foreach (ResidentRow row in context.Residents.AsNoTracking().OrderBy(row => row.Account).ToList())
            {
                string blocked = row.BlockedMs is { } since ? $", blocked since {Moves.Text(since)}: {row.BlockedWhy}" : "";
                Console.WriteLine(Printable.Line(FormattableString.Invariant($"{row.Account}: {row.Name}{blocked}")));
                foreach (var place in context.Tenancies.AsNoTracking().Where(one => one.Account == row.Account).Join(context.Bays, one => one.BayId, bay => bay.Id, (one, bay) => new { one.FromMs, one.ToMs, bay.Name }).OrderBy(one => one.FromMs).ToList())
                {
                    Console.WriteLine(Printable.Line($"  bay {place.Name} {Span(place.FromMs, place.ToMs)}"));
                }

                foreach (CardRow card in context.Cards.AsNoTracking().Where(one => one.Account == row.Account).OrderBy(one => one.FromMs).ToList())
                {
                    string stopped = card.BlockedMs is { } at ? $", blocked since {Moves.Text(at)}: {card.BlockedWhy}" : "";
                    Console.WriteLine(Printable.Line(FormattableString.Invariant($"  card {card.Id} {card.Label} {Span(card.FromMs, card.ToMs)}{stopped}")));
                }
            }

            return ExitCodes.Success;
        }

        private static string Span(long fromMs, long? toMs)
        {
            return $"from {Moves.Text(fromMs)}{(toMs is { } to ? $" to {Moves.Text(to)}" : "")}";
        }

        private static void Tell(FinalBill bill)
        {
            Currency? money = bill.Currency is { } code ? Currency.Find(code) : null;
            foreach ((long number, long issued, long gross, _) in bill.Bills)
            {
                Console.WriteLine(FormattableString.Invariant($"  bill {number} of {Moves.Text(issued)}: {money?.FromMinor(gross)} {bill.Currency}"));
            }

            string sum = money is { } all ? FormattableString.Invariant($"{bill.Bills.Count} bills and credit notes, together {all.FromMinor(bill.GrossMinor)} {bill.Currency}") : "no bills";
            Console.WriteLine(FormattableString.Invariant($"{Bill.NameOf(bill.Account)}: {sum}; {bill.Unsettled} charges are not billed yet"));
        }
    }
}
