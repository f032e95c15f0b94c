using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Tests;
using NanoCharger.Testing.Payments;
using Npgsql;
using Xunit;

namespace NanoCharger.Web.Tests.Cards
{
    /// <summary>Neither what opens the provider's door nor what opens a guest's page is told, from the manager's account to the money that goes back; each request is refused once, in words that hold all of it.</summary>
    public sealed class SecretTests
    {
        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public async Task No_secret_is_told(bool postgres)
        {
            if (postgres && PostgresServer.Absent is not null)
            {
                return;
            }

            Everything log = new();
            string? database = postgres ? PostgresServer.NewDatabase() : null;
            await using CardYard yard = await CardYard.Open(accounts: true, builder => builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log), database);
            using WebClient guest = yard.Guests.Host.Client();
            using WebClient manager = await yard.Guests.Host.SignedIn(Role.Manager);
            HashSet<string> refused = [];
            yard.Server.Fault = request => refused.Add(request.Step) ? ProviderFault.TooMany : ProviderFault.None;

            string form = await Onboarded(yard, manager);
            (string address, string page, string charge) = await Charged(yard, guest);
            string pages = string.Concat(await Pages(yard, guest, manager, address, charge));
            Assert.Equal(303, (await manager.Post(charge, charge + "/credit", ("reason", "the lamp had said otherwise"))).Status);
            await Again(yard);
            Assert.Equal(nameof(HoldState.Refunded), yard.Hold.State);
            Assert.Superset(new HashSet<string> { "account", "link", "enabled", "open", "look", "capture", "refund" }, refused);

            pages += string.Concat(await Pages(yard, guest, manager, address, charge));
            string told = string.Join('\n', yard.Guests.Host.Log) + string.Join('\n', log.Lines) + (database is null ? await Bytes(yard.Guests.Host.Database) : await Tables(database));
            Assert.Contains(yard.Hold.Intent!, told, StringComparison.Ordinal);
            Assert.Contains(log.Lines, line => line.Contains("hold ", StringComparison.Ordinal));
            Assert.Contains(log.Lines, line => line.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal));
            foreach (string secret in new[] { yard.Server.Key, yard.Server.WebhookSecrets[0], page, form, "_secret_" })
            {
                Assert.DoesNotContain(secret, pages, StringComparison.Ordinal);
                Assert.Empty(Around(told, secret));
            }

            // His own page leads to itself; no other does.
            Assert.Empty(Around(told, address[3..]));
            string ofOthers = string.Concat(await Pages(yard, null, manager, address, charge));
            Assert.Contains(yard.Guests.Host.Ask(context => context.Bays.First().Name), ofOthers, StringComparison.Ordinal);
            Assert.DoesNotContain(address[3..], ofOthers, StringComparison.Ordinal);
        }

        /// <summary>He tells the provider who he is, at the third try.</summary>
        /// <returns>The address at which he does.</returns>
        private static async Task<string> Onboarded(CardYard yard, WebClient manager)
        {
            string? form = "/money";
            for (int tries = 0; form == "/money" && tries < 5; tries++)
            {
                form = (await manager.Post("/money", "/money/account")).Location;
                yard.Guests.Clock.Advance(TimeSpan.FromSeconds(61));
            }

            yard.Server.Enable(yard.Server.Accounts.Single());
            for (int tries = 0; !yard.Guests.Host.Ask(context => context.Payees.Single().MayCharge) && tries < 5; tries++)
            {
                await manager.Get("/money");
                await Again(yard);
            }

            return form!;
        }

        /// <summary>He pays, charges, and is taken what it costs, each at the second try.</summary>
        private static async Task<(string Address, string Page, string Charge)> Charged(CardYard yard, WebClient guest)
        {
            await yard.Guests.Outlet("Occupied");
            (string address, string? page) = await yard.GoToPay(guest);
            Assert.Equal(address, page);
            yard.Guests.Clock.Advance(TimeSpan.FromSeconds(61));
            page = (await guest.Post(address, address + "/payment")).Location;
            Assert.StartsWith(yard.Server.PageOrigin + "/", page, StringComparison.Ordinal);
            yard.Server.Pay(yard.Hold.Session!);
            Assert.Equal(200, await yard.Call());
            await Again(yard);
            Assert.Equal(nameof(HoldState.Held), yard.Hold.State);
            await yard.Guests.Bill("G1");
            await Again(yard);
            Assert.Equal(nameof(HoldState.Captured), yard.Hold.State);
            return (address, page!, $"/charges/{yard.Hold.ChargeId}");
        }

        /// <summary>It looks, is refused, lets the provider rest, and looks again.</summary>
        private static async Task Again(CardYard yard)
        {
            await yard.Look();
            yard.Guests.Clock.Advance(TimeSpan.FromSeconds(61));
            await yard.Look(4);
        }

        private static async Task<List<string>> Pages(CardYard yard, WebClient? guest, WebClient manager, string address, string charge)
        {
            List<string> pages = [];
            foreach (string path in new[] { "/today", "/money", "/changes", "/charges", charge, charge + "/files/bill.json", "/people", "/prices", "/houses", "/stations/" + Guests.GuestYard.Station, "/c/" + Guests.GuestYard.Station })
            {
                pages.Add((await manager.Get(path)).Text);
            }

            pages.Add((await manager.Get("/metrics")).Text);
            if (guest is not null)
            {
                pages.Add((await guest.Get(address)).Text);
            }

            return pages;
        }

        /// <summary>What stands before a secret in a text; nothing where it is not in it.</summary>
        private static List<string> Around(string told, string secret)
        {
            int at = told.IndexOf(secret, StringComparison.Ordinal);
            return at < 0 ? [] : [told[Math.Max(0, at - 200)..at]];
        }

        private static async Task<string> Bytes(string file)
        {
            StringBuilder all = new();
            foreach (string name in new[] { file, file + "-wal" }.Where(File.Exists))
            {
                await using FileStream stream = new(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using MemoryStream bytes = new();
                await stream.CopyToAsync(bytes);
                all.Append(Encoding.Latin1.GetString(bytes.ToArray()));
            }

            return all.ToString();
        }

        /// <summary>All tables as text; what is stored as bytes is read as letters too.</summary>
        private static async Task<string> Tables(string database)
        {
            StringBuilder all = new();
            await using NpgsqlConnection connection = new(database);
            await connection.OpenAsync();
            List<string> tables = await Column(connection, "SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')");
            Assert.True(tables.Count > 20, $"{tables.Count} tables");
            foreach (string table in tables)
            {
                all.AppendJoin('\n', await Column(connection, $"SELECT row_to_json(one)::text FROM {table} one"));
            }

            return Regex.Replace(all.ToString(), "\\\\\\\\x([0-9a-f]+)", match => Encoding.Latin1.GetString(Convert.FromHexString(match.Groups[1].Value)));
        }

        private static async Task<List<string>> Column(NpgsqlConnection connection, string sql)
        {
            List<string> rows = [];
            await using NpgsqlCommand command = new(sql, connection);
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                rows.Add(reader.GetString(0));
            }

            return rows;
        }

        /// <summary>A log that keeps every line of every part, to the least of them.</summary>
        private sealed class Everything : ILoggerProvider
        {
            internal ConcurrentQueue<string> Lines { get; } = new();

            public ILogger CreateLogger(string categoryName)
            {
                return new Part(categoryName, Lines);
            }

            public void Dispose()
            {
                // Nothing is held.
            }

            private sealed class Part(string name, ConcurrentQueue<string> lines) : ILogger
            {
                public IDisposable? BeginScope<TState>(TState state)
                    where TState : notnull
                {
                    // The path of a request is in the framework's own; the host's log writes none.
                    return null;
                }

                public bool IsEnabled(LogLevel logLevel)
                {
                    return true;
                }

                public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
                {
                    lines.Enqueue($"{name}: {formatter(state, exception)} {exception}");
                }
            }
        }
    }
}
