using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using NanoCharger.Mosquitto;
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
            Option<string> broker = new("--broker")
            {
                Description = "The MQTT broker, mqtt://host:port.",
                DefaultValueFactory = _ => "mqtt://127.0.0.1:1883",
            };
            Option<string> database = new("--database")
            {
                Description = "The SQLite file with the transactions; created where it is absent.",
                DefaultValueFactory = _ => "nanocharger-backend.db",
            };
            Option<string> tariff = new("--tariff") { Description = "The tariff, a JSON file; see the README.", Required = true };
            Option<string[]> token = new("--token") { Description = "A token that may charge; may be given again and again." };
            Option<bool> acceptAll = new("--accept-all") { Description = "Every token may charge." };
            Option<string[]> key = new("--key")
            {
                Description = "The public key of a station, in place of the one registered: STATION=FILE or STATION=HEX; may be given again and again.",
                HelpName = "STATION=PEM|HEX",
            };
            RootCommand command = new("The nanoCharger payment backend: answers the stations, bills what they deliver.")
            {
                broker,
                database,
                tariff,
                token,
                acceptAll,
                key,
            };
            command.SetAction((parsed, cancel) =>
            {
                HashSet<string> tokens = new(parsed.GetValue(token) ?? [], StringComparer.OrdinalIgnoreCase);
                bool all = parsed.GetValue(acceptAll);
                return Run(
                    parsed.GetValue(broker)!, parsed.GetValue(database)!, parsed.GetValue(tariff)!, text => all || tokens.Contains(text), parsed.GetValue(key) ?? [], cancel);
            });

            ParseResult result = command.Parse(arguments);
            if (result.Errors.Count > 0)
            {
                return Task.FromResult(Complain(result.Errors[0].Message, BadArguments));
            }

            return result.InvokeAsync();
        }

        private static async Task<int> Run(string broker, string database, string tariffFile, Func<string, bool> accepts, string[] keys, CancellationToken cancel)
        {
            if (!BrokerUrl.TryParse(broker, out BrokerUrl url))
            {
                return Complain($"--broker: {broker} is not mqtt://host:port", BadArguments);
            }

            try
            {
                using PaymentBackend backend = new(new BackendOptions
                {
                    Host = url.Host,
                    Port = url.Port,
                    DatabasePath = database,
                    Tariff = Tariff.Load(tariffFile),
                    Accepts = accepts,
                    Keys = KeysOf(keys),
                    Log = line => Console.Error.WriteLine($"{DateTime.UtcNow:HH:mm:ss} {line}"),
                });
                backend.Billed += billed => Console.WriteLine(backend.Receipt(billed.Id, billed.Station));
                await new Supervisor(backend, line => Console.Error.WriteLine(line)).Run(cancel);
                return Success;
            }
            catch (InvalidDataException problem)
            {
                return Complain(problem.Message, BadArguments);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or SqliteException)
            {
                return Complain(problem.Message, BadArguments);
            }
            catch (MosquittoException problem)
            {
                return Complain(problem.Message, Failed);
            }
        }

        /// <exception cref="InvalidDataException">One is no station and key.</exception>
        private static Dictionary<string, StationKey> KeysOf(string[] given)
        {
            Dictionary<string, StationKey> keys = [];
            foreach (string text in given)
            {
                int sign = text.IndexOf('=', StringComparison.Ordinal);
                string value = sign > 0 ? text[(sign + 1)..] : throw new InvalidDataException($"--key: {text} is not STATION=PEM|HEX");
                keys[text[..sign]] = StationKey.Read(File.Exists(value) ? File.ReadAllText(value) : value, out string? problem)
                    ?? throw new InvalidDataException($"--key {text}: {problem}");
            }

            return keys;
        }

        private static int Complain(string message, int exitCode)
        {
            Console.Error.WriteLine("nanocharger-backend: " + message);
            return exitCode;
        }
    }
}
