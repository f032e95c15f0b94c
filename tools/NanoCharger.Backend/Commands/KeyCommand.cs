using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
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
        private readonly Argument<int> _number = new("NUMBER") { Description = "The key's number, as 'key list' tells it." };
        private readonly Option<string?> _from = new("--from") { Description = "What comes from then on may be verified by it (ISO 8601, UTC); without it now, and a station's first key always." };
        private readonly Option<string?> _to = new("--to") { Description = "What comes from then on may not (ISO 8601, UTC)." };
        private readonly Option<bool> _beside = new("--beside") { Description = "The other keys count on: a replaced board may still owe receipts." };

        internal Command Command()
        {
            Command key = new("key", "The stations' public keys: list, add, enroll by a commissioning report, end.");
            key.Subcommands.Add(Make(new Command("list", "Lists all keys, with the time for which each counts and how it came to be believed."), List));
            key.Subcommands.Add(Make(new Command("add", "Registers a key by hand, in place of the others.") { _station, _key, _from, _to, _beside }, Add));
            key.Subcommands.Add(Make(new Command("enroll", "Registers the key of a commissioning report, in place of the others.") { _report, _beside }, Enroll));
            key.Subcommands.Add(Make(new Command("end", "Ends a key: what comes from then on is not verified by it.") { _station, _number, _to }, End));
            return key;
        }

        private Command Make(Command command, Action<PlatformContext, ParseResult, long> work)
        {
            _options.AddTo(command).SetAction(parsed =>
            {
                string given = _options.Read(parsed).Database;
                using PlatformDatabase database = command.Name == "list" ? Existing.Open(given) : PlatformDatabase.Open(given);
                using PlatformContext context = database.Context();
                work(context, parsed, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
                return ExitCodes.Success;
            });
            return command;
        }

        private void List(PlatformContext context, ParseResult parsed, long nowMs)
        {
            foreach (KeyRow row in context.Keys.Include(row => row.Station).AsNoTracking().OrderBy(row => row.Station!.Name).ThenBy(row => row.Number))
            {
                string ends = row.ToMs is { } to ? $"until {Time(to)}" : "counts on";
                Console.WriteLine(Printable.Line($"{row.Station!.Name} {row.Number} {row.PublicKey} {(row.FromMs == 0 ? "always" : "from " + Time(row.FromMs))} {ends} {Word(row.Origin)}"));
            }
        }

        private void Add(PlatformContext context, ParseResult parsed, long nowMs)
        {
            string text = parsed.GetValue(_key)!;
            StationKey key = StationKey.ReadFileOrText(text, out string? problem) ?? throw new InvalidDataException($"{StationKey.Named(text)}: {problem}");
            KeyValidity validity = new(When(parsed.GetValue(_from), "--from"), When(parsed.GetValue(_to), "--to"));
            if (validity.ToMs <= (validity.FromMs ?? nowMs))
            {
                throw new InvalidDataException("--to: the key would end before it counts");
            }

            Register(context, parsed.GetValue(_station)!, key, KeyOrigin.Hand, nowMs, validity, parsed.GetValue(_beside));
        }

        private void Enroll(PlatformContext context, ParseResult parsed, long nowMs)
        {
            string file = parsed.GetValue(_report)!;
            CommissioningReport report = CommissioningReport.Read(File.ReadAllBytes(file), nowMs, out string? problem) ?? throw new InvalidDataException($"{file}: {problem}");
            Register(context, report.Station, report.Key, KeyOrigin.Report, nowMs, default, parsed.GetValue(_beside));
        }

        private void End(PlatformContext context, ParseResult parsed, long nowMs)
        {
            string name = parsed.GetValue(_station)!;
            int number = parsed.GetValue(_number);
            KeyRow row = context.Keys.Include(row => row.Station).FirstOrDefault(row => row.Station!.Name == name && row.Number == number)
                ?? throw new InvalidDataException($"station {name} has no key {number}");
            row.ToMs = When(parsed.GetValue(_to), "--to") ?? nowMs;
            row.Station!.Revision++;
            context.SaveChanges();
            Console.WriteLine(Printable.Line($"{name}: key {number} counts until {Time(row.ToMs.Value)}"));
        }

        private static void Register(PlatformContext context, string station, StationKey key, KeyOrigin origin, long nowMs, KeyValidity validity, bool beside)
        {
            if (!CommissioningReport.IsStation(station))
            {
                throw new InvalidDataException($"{station}: a station's id has 1 to 20 letters, digits and . _ -");
            }

            House.EnsureFirst(context);
            KeyRegister.Enrol(context, station, key, origin, nowMs, inPlaceOfOthers: !beside, validity);
            Console.WriteLine(Printable.Line($"{station}: the key {key.Hex} counts; its station sends what waited for it within five minutes"));
        }

        private static long? When(string? text, string option)
        {
            return text is null ? null
                : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time.ToUnixTimeMilliseconds()
                : throw new InvalidDataException($"{option}: {text} is no time of ISO 8601");
        }

        private static string Time(long ms)
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
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
