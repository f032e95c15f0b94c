using System;
using System.CommandLine;
using Microsoft.EntityFrameworkCore.Storage;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;
using NanoCharger.Backend.People;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Commands
{
    /// <summary><c>erase</c>: a person who asks for it, at once or as soon as the law lets it.</summary>
    internal sealed class EraseCommand : PeopleCommand
    {
        internal Command Command()
        {
            Command erase = AddBy(Options.AddAllTo(new Command("erase", "Erases who has an account: what names him is removed at once, or shown nobody and removed when the law does not keep his bills any more.") { Account }));
            erase.SetAction(parsed =>
            {
                BackendSettings settings = Options.Read(parsed);
                return Existing.Do(settings.Database, database => Run(database, settings, parsed.GetValue(Account), By(parsed)));
            });
            return erase;
        }

        private static int Run(PlatformDatabase database, BackendSettings settings, long account, By by)
        {
            long due = 0;
            Unit(database, context =>
            {
                Erasing erasing = new(context, new Market(settings.Market, settings.LegalClock), new LineTrail(static line => Console.WriteLine(Printable.Line(line))), by);
                due = erasing.Ask(account);
                return erasing.Rows;
            });
            while (due <= by.NowMs && Unit(database, context => new Removal(context, database.Tokens, account, by.NowMs).Step()) > 0)
            {
                // The next step.
            }

            database.Fold();
            ErasedFiles.Write(database, (settings.Operator, settings.Site), settings.Out, account, Console.Error.WriteLine);
            Console.WriteLine(due <= by.NowMs ? $"{Bill.NameOf(account)}: erased" : $"{Bill.NameOf(account)}: shown nobody from now on, erased on {Moves.Text(due)} by the program that serves");
            return ExitCodes.Success;
        }

        private static int Unit(PlatformDatabase database, Func<PlatformContext, int> work)
        {
            using PlatformContext context = database.Context();
            using IDbContextTransaction unit = context.Database.BeginTransaction();
            int rows = work(context);
            unit.Commit();
            return rows;
        }
    }
}
