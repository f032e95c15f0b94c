using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using NanoCharger.Mqtt;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>The program as an operator meets it: a process, its ports, its exit code, its one line.</summary>
    public sealed class HostTests : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

        private readonly string _folder = Directory.CreateTempSubdirectory("host").FullName;

        public void Dispose()
        {
            Directory.Delete(_folder, recursive: true);
        }

        private string Database => Path.Combine(_folder, "nanocharger.db");

        [Fact]
        public async Task Serve_with_nothing_else_serves_a_house_and_ends_in_order()
        {
            using HostProcess host = await HostProcess.Serve(_folder);
            Assert.Equal((200, "Healthy"), await host.Get("/health/live"));
            Assert.Equal((200, "Healthy\n"), await host.Get("/health/ready"));
            Assert.Equal("""[3,"1-1",{"totalCost":0.00}]""", await Ask(host.BrokerPort, Said.Event("T1", 0, "Started", 5), Said.Event("T1", 1, "Ended", 6)));
            (int code, string metrics) = await host.Get("/metrics");
            Assert.Equal(200, code);
            Assert.Contains("nanocharger_calls_answered_total{", metrics);
            Assert.Contains("nanocharger_brokers_connected", metrics);

            host.Signal("TERM");
            (int exit, string receipts, string log) = host.End();
            Assert.Equal(0, exit);
            Assert.Contains("T1", receipts);
            Assert.Contains("stopped", log);
            Assert.Equal(0, HostProcess.Run(_folder, "audit").Code);
        }

        /// <summary>Each is a place of its own, so the one that was opened says who was believed.</summary>
        [Fact]
        public void An_option_goes_before_the_environment_and_that_before_the_settings_file()
        {
            File.WriteAllText(Path.Combine(_folder, "appsettings.json"), """{"NanoCharger":{"Database":"file.db"}}""");
            Assert.Equal("the database file.db is up to date\n", HostProcess.Run(_folder, "migrate").Output);
            Assert.Equal("the database environment.db is up to date\n", HostProcess.Run(_folder, WithEnvironment, "migrate").Output);
            Assert.Equal("the database option.db is up to date\n", HostProcess.Run(_folder, WithEnvironment, "migrate", "--database", "option.db").Output);
        }

        /// <summary>ASP.NET's own settings, and those of serve alone, go the same way: a file and an environment that have no sense, and options that have.</summary>
        [Fact]
        public async Task What_serve_is_told_goes_the_same_way()
        {
            File.WriteAllText(Path.Combine(_folder, "appsettings.json"), """{"NanoCharger":{"Market":"nowhere"}}""");
            AssertRefused("the settings are not valid: Market: ", "serve");
            File.WriteAllText(
                Path.Combine(_folder, "other.json"),
                """{"Urls":"http://file.invalid:1","NanoCharger":{"Market":"nowhere","Database":"named.db"},"Logging":{"Console":{"FormatterName":"json"}}}""");
            using HostProcess host = await HostProcess.Serve(_folder, "--settings", "other.json", "--market", "DE");
            host.Signal("INT");
            (int exit, _, string log) = host.End();
            Assert.Equal(0, exit);
            Assert.True(File.Exists(Path.Combine(_folder, "named.db")));
            Assert.Contains("\"Database\":\"the database named.db\"", log);
        }

        [Theory]
        [InlineData("--key", "bay=x")]
        [InlineData("--tarif", "x")]
        public void An_option_that_is_none_ends_the_start_with_one_line(params string[] options)
        {
            AssertRefused(options[0], ["serve", .. options]);
        }

        [Fact]
        public void Several_workers_on_a_file_are_refused_with_one_line()
        {
            AssertRefused("Shared: several workers need PostgreSQL", "serve", "--shared", "--broker", "mqtt://127.0.0.1:1");
        }

        [Fact]
        public void The_flat_command_line_of_before_is_no_command()
        {
            Assert.Equal(2, HostProcess.Run(_folder, "--accept-all").Code);
        }

        [Fact]
        public async Task A_locked_database_and_a_broker_that_is_away_are_not_ready()
        {
            using HostProcess host = await HostProcess.Serve(_folder);
            using (SqliteConnection other = new($"Data Source={Database};Pooling=False"))
            {
                other.Open();
                using SqliteCommand command = other.CreateCommand();
                command.CommandText = "BEGIN IMMEDIATE";
                command.ExecuteNonQuery();
                (int code, string text) = await host.Get("/health/ready");
                Assert.Equal((503, "Unhealthy: the database nanocharger.db: another program has locked it\n"), (code, text));
                Assert.Equal(200, (await host.Get("/health/live")).Code);
            }

            Assert.Equal(200, (await host.Get("/health/ready")).Code);
        }

        /// <summary>Another program's lock keeps the writer waiting, and so the first signal's orderly end.</summary>
        [Fact]
        public async Task A_second_signal_ends_it_at_once_and_without_a_stack_trace()
        {
            using HostProcess host = await HostProcess.Serve(_folder);
            using SqliteConnection other = new($"Data Source={Database};Pooling=False");
            other.Open();
            using SqliteCommand command = other.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();
            using BrokerClient station = new(new BrokerLogin("bay"));
            Assert.Equal(0, station.Connect("127.0.0.1", host.BrokerPort, Patience));
            for (int number = 0; number < 3; number++)
            {
                station.Publish(new BrokerMessage("nanocharger/v1/bay/up", Encoding.UTF8.GetBytes(Said.Event("T1", number, "Updated", 5)), 1, Retain: false), Patience);
                await Task.Delay(200);
            }

            host.SignalTwice("TERM");
            (int code, _, string errors) = host.End();
            Assert.Equal(130, code);
            Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        }

        [Fact]
        public void A_signal_while_it_starts_ends_it_in_order()
        {
            (int code, string errors) = HostProcess.ServeUntil("the broker of this process listens at", _folder);
            Assert.Equal(0, code);
            Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        }

        private static void WithEnvironment(ProcessStartInfo start)
        {
            start.Environment["NanoCharger__Database"] = "environment.db";
        }

        private static async Task<string> Ask(int port, params string[] frames)
        {
            using BrokerClient station = new(new BrokerLogin("bay"));
            string answer = "";
            foreach (string frame in frames)
            {
                TaskCompletionSource<string> came = new(TaskCreationOptions.RunContinuationsAsynchronously);
                void Take(BrokerMessage message) => came.TrySetResult(Encoding.UTF8.GetString(message.Payload));
                station.MessageReceived += Take;
                if (answer.Length == 0)
                {
                    Assert.Equal(0, station.Connect("127.0.0.1", port, Patience));
                    station.Subscribe("nanocharger/v1/bay/dn", 1, Patience);
                }

                Assert.True(station.Publish(new BrokerMessage("nanocharger/v1/bay/up", Encoding.UTF8.GetBytes(frame), 1, Retain: false), Patience));
                answer = await came.Task.WaitAsync(Patience);
                station.MessageReceived -= Take;
            }

            return answer;
        }

        private void AssertRefused(string what, params string[] arguments)
        {
            (int code, _, string errors) = HostProcess.Run(_folder, arguments);
            Assert.Equal(2, code);
            string line = Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), one => one.StartsWith("nanocharger-backend: ", StringComparison.Ordinal));
            Assert.Contains(what, line);
            Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        }
    }
}
