using System;
using System.CommandLine;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;

namespace NanoCharger.Backend.Commands
{
    /// <summary><c>migrate</c>: brings a database up to date.</summary>
    internal sealed class MigrateCommand
    {
        private readonly SettingsOptions _options = new();

        internal Command Command()
        {
            Command migrate = _options.AddTo(new Command(
                "migrate", "Brings a database up to date: once for a file of the earlier version (format 4), of which a copy stays beside it; bills stay as they are."));
            migrate.SetAction(parsed => Run(_options.Read(parsed).Database));
            return migrate;
        }

        private static int Run(string database)
        {
            if (FormatFour.Is(database))
            {
                Console.WriteLine(FormatFour.Migrate(database, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));
                return ExitCodes.Success;
            }

            return Existing.DoOrMake(database, static opened =>
            {
                Console.WriteLine($"{opened.Name} is up to date");
                return ExitCodes.Success;
            });
        }
    }
}
