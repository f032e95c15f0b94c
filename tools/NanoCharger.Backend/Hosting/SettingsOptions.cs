using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using Microsoft.Extensions.Configuration;

namespace NanoCharger.Backend.Hosting
{
    /// <summary>The options by which a command says what would stand in the settings file otherwise: file, then environment, then these.</summary>
    internal sealed class SettingsOptions
    {
        /// <summary>Looked for in the folder in which the program is started.</summary>
        internal const string UsualFile = "appsettings.json";

        private readonly Option<string?> _settings = new("--settings") { Description = $"The settings, a JSON file; without it {UsualFile} where there is one." };

        private readonly Option<string?> _database = new("--database")
        {
            Description = "The SQLite file with everything, created where it is absent; or a connection string of PostgreSQL (Host=...).",
        };

        private readonly Option<string[]> _broker = new("--broker")
        {
            Description = "An MQTT broker, mqtts://host:port (with Link in the settings) or mqtt://host:port; again for each further one. Without it there is one in this process, on loopback.",
        };

        private readonly Option<string[]> _token = new("--token") { Description = "A token that may charge; may be given again and again." };

        private readonly Option<string?> _urls = new("--urls") { Description = "Where the web listens, http://host:port." };

        private readonly Option<string?> _operator = new("--operator") { Description = "Who sells, as the receipts name it: name, address, tax number." };

        private readonly Option<string?> _site = new("--site") { Description = "Where the stations stand, as the receipts name it." };

        private readonly (Option<string?> Option, string Key)[] _texts;

        private readonly (Option<bool> Option, string Key)[] _flags =
        [
            (new("--accept-all") { Description = "Every token may charge." }, nameof(BackendSettings.AcceptAll)),
            (new("--shared") { Description = "It is one of several workers on one PostgreSQL, which take the messages of the brokers in turns." }, nameof(BackendSettings.Shared)),
            (new("--keys-on-first-sight") { Description = "A station without a key gets the one that its first sound document was signed by." }, nameof(BackendSettings.KeysOnFirstSight)),
            (new("--legal-clock") { Description = "The stations' clock was assessed with the meter: time may have a price in every market." }, nameof(BackendSettings.LegalClock)),
        ];

        internal SettingsOptions()
        {
            foreach (Option<string?> option in (Option<string?>[])[_settings, _database])
            {
                option.Validators.Add(Filled.Refuse);
            }

            _texts =
            [
                (_operator, nameof(BackendSettings.Operator)),
                (_site, nameof(BackendSettings.Site)),
                (new("--public-address") { Description = "What people type to come to the pages, http(s)://host[:port]: the one source of links. Without it where the web listens, and only on this machine." }, nameof(BackendSettings.PublicAddress)),
                (new("--broker-port") { Description = "The port of the broker in this process; 0: one that is free." }, nameof(BackendSettings.BrokerPort)),
                (new("--tariff") { Description = "The tariff, a JSON file: everyone's price from the start on at which its id is new. Without it what was put down before ('tariff list'); where nothing was, nothing costs anything." }, nameof(BackendSettings.Tariff)),
                (new("--market") { Description = "The country whose law says what may have a price (two capital letters), or EU." }, nameof(BackendSettings.Market)),
                (new("--out") { Description = "A folder for the receipts' files (.txt, .json, .ocmf, .xml), one folder in it for each station." }, nameof(BackendSettings.Out)),
            ];
        }

        /// <summary>Gives a command those that each one has.</summary>
        internal Command AddTo(Command command)
        {
            command.Options.Add(_settings);
            command.Options.Add(_database);
            return command;
        }

        /// <summary>Gives a command all of them.</summary>
        internal Command AddAllTo(Command command)
        {
            AddTo(command);
            foreach (Option option in (Option[])[_broker, _token, _urls, .. _texts.Select(one => one.Option), .. _flags.Select(one => one.Option)])
            {
                command.Options.Add(option);
            }

            return command;
        }

        /// <summary>Gives a command those that say what stands on a receipt.</summary>
        internal Command AddSellerTo(Command command)
        {
            AddTo(command);
            command.Options.Add(_operator);
            command.Options.Add(_site);
            return command;
        }

        /// <summary>The settings file that is read; null where there is none.</summary>
        internal string? FileOf(ParseResult parsed)
        {
            return parsed.GetValue(_settings) is { } named ? Path.GetFullPath(named) : File.Exists(UsualFile) ? Path.GetFullPath(UsualFile) : null;
        }

        /// <summary>All settings, those of ASP.NET among them.</summary>
        /// <exception cref="InvalidDataException">The file has no sense.</exception>
        internal IConfigurationRoot Load(ParseResult parsed)
        {
            ConfigurationBuilder builder = new();
            if (FileOf(parsed) is { } file)
            {
                builder.AddJsonFile(File.Exists(file) ? file : throw new InvalidDataException($"--settings: there is no {file}"), optional: false, reloadOnChange: false);
            }

            Dictionary<string, string?> given = [];
            foreach ((Option<string?> option, string key) in (IEnumerable<(Option<string?>, string)>)[(_database, nameof(BackendSettings.Database)), .. _texts])
            {
                Put(given, BackendSettings.Section + ":" + key, Value(parsed, option));
            }

            foreach ((Option<bool> option, string key) in _flags)
            {
                Put(given, BackendSettings.Section + ":" + key, !Has(parsed, option) ? null : parsed.GetValue(option) ? "true" : "false");
            }

            Put(given, "urls", Value(parsed, _urls));
            try
            {
                return builder.AddEnvironmentVariables().AddEnvironmentVariables("ASPNETCORE_").AddInMemoryCollection(given).Build();
            }
            catch (InvalidDataException problem)
            {
                throw new InvalidDataException(problem.Message + " " + problem.InnerException?.Message, problem);
            }
        }

        /// <summary>The section that is ours. A list of the command is in place of the file's, and does not add to it.</summary>
        /// <exception cref="InvalidDataException">A value is of another kind, or its name is unknown.</exception>
        internal BackendSettings Read(ParseResult parsed)
        {
            BackendSettings settings = new();
            Fill(settings, Load(parsed), parsed);
            return settings;
        }

        /// <inheritdoc cref="Read"/>
        internal void Fill(BackendSettings settings, IConfiguration all, ParseResult parsed)
        {
            try
            {
                all.GetSection(BackendSettings.Section).Bind(settings, static options => options.ErrorOnUnknownConfiguration = true);
            }
            catch (InvalidOperationException problem)
            {
                throw new InvalidDataException("the settings are not valid: " + (problem.InnerException ?? problem).Message, problem);
            }

            settings.Brokers = Value(parsed, _broker) is { Length: > 0 } brokers ? [.. brokers] : settings.Brokers;
            settings.Tokens = Value(parsed, _token) is { Length: > 0 } tokens ? [.. tokens] : settings.Tokens;
        }

        private static void Put(Dictionary<string, string?> given, string key, string? value)
        {
            if (value is not null)
            {
                given[key] = value;
            }
        }

        private static T? Value<T>(ParseResult parsed, Option<T> option)
        {
            return Has(parsed, option) ? parsed.GetValue(option) : default;
        }

        private static bool Has(ParseResult parsed, Option option)
        {
            return parsed.GetResult(option) is { Implicit: false };
        }
    }
}
