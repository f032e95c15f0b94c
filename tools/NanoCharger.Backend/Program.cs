using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.Options;
using NanoCharger.Backend.Commands;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;
using NanoCharger.Mqtt;
using NanoCharger.Verify;

namespace NanoCharger.Backend
{
    /// <summary>The backend as a program: one command for each thing that an operator does with it.</summary>
    internal static class Program
    {
        private static async Task<int> Main(string[] arguments)
        {
            ParseResult parsed = Root().Parse(arguments);
            if (parsed.Errors.Count > 0)
            {
                return Complain(parsed.Errors[0].Message, ExitCodes.BadInput);
            }

            try
            {
                // The host sees to Ctrl-C and SIGTERM itself.
                return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
            }
            catch (OptionsValidationException problem)
            {
                return Complain("the settings are not valid: " + string.Join("; ", problem.Failures), ExitCodes.BadInput);
            }
            catch (BrokerException problem)
            {
                return Complain(problem.Message, ExitCodes.Failed);
            }
            catch (Exception problem) when (problem is InvalidDataException or OutdatedException or IOException or UnauthorizedAccessException)
            {
                return Complain(problem.Message, ExitCodes.BadInput);
            }
        }

        /// <summary>All commands.</summary>
        internal static RootCommand Root()
        {
            RootCommand root = new("The nanoCharger payment backend: answers the stations, bills what they deliver.")
            {
                new ServeCommand().Command(),
                new MigrateCommand().Command(),
                new AuditCommand().Command(),
                new BackupCommand().Command(),
                new RestoreCommand().Command(),
                new KeyCommand().Command(),
                new ExportCommand().Command(),
                new HeldCommand().Command(),
                new TariffCommand().Command(),
                new ChargeCommand().Command(),
                new ResidentCommand().Command(),
                new CardCommand().Command(),
                new EraseCommand().Command(),
                new PersonCommand().Command(),
            };
            Array.ForEach(new PlaceCommands().Commands(), root.Subcommands.Add);
            new StationCommand().AddTo(root.Subcommands.Single(command => command.Name == "station"));
            Filled.Ask(root);
            return root;
        }

        private static int Complain(string message, int exitCode)
        {
            Console.Error.WriteLine("nanocharger-backend: " + Printable.Line(message.ReplaceLineEndings(" ")));
            return exitCode;
        }
    }
}
