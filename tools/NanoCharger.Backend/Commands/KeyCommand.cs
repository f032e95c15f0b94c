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
    /// <summary><c>key</c>: whose signatures count, and since when. A program that serves the same database sees it with the station's next message.</summary>
    internal sealed class KeyCommand
    {
        private readonly SettingsOptions _options = new();
        private readonly Argument<string> _station = new("STATION") { Description = "The station's id." };
        private readonly Argument<string> _key = new("KEY") { Description = "The public key: PEM, DER, hex, base64 or OCPP's publicKey, a file or the text; compare it with the station's 'key show'." };
        private readonly Argument<string> _report = new("REPORT") { Description = "The commissioning report, a JSON file." };
        private readonly Argument<string> _copy = new("FILE") { Description = $"The {KeyCopy.FileName} of a backup." };
        private readonly Argument<int> _number = new("NUMBER") { Description = "The key's number, as 'key list' tells it." };
        private readonly Option<string?> _from = new("--from") { Description = "What comes from then on may be verified by it (ISO 8601, UTC); without it now, and a station's first key always." };
        private readonly Option<string?> _to = new("--to") { Description = "What comes from then on may not (ISO 8601, UTC)." };
        private readonly Option<bool> _beside = new("--beside") { Description = "The other keys count on: a replaced board may still owe receipts." };

        internal Command Command()
        {
            Command key = new("key", "The stations' public keys: list, add, enroll by a commissioning report, end.");
            key.Subcommands.Add(Make(new Command("list", "Lists all keys, with the time for which each counts and how it came to be believed."), List));
            key.Subcommands.Add(Make(new Command("add", "Registers a key by hand, in place of the others.") { _station, _key, _from, _to, _beside }, OneUnit(Add)));
            key.Subcommands.Add(Make(new Command("enroll", "Registers the key of a commissioning report, in place of the others.") { _report, _beside }, OneUnit(Enroll)));
            key.Subcommands.Add(Make(new Command("import", "Takes the keys of a backup that are not here, under their numbers, and the ends of those that are.") { _copy }, Import));
            key.Subcommands.Add(Make(new Command("end", "Ends a key: what comes from then on is not verified by it.") { _station, _number, _to }, OneUnit(End)));
            return key;
        }

        private Command Make(Command command, Action<PlatformContext, ParseResult, long> work)
        {
            _options.AddTo(command).SetAction(parsed =>
            {
                string given = _options.Read(parsed).Database;
                int Do(PlatformDatabase database)
                {
                    using PlatformContext context = database.Context();
                    work(context, parsed, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
                    return ExitCodes.Success;
                }

                return command.Name == "list" ? Existing.Do(given, Do) : Existing.DoOrMake(given, Do);
            });
            return command;
        }

        /// <summary>All of it or nothing.</summary>
        private static Action<PlatformContext, ParseResult, long> OneUnit(Action<PlatformContext, ParseResult, long> work)
        {
            return (context, parsed, nowMs) =>
            {
                using IDbContextTransaction unit = context.Database.BeginTransaction();
                work(context, parsed, nowMs);
                unit.Commit();
            };
        }

        private void List(PlatformContext context, ParseResult parsed, long nowMs)
        {
            foreach (KeyRow row in context.Keys.Include(row => row.Station).AsNoTracking().OrderBy(row => row.Station!.Name).ThenBy(row => row.Number))
            {
                string ends = row.ToMs is { } to ? $"until {Moves.Text(to)}" : "counts on";
                Console.WriteLine(Printable.Line($"{row.Station!.Name} {row.Number} {row.PublicKey} {(row.FromMs == 0 ? "always" : "from " + Moves.Text(row.FromMs))} {ends} {Word(row.Origin)}"));
            }
        }

        private void Add(PlatformContext context, ParseResult parsed, long nowMs)
        {
            string text = parsed.GetValue(_key)!;
            StationKey key = StationKey.ReadFileOrText(text, out string? problem) ?? throw new InvalidDataException($"{StationKey.Named(text)}: {problem}");
            KeyValidity validity = new(CommandTime.Read(parsed.GetValue(_from), "--from"), CommandTime.Read(parsed.GetValue(_to), "--to"));
            if (validity.ToMs <= (validity.FromMs ?? nowMs))
            {
                throw new InvalidDataException("--to: the key would end before it counts");
            }

            string station = parsed.GetValue(_station)!;
            Enrolment.ByKey(context, station, key, (KeyOrigin.Hand, nowMs), parsed.GetValue(_beside), validity);
            Tell(station, key);
        }

        private void Enroll(PlatformContext context, ParseResult parsed, long nowMs)
        {
            string file = parsed.GetValue(_report)!;
            CommissioningReport report = CommissioningReport.Read(File.ReadAllBytes(file), nowMs, out string? problem) ?? throw new InvalidDataException($"{file}: {problem}");
            try
            {
                Enrolment.ByReport(context, report, nowMs, parsed.GetValue(_beside));
            }
            catch (InvalidDataException against)
            {
                throw new InvalidDataException($"{file}: {against.Message}", against);
            }

            Tell(report.Station, report.Key);
            Console.WriteLine(Printable.Line(FormattableString.Invariant($"{report.Station}: board {report.Serial}, {report.Rating.Milliamps / 1000} A a phase, {report.Rating.Phases} phases: a receipt of more is held")));
        }

        private void Import(PlatformContext context, ParseResult parsed, long nowMs)
        {
            Console.WriteLine(FormattableString.Invariant($"{KeyCopy.Take(context, parsed.GetValue(_copy)!, nowMs)} keys, or ends of keys, taken"));
        }

        private void End(PlatformContext context, ParseResult parsed, long nowMs)
        {
            string name = parsed.GetValue(_station)!;
            int number = parsed.GetValue(_number);
            long toMs = CommandTime.Read(parsed.GetValue(_to), "--to") ?? nowMs;
            KeyRegister.End(context, name, number, toMs);
            Console.WriteLine(Printable.Line($"{name}: key {number} counts until {Moves.Text(toMs)}"));
        }

        private static void Tell(string station, StationKey key)
        {
            Console.WriteLine(Printable.Line($"{station}: the key {key.Hex} counts; its station sends what waited for it within five minutes"));
        }

        private static string Word(KeyOrigin origin)
        {
            return origin switch
            {
                KeyOrigin.Report => "report",
                KeyOrigin.Hand => "hand",
                _ => "first-sight",
            };
        }
    }
}
