using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using NanoCharger.Verify;

namespace NanoCharger.Backend
{
    /// <summary>The program's options, and what they say.</summary>
    internal sealed class CommandLineOptions
    {
        private readonly Option<string> _broker = new("--broker")
        {
            Description = "The MQTT broker, mqtt://host:port.",
            DefaultValueFactory = _ => "mqtt://127.0.0.1:1883",
        };

        private readonly Option<string> _database = new("--database")
        {
            Description = "The SQLite file with everything, created where it is absent; or a connection string of PostgreSQL (Host=...).",
            DefaultValueFactory = _ => "nanocharger-backend.db",
        };

        private readonly Option<string> _tariff = new("--tariff") { Description = "The tariff, a JSON file; see the README.", Required = true };

        private readonly Option<string[]> _token = new("--token") { Description = "A token that may charge; may be given again and again." };

        private readonly Option<bool> _acceptAll = new("--accept-all") { Description = "Every token may charge." };

        private readonly Option<string[]> _key = new("--key")
        {
            Description = "The public key of a station, in place of the one registered: PEM, DER, hex, base64 or OCPP's publicKey, a file or the text; may be given again and again.",
            HelpName = "STATION=FILE|TEXT",
        };

        private readonly Option<bool> _firstSight = new("--keys-on-first-sight")
        {
            Description = "A station without a key gets the one that its first sound document was signed by.",
        };

        private readonly Option<string> _operator = new("--operator")
        {
            Description = "Who sells, as the receipts name it: name, address, tax number.",
            DefaultValueFactory = _ => "",
        };

        private readonly Option<string> _site = new("--site") { Description = "Where the stations stand, as the receipts name it.", DefaultValueFactory = _ => "" };

        private readonly Option<string> _market = new("--market")
        {
            Description = "The country whose law says what may have a price (two capital letters), or EU.",
            DefaultValueFactory = _ => Market.Default.Code,
        };

        private readonly Option<bool> _legalClock = new("--legal-clock") { Description = "The stations' clock was assessed with the meter: time may have a price in every market." };

        private readonly Option<string?> _out = new("--out") { Description = "A folder for the receipts' files (.txt, .json, .ocmf, .xml), one folder in it for each station." };

        /// <summary>The command with all of them.</summary>
        internal RootCommand Command()
        {
            return new RootCommand("The nanoCharger payment backend: answers the stations, bills what they deliver.")
            {
                _broker,
                _database,
                _tariff,
                _token,
                _acceptAll,
                _key,
                _firstSight,
                _operator,
                _site,
                _market,
                _legalClock,
                _out,
            };
        }

        /// <summary>The command that brings a database up to date.</summary>
        internal Command Migrate()
        {
            return new Command("migrate", "Brings a database up to date: once for a file of the earlier version (format 4), of which a copy stays beside it; bills stay as they are.") { _database };
        }

        /// <summary>What the database is given by.</summary>
        internal string Database(ParseResult parsed)
        {
            return parsed.GetValue(_database)!;
        }

        /// <summary>The folder for the receipts, which can be written; null where none was named.</summary>
        /// <exception cref="InvalidDataException">It cannot.</exception>
        internal string? Folder(ParseResult parsed)
        {
            string? folder = parsed.GetValue(_out);
            try
            {
                if (folder is not null)
                {
                    ReceiptFiles.Prepare(folder);
                }

                return folder;
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
            {
                throw new InvalidDataException($"--out: '{folder}' cannot be written: {problem.Message}", problem);
            }
        }

        /// <summary>What they say, but for the log.</summary>
        /// <exception cref="InvalidDataException">One of them has no sense; the message names it.</exception>
        /// <exception cref="IOException">A file cannot be read.</exception>
        internal BackendOptions Read(ParseResult parsed)
        {
            string broker = parsed.GetValue(_broker)!;
            HashSet<string> tokens = new(parsed.GetValue(_token) ?? [], StringComparer.OrdinalIgnoreCase);
            bool all = parsed.GetValue(_acceptAll);
            return !BrokerUrl.TryParse(broker, out BrokerUrl url) ? throw new InvalidDataException($"--broker: {broker} is not mqtt://host:port") : new BackendOptions
            {
                Host = url.Host,
                Port = url.Port,
                DatabasePath = parsed.GetValue(_database)!,
                Tariff = Tariff.Load(parsed.GetValue(_tariff)!),
                Accepts = text => all || tokens.Contains(text),
                Keys = KeysOf(parsed.GetValue(_key) ?? []),
                KeysOnFirstSight = parsed.GetValue(_firstSight),
                Operator = parsed.GetValue(_operator)!,
                Site = parsed.GetValue(_site)!,
                Market = new Market(parsed.GetValue(_market)!, parsed.GetValue(_legalClock)),
            };
        }

        private static Dictionary<string, StationKey> KeysOf(string[] given)
        {
            Dictionary<string, StationKey> keys = [];
            foreach (string text in given)
            {
                int sign = text.IndexOf('=', StringComparison.Ordinal);
                string value = sign > 0 ? text[(sign + 1)..] : throw new InvalidDataException($"--key: {StationKey.Named(text)} is not STATION=FILE|TEXT");
                keys[text[..sign]] = StationKey.ReadFileOrText(value, out string? problem) ?? throw new InvalidDataException($"--key {text[..sign]}={StationKey.Named(value)}: {problem}");
            }

            return keys;
        }
    }
}
