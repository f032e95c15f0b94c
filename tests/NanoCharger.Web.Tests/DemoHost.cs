using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NanoCharger.Backend;
using NanoCharger.Backend.Demo;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Stations;
using NanoCharger.Mqtt;

namespace NanoCharger.Web.Tests
{
    /// <summary>The demo house with two weeks of charges, made once: each test has a copy, and the station's clock stands still in its evening.</summary>
    internal static class DemoHost
    {
        /// <summary>An evening, when most are plugged in.</summary>
        internal static readonly DateTimeOffset Now = new(2026, 11, 27, 20, 30, 0, TimeSpan.Zero);

        private const int Days = 14;
        private const int FewDays = 2;
        private const int ManyDays = 92;

        private static readonly Lazy<string> Filled = new(static () => Fill(Days));
        private static readonly Lazy<string> Long = new(static () => Fill(ManyDays));

        /// <summary>The program with the house.</summary>
        /// <param name="change">What is otherwise; null: nothing.</param>
        internal static Task<WebHost> Start(Action<WebApplicationBuilder>? change = null)
        {
            return Start(Filled.Value, change);
        }

        /// <summary>The same with two days of charges, in a database that nobody has used.</summary>
        internal static Task<WebHost> StartIn(string database, Action<WebApplicationBuilder> change)
        {
            new DemoHouse(new BackendOptions { DatabasePath = database, Operator = "Lindenhof GmbH", Site = "Lindenhof 1" }, Now.UtcDateTime, static _ => { }, days: FewDays).Fill().Dispose();
            return WebHost.Start(
                builder =>
                {
                    builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
                    change(builder);
                },
                "--database",
                database);
        }

        /// <summary>The same with three months of charges.</summary>
        internal static Task<WebHost> StartLong()
        {
            return Start(Long.Value, null);
        }

        private static Task<WebHost> Start(string filled, Action<WebApplicationBuilder>? change)
        {
            return WebHost.Start(
                builder =>
                {
                    builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
                    change?.Invoke(builder);
                },
                filled,
                []);
        }

        /// <summary>A station shows what its meter says, by the broker as always; ends when the program has it.</summary>
        internal static async Task Live(WebHost host, string station, params string[] values)
        {
            PaymentBackend backend = host.Services.GetRequiredService<WebData>().Backend;
            using BrokerClient client = new(new BrokerLogin("live-" + station));
            client.Connect(backend.Cells[0].Url.Host, backend.Cells[0].Url.Port, TimeSpan.FromSeconds(10));
            string body = $$"""{"evseId":1,"meterValue":[{"timestamp":"{{Now:yyyy-MM-dd'T'HH:mm:ss'Z'}}","sampledValue":[{{string.Join(',', values)}}]}]}""";
            LiveReading? before = backend.LiveOf(station);
            for (int tries = 0; backend.LiveOf(station)?.Values.SequenceEqual(before?.Values ?? []) ?? true; tries++)
            {
                // At QoS 0 nobody says that it came; and the program may still be on its way to the broker.
                client.Publish(new BrokerMessage(MqttTopics.Of(station, MqttTopics.Live), Encoding.UTF8.GetBytes(body), 0, false), TimeSpan.FromSeconds(10));
                await Task.Delay(100);
                if (tries > 200)
                {
                    throw new TimeoutException("live values of " + station);
                }
            }
        }

        private static string Fill(int days)
        {
            string folder = Directory.CreateTempSubdirectory("demo").FullName;
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
            string file = Path.Combine(folder, "demo.db");
            new DemoHouse(new BackendOptions { DatabasePath = file, Operator = "Lindenhof GmbH", Site = "Lindenhof 1" }, Now.UtcDateTime, static _ => { }, days: days).Fill().Dispose();
            SqliteConnection.ClearAllPools();
            return file;
        }
    }
}
