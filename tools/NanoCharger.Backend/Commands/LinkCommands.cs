using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore.Storage;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;
using NanoCharger.Backend.Link;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Commands
{
    /// <summary><c>station revoke-link, admit-link</c>: whose link counts no more, and whose counts again.</summary>
    internal sealed class LinkCommands
    {
        private readonly SettingsOptions _options = new();
        private readonly Argument<string> _station = new("STATION") { Description = "The station's id." };

        /// <summary>Adds them to the command <c>station</c>.</summary>
        internal void AddTo(Command station)
        {
            station.Subcommands.Add(Make(new Command("revoke-link", "The station's certificates end: nothing is taken of it any more, and its session at the broker ends within a minute.") { _station }, Revoke));
            station.Subcommands.Add(Make(new Command("admit-link", "What comes of the station is taken again; it needs a new certificate.") { _station }, Admit));
        }

        private static string User => Environment.UserName.Length > 40 ? Environment.UserName[..40] : Environment.UserName;

        private Command Make(Command command, Func<PlatformContext, BackendSettings, string, string> work)
        {
            _options.AddTo(command).SetAction(parsed =>
            {
                BackendSettings settings = _options.Read(parsed);
                return Existing.Do(settings.Database, database =>
                {
                    using PlatformContext context = database.Context();
                    using IDbContextTransaction unit = context.Database.BeginTransaction();
                    string said = work(context, settings, parsed.GetValue(_station)!);
                    unit.Commit();
                    Console.WriteLine(Printable.Line(said));
                    return ExitCodes.Success;
                });
            });
            return command;
        }

        /// <summary>First the CA, then the database: where the one cannot be written nothing is said to be done.</summary>
        private static string Revoke(PlatformContext context, BackendSettings settings, string name)
        {
            Station station = Held(context, name);
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            int count = settings.Link.Authority.Length == 0 ? 0 : new LinkAuthority(settings.Link.Authority).Revoke(name, now);
            LinkDesk.PutOut(context, station, now.ToUnixTimeMilliseconds());
            LinkTrail.Of(context, name, now.ToUnixTimeMilliseconds())?.Revoked(User, count);
            context.SaveChanges();
            return settings.Link.Authority.Length == 0
                ? $"nothing is taken of {name} any more; its certificates are to be revoked where they were signed (Link:Authority is empty)"
                : FormattableString.Invariant($"nothing is taken of {name} any more, and {count} of its certificates are revoked");
        }

        private static string Admit(PlatformContext context, BackendSettings settings, string name)
        {
            Station station = Held(context, name);
            if (station.LinkRevokedMs is null)
            {
                throw new InvalidDataException($"the link of {name} is not revoked");
            }

            station.LinkRevokedMs = null;
            LinkTrail.Of(context, name, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds())?.Admitted(User);
            context.SaveChanges();
            return $"what comes of {name} is taken again, as soon as it has a certificate that counts";
        }

        private static Station Held(PlatformContext context, string name)
        {
            return KeyRegister.Hold(context, name) > 0 ? context.Stations.First(row => row.Name == name) : throw new InvalidDataException($"there is no station {name}");
        }
    }
}
