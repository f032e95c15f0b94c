using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore.Storage;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;
using NanoCharger.Backend.People;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Commands
{
    /// <summary><c>person</c>: what whoever runs the machine does for somebody who does not get in any more, himself above all.</summary>
    internal sealed class PersonCommand
    {
        private const string UsualAddress = "http://localhost:5000";

        private readonly SettingsOptions _options = new();
        private readonly Argument<string> _mail = new("MAIL") { Description = "Whose, by the mail with which he signs in." };
        private readonly Option<bool> _factor = new("--second-factor") { Description = "Also takes his authenticator and recovery codes away: the phone is gone." };

        internal Command Command()
        {
            Command reset = new("reset", "Prints a link by which a new password is set, once, within two hours; it ends his sessions.") { _mail };
            reset.Options.Add(_factor);
            _options.AddTo(reset).SetAction(parsed =>
            {
                BackendSettings settings = _options.Read(parsed);
                string listening = _options.Load(parsed)["urls"]?.Split(';')[0] ?? UsualAddress;
                string address = settings.PublicAddress.Length > 0 ? settings.PublicAddress.TrimEnd('/') : listening.TrimEnd('/');
                return Existing.Do(settings.Database, database => Reset(database, parsed, address));
            });
            Command person = new("person", "People who sign in.");
            person.Subcommands.Add(reset);
            return person;
        }

        private int Reset(PlatformDatabase database, ParseResult parsed, string address)
        {
            string mail = parsed.GetValue(_mail)!.Trim();
            string name = mail.ToUpperInvariant();
            using PlatformContext context = database.Context();
            using IDbContextTransaction unit = context.Database.BeginTransaction();
            Person person = context.People.FirstOrDefault(row => row.NormalizedUserName == name) ?? throw new InvalidDataException($"nobody signs in with {mail}");
            Actor actor = new(null, null, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
            if (parsed.GetValue(_factor))
            {
                AccountDesk.Drop(person);
                Trail.Add(context, actor, ChangeKind.SecondFactorOff, Trail.Number(person.Id));
            }

            string token = PeopleDesk.AddReset(context, person, actor);
            context.SaveChanges();
            unit.Commit();
            Console.WriteLine(Printable.Line($"{address}/reset/{token}"));
            return ExitCodes.Success;
        }
    }
}
