using System;
using System.Collections.Concurrent;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web;

namespace NanoCharger.Web.Tests
{
    /// <summary><c>serve</c> in this process, on ports that are free, with a database of its own: what a browser or a client asks of it is answered as outside.</summary>
    public sealed class WebHost : IAsyncDisposable
    {
        /// <summary>The password of whoever a test makes.</summary>
        internal const string Password = "four plain words here";

        private readonly string _folder = Directory.CreateTempSubdirectory("web").FullName;
        private readonly WebApplication _application;
        private readonly Lines _lines = new();
        private int _people;

        private WebHost(Action<WebApplicationBuilder>? change, string? settings, string? filled, string[] options)
        {
            string file = Path.Combine(_folder, "settings.json");
            if (settings is not null)
            {
                File.WriteAllText(file, settings);
            }

            if (filled is not null)
            {
                File.Copy(filled, Database);
            }

            ServeCommand serve = new(builder =>
            {
                builder.Services.AddSingleton(new WebClock(Clock));
                builder.Services.AddHttpContextAccessor();
                builder.Logging.ClearProviders().AddProvider(_lines);
                change?.Invoke(builder);
            });
            RootCommand root = [serve.Command()];
            string[] urls = settings is null ? ["--urls", "http://127.0.0.1:0"] : ["--settings", file];
            string[] database = options.Contains("--database") ? [] : ["--database", Database];
            _application = serve.Build(root.Parse(["serve", .. urls, "--broker-port", "0", .. database, .. options]));
        }

        /// <summary>The clock of sessions, links and codes; it stands still unless a test turns it.</summary>
        internal FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

        /// <summary>Where it listens.</summary>
        internal string Address => _application.Urls.First();

        internal IServiceProvider Services => _application.Services;

        /// <summary>All that it has told.</summary>
        internal ConcurrentQueue<string> Log => _lines.All;

        /// <summary>The file of the database.</summary>
        internal string Database => Path.Combine(_folder, "web.db");

        /// <summary>The path of the set-up address that the start has printed.</summary>
        internal string SetUpPath => Regex.Match(Log.Single(line => line.StartsWith("nobody can sign in yet", StringComparison.Ordinal)), "/setup/[A-Za-z0-9_-]+").Value;

        internal static Task<WebHost> Start(params string[] options)
        {
            return Start(null, options);
        }

        internal static Task<WebHost> Start(Action<WebApplicationBuilder>? change, params string[] options)
        {
            return Start(new WebHost(change, null, null, options));
        }

        /// <summary>Starts with a copy of a database that something is in.</summary>
        internal static Task<WebHost> Start(Action<WebApplicationBuilder>? change, string? filled, string[] options)
        {
            return Start(new WebHost(change, null, filled, options));
        }

        /// <summary>With a settings file, which also says where it listens.</summary>
        internal static Task<WebHost> With(string settings)
        {
            return Start(new WebHost(null, settings, null, []));
        }

        /// <summary>A client with cookies of its own, not signed in.</summary>
        internal WebClient Client()
        {
            return new WebClient(Address);
        }

        /// <summary>A client of somebody new, signed in.</summary>
        internal async Task<WebClient> SignedIn(Role role, long? tenant = null)
        {
            (string mail, _) = await Make(role, tenant);
            WebClient client = Client();
            await client.SignIn(mail, Password);
            return client;
        }

        /// <summary>A client of a new resident who signs in for an account.</summary>
        internal async Task<WebClient> SignedInFor(long account, string? language = null)
        {
            (string mail, _) = await Make(Role.Resident, Ask(context => context.Payers.Single(row => row.Id == account).TenantId), language, account);
            WebClient client = Client();
            await client.SignIn(mail, Password);
            return client;
        }

        /// <summary>Somebody new: an operator, or one of the first tenant where none is named.</summary>
        /// <returns>His mail, and his number.</returns>
        internal async Task<(string Mail, long Number)> Make(Role role, long? tenant = null, string? language = null, long? account = null)
        {
            WebData data = Services.GetRequiredService<WebData>();
            string mail = FormattableString.Invariant($"{role}{++_people}@example.org").ToLowerInvariant();
            using IServiceScope scope = Services.CreateScope();
            PeopleDesk desk = scope.ServiceProvider.GetRequiredService<PeopleDesk>();
            using PlatformContext context = data.Context(null);
            long? of = role == Role.Operator ? null : tenant ?? context.Tenants.Min(row => row.Id);
            string token = await desk.Invite(new Actor(null, of, Clock.GetUtcNow().ToUnixTimeMilliseconds()), mail, role, of, account);
            LinkRow link = (await desk.Find(token, LinkKind.Invitation))!;
            Session session = (await desk.Take(link, new Newcomer(FormattableString.Invariant($"{role} {_people}"), mail, Password, language ?? "en")))!;
            return (mail, session.Person);
        }

        private static async Task<WebHost> Start(WebHost host)
        {
            await host._application.StartAsync();
            return host;
        }

        /// <summary>Works at the tables.</summary>
        internal T Ask<T>(Func<PlatformContext, T> ask)
        {
            using PlatformContext context = Services.GetRequiredService<WebData>().Context(null);
            return ask(context);
        }

        /// <summary>Changes the tables.</summary>
        internal Task Write(Func<PlatformContext, int> work)
        {
            return Services.GetRequiredService<WebData>().Write(work);
        }

        /// <summary>Turns the clock of live parts until something holds.</summary>
        internal async Task<bool> Turn(Func<Task<bool>> holds)
        {
            for (int turns = 0; turns < 400; turns++)
            {
                if (await holds())
                {
                    return true;
                }

                Clock.Advance(LiveStream.Between);
                await Task.Delay(50);
            }

            return false;
        }

        internal Task Stop()
        {
            return _application.StopAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await _application.StopAsync();
            await _application.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }

        /// <summary>The log, as lines.</summary>
        private sealed class Lines : ILoggerProvider, ILogger
        {
            internal ConcurrentQueue<string> All { get; } = new();

            public ILogger CreateLogger(string categoryName)
            {
                return this;
            }

            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull
            {
                return null;
            }

            public bool IsEnabled(LogLevel logLevel)
            {
                return logLevel >= LogLevel.Information;
            }

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                All.Enqueue(formatter(state, exception));
            }

            public void Dispose()
            {
                // Nothing is held.
            }
        }
    }
}
