using System;
using System.CommandLine;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;
using NanoCharger.Backend.Stations;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Commands
{
    /// <summary><c>station reset, log, set, data, calls</c>: what an operator wants of a station. Each stores a call; the program that serves sends it.</summary>
    internal sealed class StationCommand
    {
        private readonly SettingsOptions _options = new();
        private readonly Argument<string> _station = new("STATION") { Description = "The station's id." };
        private readonly Argument<string?> _one = new("STATION") { Description = "The station's id; without it all stations.", Arity = ArgumentArity.ZeroOrOne };
        private readonly Option<string> _when = new("--when") { Description = "Immediate, or OnIdle: once nobody charges.", DefaultValueFactory = static _ => "Immediate" };
        private readonly Option<long?> _from = new("--from") { Description = "The first record; without it the oldest that the station has." };
        private readonly Argument<string> _variable = new("VARIABLE") { Description = "The setting as the station's console names it (auth.mode), or COMPONENT/VARIABLE of OCPP." };
        private readonly Argument<string> _value = new("VALUE") { Description = "Its value; a switch is true or false." };
        private readonly Argument<string> _message = new("MESSAGE") { Description = "The message's name, as WithdrawStart." };
        private readonly Argument<string?> _data = new("DATA") { Description = "Its data, JSON.", Arity = ArgumentArity.ZeroOrOne };

        /// <summary>Adds them to the command <c>station</c>.</summary>
        internal void AddTo(Command station)
        {
            station.Subcommands.Add(Make(new Command("reset", "The station starts anew: the vehicle is asked to stop first, and all is stored.") { _station, _when }, parsed => StationWishes.Reset(parsed.GetValue(_when)!, By)));
            station.Subcommands.Add(Make(new Command("log", "The station sends what its log has of transactions again.") { _station, _from }, parsed => StationWishes.Log(parsed.GetValue(_from), By)));
            station.Subcommands.Add(Make(new Command("set", "The station takes a setting, by the rules of its console.") { _station, _variable, _value }, parsed => StationWishes.Set(parsed.GetValue(_variable)!, parsed.GetValue(_value)!, By)));
            station.Subcommands.Add(Make(new Command("data", "Sends the station a message of ours that OCPP has no call for.") { _station, _message, _data }, parsed => StationWishes.Data(parsed.GetValue(_message)!, parsed.GetValue(_data), By)));
            new LinkCommands().AddTo(station);
            Command calls = _options.AddTo(new Command("calls", "Lists the calls to stations with their answers.") { _one });
            calls.SetAction(parsed => Existing.Do(_options.Read(parsed).Database, database => List(database, parsed.GetValue(_one))));
            station.Subcommands.Add(calls);
        }

        private static string By => "by " + (Environment.UserName.Length > 40 ? Environment.UserName[..40] : Environment.UserName);

        private Command Make(Command command, Func<ParseResult, CallWish> wanted)
        {
            _options.AddTo(command).SetAction(parsed =>
            {
                CallWish wish = wanted(parsed);
                string station = parsed.GetValue(_station)!;
                return Existing.Do(_options.Read(parsed).Database, database =>
                {
                    using PlatformContext context = database.Context();
                    using IDbContextTransaction unit = context.Database.BeginTransaction();
                    long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
                    CallBook.Store(context, station, wish, now);
                    unit.Commit();
                    Console.WriteLine(Printable.Line($"{wish.Action} to {station} is stored: it is sent when the station is heard, until {Moves.Text(now + (long)wish.Life.TotalMilliseconds)} ('station calls {station}' tells what came of it)"));
                    return ExitCodes.Success;
                });
            });
            return command;
        }

        private static int List(PlatformDatabase database, string? station)
        {
            using PlatformContext context = database.Context();
            foreach (var one in context.Calls.AsNoTracking().Join(context.Stations, row => row.StationId, of => of.Id, (row, of) => new { of.Name, Row = row })
                .Where(one => station == null || one.Name == station).OrderBy(one => one.Name).ThenBy(one => one.Row.Number))
            {
                Console.WriteLine(Printable.Line(FormattableString.Invariant($"{one.Name} {one.Row.Number} {one.Row.Action} {one.Row.Payload} ({one.Row.CausedBy}, {Moves.Text(one.Row.StoredMs)}): {Told(one.Row)}")));
            }

            return ExitCodes.Success;
        }

        private static string Told(CallRow row)
        {
            string state = row.EndedMs is { } ended ? $"{Moves.Text(ended)} {row.Answer ?? row.Error ?? ""}".TrimEnd()
                : row.SentMs is { } sent ? $"sent {Moves.Text(sent)}, not answered yet" : "not sent yet";
            return row.Note is { } note ? $"{state}; {note}" : state;
        }
    }
}
