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
    /// <summary>What <c>resident</c>, <c>card</c> and <c>erase</c> have in common: one unit of work each, and each change told in a line.</summary>
    internal abstract class PeopleCommand
    {
        private readonly Option<string> _by = new("--by") { Description = "Who does it; without it who runs this command.", DefaultValueFactory = static _ => Environment.UserName };

        protected SettingsOptions Options { get; } = new();

        protected Argument<long> Account { get; } = new("ACCOUNT") { Description = "The account's number, as 'resident list' and bills have it." };

        protected Option<string?> Tenant { get; } = new("--tenant") { Description = "Whose; needed where there are several tenants." };

        /// <summary>A command that changes something.</summary>
        protected Command Make(Command command, Action<PlatformContext, ParseResult, Desks> work)
        {
            command.Options.Add(_by);
            Options.AddTo(command).SetAction(parsed => Existing.Do(Options.Read(parsed).Database, database =>
            {
                using PlatformContext context = database.Context();
                using IDbContextTransaction unit = context.Database.BeginTransaction();
                LineTrail trail = new(static line => Console.WriteLine(Printable.Line(line)));
                By by = new(parsed.GetValue(_by)!, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
                work(context, parsed, new Desks(new ResidentDesk(context, trail, by), new CardRegister(context, database.Tokens, trail, by), by.NowMs));
                unit.Commit();
                return ExitCodes.Success;
            }));
            return command;
        }

        /// <summary>Who acts, for a command that needs several units of work.</summary>
        protected By By(ParseResult parsed)
        {
            return new By(parsed.GetValue(_by)!, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        }

        /// <summary>Gives a command the option that says who acts.</summary>
        protected Command AddBy(Command command)
        {
            command.Options.Add(_by);
            return command;
        }

        protected long TenantOf(PlatformContext context, ParseResult parsed)
        {
            string? name = parsed.GetValue(Tenant);
            House.EnsureFirst(context);
            return name is not null ? context.Tenants.FirstOrDefault(row => row.Name == name)?.Id ?? throw new InvalidDataException($"there is no tenant {name}")
                : context.Tenants.Count() == 1 ? context.Tenants.First().Id
                : throw new InvalidDataException($"--tenant: there are several: {string.Join(", ", context.Tenants.OrderBy(row => row.Name).Select(row => row.Name))}");
        }

        /// <summary>What a command works with.</summary>
        protected sealed record Desks(ResidentDesk Residents, CardRegister Cards, long NowMs);
    }
}
