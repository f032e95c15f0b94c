using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using NanoCharger.Backend.Hosting;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>Settings without sense are told by their names.</summary>
    public sealed class SettingsTests : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("settings").FullName;

        public void Dispose()
        {
            Directory.Delete(_folder, recursive: true);
        }

        [Theory]
        [InlineData("""{"NanoCharger":{"Brokers":["http://x"]}}""", "Brokers: http://x is not mqtts://host:port or mqtt://host:port")]
        [InlineData("""{"NanoCharger":{"AcceptAll":"perhaps"}}""", "perhaps")]
        [InlineData("""{"NanoCharger":{"Operater":"x"}}""", "Operater")]
        [InlineData("""{"NanoCharger":{"HeartbeatSeconds":0}}""", "HeartbeatSeconds must be 1..86400")]
        [InlineData("""{"NanoCharger":{"ResumeMinutes":1441}}""", "ResumeMinutes must be 0..1440")]
        [InlineData("""{"NanoCharger":{"BrokerPort":65536}}""", "BrokerPort: 65536 is no port")]
        [InlineData("""{"NanoCharger":{"Tariff":"absent.json"}}""", "Tariff: ")]
        [InlineData("""{"NanoCharger":{"Market":"nowhere"}}""", "Market: ")]
        [InlineData("""{"NanoCharger":{"Out":"/proc/nothing"}}""", "Out: '/proc/nothing' cannot be written")]
        [InlineData("""{"NanoCharger":{"Database":" "}}""", "Database must not be empty")]
        [InlineData("""{"NanoCharger":{"Shared":true,"Brokers":["mqtt://x"],"Database":"house.db"}}""", "Shared: several workers need PostgreSQL (Host=...), and house.db is a file, which has one writer")]
        [InlineData("""{"NanoCharger":{"Shared":true,"Database":"Host=x"}}""", "Shared: the broker of this process has no shared subscriptions; name a real one (Brokers)")]
        [InlineData("""{"NanoCharger":{"Shared":true,"Brokers":["mqtt://x"],"Database":"Server=db;Password=p"}}""", "Database: the database looks like a connection string without Host=")]
        [InlineData("""{"NanoCharger":{"Cards":{"Key":"sk_live_1"}}}""", "Cards: guests who have paid come back by PublicAddress, and nobody has said it")]
        [InlineData("""{"NanoCharger":{"PublicAddress":"https://house.example","Cards":{"Key":"sk_live_1","Address":"http://api.example"}}}""", "Cards:Address: http://api.example is not https://host (or http:// on this machine)")]
        [InlineData("""{"NanoCharger":{"PublicAddress":"https://house.example","Cards":{"Key":"sk_live_1","Pages":["checkout.example"]}}}""", "Cards:Pages: checkout.example is not https://host (or http:// on this machine)")]
        [InlineData("""{"NanoCharger":{"PublicAddress":"https://house.example","Cards":{"Key":"sk_live_1","EventSecrets":[" "]}}}""", "Cards:EventSecrets: one is empty, and anybody could sign by it")]
        [InlineData("""{"NanoCharger":{"PublicAddress":"https://house.example","Cards":{"Key":"sk_live_1","FeePercent":101}}}""", "Cards:FeePercent must be 0..100")]
        [InlineData("""{"NanoCharger":{"PublicAddress":"https://house.example","Cards":{"Key":"sk_live_1","FeeMinor":-1}}}""", "Cards:FeeMinor must be 0..1000000")]
        [InlineData("""{"NanoCharger":{"PublicAddress":"https://house.example","Cards":{"Key":"sk_live_1","FeeMinor":9223372036854775807}}}""", "Cards:FeeMinor must be 0..1000000")]
        [InlineData("""{"NanoCharger":{"PublicAddress":"https://house.example","Cards":{"Key":"sk_live_1 "}}}""", "Cards:Key: it has a blank in it")]
        [InlineData("""{"NanoCharger":{"PublicAddress":"http://house.example","Cards":{"Key":"sk_live_1"}}}""", "Cards: guests who have paid come back by PublicAddress, and http://house.example is in clear: it has to be https://host")]
        [InlineData("""{"NanoCharger":{"PublicAddress":"https://house.example","Cards":{"Key":"sk_live_1","Country":"de"}}}""", "Cards:Country: de is no country code (DE)")]
        [InlineData("""{"Urls":"ftp://x"}""", "Urls: ftp://x is not http://host:port")]
        [InlineData("""{"Urls":"http://localhost:5000;nonsense"}""", "Urls: nonsense is not http://host:port")]
        [InlineData("""{"Urls":"http://localhost:99999"}""", "Urls: http://localhost:99999 is not http://host:port")]
        [InlineData("""{"Urls":"http://localhost:-1"}""", "Urls: http://localhost:-1 is not http://host:port")]
        [InlineData("""{"Urls":"http://localhost:abc"}""", "Urls: http://localhost:abc is not http://host:port")]
        [InlineData("""{"Urls":"http://localhost:5000/below"}""", "Urls: http://localhost:5000/below is not http://host:port")]
        [InlineData("""{"NanoCharger":{"PublicAddress":"charge.example"}}""", "PublicAddress: charge.example is not http(s)://host[:port]")]
        [InlineData("""{"NanoCharger":{"PublicAddress":"https://charge.example/below"}}""", "PublicAddress: https://charge.example/below is not http(s)://host[:port]")]
        [InlineData("""{"NanoCharger":{"PublicAddress":"https://user:word@charge.example"}}""", "PublicAddress: ")]
        [InlineData("""{"NanoCharger":{"PublicAddress":"ftp://charge.example"}}""", "PublicAddress: ")]
        [InlineData("""{"NanoCharger":{"Proxies":["proxy.local"]}}""", "Proxies: proxy.local is no address and no network (10.0.0.0/8)")]
        [InlineData("""{"NanoCharger":{"Mail":{"Host":"smtp.example","From":"nobody"}}}""", "Mail: From must be a mail address")]
        [InlineData("""{"NanoCharger":{"Mail":{"Host":"smtp.example","From":"a@example.org","Port":0}}}""", "Mail: 0 is no port")]
        [InlineData("""{"NanoCharger":{"Mail":{"Hosts":"smtp.example"}}}""", "Hosts")]
        [InlineData("""{"NanoCharger":""", "settings.json")]
        public void A_setting_without_sense_is_told_by_its_name(string settings, string what)
        {
            Assert.Contains(what, Assert.ThrowsAny<Exception>(() => Read(settings)).Message);
        }

        [Fact]
        public void The_example_is_what_holds_where_nobody_says_anything()
        {
            string example = File.ReadAllText(KeyCommandTests.Repository("tools/NanoCharger.Backend/appsettings.example.json"));
            Assert.Equivalent(new BackendSettings(), Read(example));
        }

        /// <summary>The first column of the README's table of commands.</summary>
        [Fact]
        public void The_readme_has_every_command_and_no_other()
        {
            string readme = File.ReadAllText(KeyCommandTests.Repository("tools/NanoCharger.Backend/README.md"));
            int from = readme.IndexOf("| command | does | exit |", StringComparison.Ordinal);
            string[] told = readme[from..readme.IndexOf("\n\n", from, StringComparison.Ordinal)].Split('\n').Skip(2)
                .SelectMany(row => Regex.Matches(row.Split(" | ")[0], "`([a-z]+(?:[ -][a-z]+)*?)( \\[?-?-?[A-Zj][^`]*)?`").Select(match => match.Groups[1].Value)).ToArray();
            Assert.Equal(Leaves(Program.Root(), "").Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
        }

        private static IEnumerable<string> Leaves(Command command, string path)
        {
            return command.Subcommands.Count == 0 ? [path.Trim()] : command.Subcommands.SelectMany(part => Leaves(part, path + " " + part.Name));
        }

        [Fact]
        public void A_list_of_the_command_is_in_place_of_the_files()
        {
            BackendSettings settings = Read("""{"NanoCharger":{"Tokens":["01","02"],"Brokers":["mqtt://127.0.0.1:1","mqtt://127.0.0.1:2"],"AcceptAll":true}}""", "--token", "03", "--broker", "mqtt://127.0.0.1:3");
            Assert.Equal(["03"], settings.Tokens);
            Assert.Equal(["mqtt://127.0.0.1:3"], settings.Brokers);
            Assert.True(settings.AcceptAll);
        }

        [Fact]
        public void An_explicit_false_of_the_command_goes_before_the_files_true()
        {
            const string all = """{"NanoCharger":{"AcceptAll":true,"KeysOnFirstSight":true,"LegalClock":true,"Shared":true,"Brokers":["mqtt://127.0.0.1:1"]}}""";
            Assert.Equivalent(
                new BackendSettings { Brokers = ["mqtt://127.0.0.1:1"] }, Read(all, "--accept-all", "false", "--keys-on-first-sight", "false", "--legal-clock", "false", "--shared", "false"));
            Assert.True(Read("{}", "--accept-all").AcceptAll);
        }

        [Theory]
        [InlineData("http://localhost:5000;https://*:0")]
        [InlineData("http://[::1]:80")]
        [InlineData("http://+")]
        [InlineData("http://unix:/run/nanocharger.sock")]
        public void Wherever_a_web_can_listen_is_no_problem(string urls)
        {
            Read($$"""{"Urls":"{{urls}}"}""");
        }

        private BackendSettings Read(string settings, params string[] more)
        {
            string file = Path.Combine(_folder, "settings.json");
            File.WriteAllText(file, settings);
            SettingsOptions options = new();
            ParseResult parsed = options.AddAllTo(new RootCommand()).Parse(["--settings", file, .. more]);
            BackendSettings read = options.Read(parsed);
            ValidateOptionsResult result = new SettingsCheck(options.Load(parsed)).Validate(null, read);
            return result.Failed ? throw new InvalidDataException(result.FailureMessage) : read;
        }
    }
}
