using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Mqtt;
using NanoCharger.Verify;

namespace NanoCharger.Backend
{
    /// <summary>The backend as a program: runs until Ctrl-C, and prints each receipt.</summary>
    internal static class Program
    {
        private const int Success = 0;
        private const int Failed = 1;
        private const int BadArguments = 2;

        private static Task<int> Main(string[] arguments)
        {
            var line = new CommandLineOptions();
            RootCommand command = line.Command();
            command.SetAction((parsed, cancel) => Run(line, parsed, cancel));
            Command migrate = line.Migrate();
            migrate.SetAction(parsed => Migrate(line.Database(parsed)));
            command.Subcommands.Add(migrate);
            ParseResult result = command.Parse(arguments);
            return result.Errors.Count > 0 ? Task.FromResult(Complain(result.Errors[0].Message, BadArguments)) : result.InvokeAsync();
        }

        private static async Task<int> Run(CommandLineOptions line, ParseResult parsed, CancellationToken cancel)
        {
            try
            {
                string? folder = line.Folder(parsed);
                using PaymentBackend backend = new(line.Read(parsed) with { Log = text => Console.Error.WriteLine($"{DateTime.UtcNow:HH:mm:ss} {text}") });
                backend.Billed += billed => Hand(backend.ReceiptOf(billed.Id, billed.Station), folder);
                await new Supervisor(backend, text => Console.Error.WriteLine(Printable.Line(text))).Run(cancel);
                return Success;
            }
            catch (InvalidDataException problem)
            {
                return Complain(problem.Message, BadArguments);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                return Complain(problem.Message, BadArguments);
            }
            catch (BrokerException problem)
            {
                return Complain(problem.Message, Failed);
            }
        }

        private static int Migrate(string database)
        {
            try
            {
                if (FormatFour.Is(database))
                {
                    Console.WriteLine(FormatFour.Migrate(database, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));
                    return Success;
                }

                using PlatformDatabase opened = PlatformDatabase.Open(database);
                Console.WriteLine($"{opened.Name} is up to date");
                return Success;
            }
            catch (Exception problem) when (problem is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                return Complain(problem.Message, BadArguments);
            }
        }

        /// <summary>Prints a receipt, and writes its files where there is a folder for them. One that cannot be written is told, and is in the database all the same.</summary>
        private static void Hand(Receipt receipt, string? folder)
        {
            Console.WriteLine(receipt.ToText());
            try
            {
                if (folder is not null)
                {
                    ReceiptFiles.Write(ReceiptFiles.FolderOf(folder, receipt.Transaction.Station), receipt);
                }
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine("nanocharger-backend: receipt not written: " + Printable.Line(problem.Message));
            }
        }

        private static int Complain(string message, int exitCode)
        {
            Console.Error.WriteLine("nanocharger-backend: " + Printable.Line(message));
            return exitCode;
        }
    }
}
