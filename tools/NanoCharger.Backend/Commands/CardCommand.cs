using System.CommandLine;
using NanoCharger.Backend.People;

namespace NanoCharger.Backend.Commands
{
    /// <summary><c>card</c>: by which card who may charge, and who pays for it.</summary>
    internal sealed class CardCommand : PeopleCommand
    {
        private readonly Argument<string> _token = new("TOKEN") { Description = "What the card says to a reader." };
        private readonly Option<string> _label = new("--label") { Description = "What people call it, as 'blue key fob'.", DefaultValueFactory = static _ => "card" };
        private readonly Option<string?> _from = new("--from") { Description = "Since when (ISO 8601, UTC), not before now; without it now." };
        private readonly Option<string> _reason = new("--reason") { Description = "Why, for whoever asks later.", Required = true };

        internal Command Command()
        {
            return new Command("card", "Cards: add, end, pass to another payer, block.")
            {
                Make(new Command("add", "Gives an account a card: it may charge, and the account pays.") { Account, _token, _label, _from }, (_, parsed, desks) =>
                    desks.Cards.Add(parsed.GetValue(Account), parsed.GetValue(_token)!, parsed.GetValue(_label)!, From(parsed))),
                Make(new Command("end", "Takes a card away.") { _token, _from }, (_, parsed, desks) => desks.Cards.End(desks.Cards.Find(parsed.GetValue(_token)!), From(parsed))),
                Make(new Command("pass", "Another account pays for a card.") { _token, Account, _from }, (_, parsed, desks) =>
                    desks.Cards.Pass(desks.Cards.Find(parsed.GetValue(_token)!), parsed.GetValue(Account), From(parsed))),
                Make(new Command("block", "A card charges no more; a charge that it has begun is ended with the station's next word.") { _token, _reason }, (_, parsed, desks) =>
                    desks.Cards.Block(desks.Cards.Find(parsed.GetValue(_token)!), parsed.GetValue(_reason)!)),
                Make(new Command("unblock", "It does again.") { _token }, (_, parsed, desks) => desks.Cards.Unblock(desks.Cards.Find(parsed.GetValue(_token)!))),
            };
        }

        private long? From(ParseResult parsed)
        {
            return CommandTime.Read(parsed.GetValue(_from), "--from");
        }
    }
}
