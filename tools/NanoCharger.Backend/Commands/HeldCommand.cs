using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Commands
{
    /// <summary><c>held</c>: transactions that wait for a manager's word, and that word. Each is kept for ever, with who gave it, when and why.</summary>
    internal sealed class HeldCommand
    {
        private const int LongestReason = 500;

        private readonly SettingsOptions _options = new();
        private readonly Argument<string> _station = new("STATION") { Description = "The station's id." };
        private readonly Argument<string> _transaction = new("TRANSACTION") { Description = "The transaction's id, as 'held list' tells it." };
        private readonly Option<string> _reason = new("--reason") { Description = "Why, for whoever asks later.", Required = true };
        private readonly Option<string> _by = new("--by") { Description = "Who decides; without it who runs this command.", DefaultValueFactory = static _ => Environment.UserName };

        internal Command Command()
        {
            Command held = new("held", "Transactions that are not priced before a manager has looked: list, release, refuse.");
            Command list = _options.AddTo(new Command("list", "Lists what waits, with the finding for which it does."));
            list.SetAction(parsed => Existing.Do(_options.Read(parsed).Database, List));
            held.Subcommands.Add(list);
            held.Subcommands.Add(Make(new Command("release", "Lets a transaction be priced."), released: true));
            held.Subcommands.Add(Make(new Command("refuse", "Keeps a transaction unpriced for good."), released: false));
            return held;
        }

        private Command Make(Command command, bool released)
        {
            command.Arguments.Add(_station);
            command.Arguments.Add(_transaction);
            command.Options.Add(_reason);
            command.Options.Add(_by);
            _options.AddTo(command).SetAction(parsed => Existing.Do(_options.Read(parsed).Database, database =>
            {
                using PlatformContext context = database.Context();
                using IDbContextTransaction unit = context.Database.BeginTransaction();
                Word word = new(released, Text(parsed, _reason), Text(parsed, _by), TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
                string told = Decisions.Decide(context, parsed.GetValue(_station)!, parsed.GetValue(_transaction)!, word);
                unit.Commit();
                Console.WriteLine(Printable.Line(told));
                return ExitCodes.Success;
            }));
            return command;
        }

        private static int List(PlatformDatabase database)
        {
            using PlatformContext context = database.Context();
            foreach (var row in context.Transactions.AsNoTracking().Where(row => row.Held != null && !context.Decisions.Any(word =>
                    word.StationId == row.StationId && word.KeyNumber == row.KeyNumber && word.TransactionId == row.Id && !word.Released))
                .Join(context.Stations, row => row.StationId, station => station.Id, (row, station) => new { station.Name, row.Id, row.KeyNumber, row.Held, row.EndCameMs })
                .OrderBy(row => row.Name).ThenBy(row => row.EndCameMs))
            {
                string since = row.EndCameMs is { } came ? $"came {Moves.Text(came)}" : "not ended";
                Console.WriteLine(Printable.Line(FormattableString.Invariant($"{row.Name} {row.Id} (key {row.KeyNumber}, {since}): {row.Held}")));
            }

            return ExitCodes.Success;
        }

        private static string Text(ParseResult parsed, Option<string> option)
        {
            string text = parsed.GetValue(option)!.Trim();
            return text.Length is >= 1 and <= LongestReason ? text : throw new InvalidDataException($"{option.Name} must be a text of 1 to {LongestReason} characters");
        }
    }
}
