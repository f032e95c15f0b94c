using System;
using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NanoCharger.Backend.Hosting;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary><c>serve</c> in this process: the program's own host with a clock that a test turns.</summary>
    internal sealed class HostHere : IAsyncDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
        private static readonly HttpClient Http = new();

        private readonly WebApplication _application;
        private readonly Lines _lines;

        private HostHere(WebApplication application, Lines lines)
        {
            _application = application;
            _lines = lines;
            Host = application.Services.GetRequiredService<StationHost>();
        }

        internal StationHost Host { get; }

        /// <summary>The embedded broker's port.</summary>
        internal int BrokerPort => Host.Backend.Cells[0].Url.Port;

        internal static async Task<HostHere> Start(string folder, FakeTimeProvider clock, params string[] options)
        {
            Lines lines = new();
            ServeCommand serve = new(builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(clock);
                builder.Logging.ClearProviders().AddProvider(lines);
            });
            RootCommand root = [serve.Command()];
            WebApplication application = serve.Build(root.Parse(
                ["serve", "--urls", "http://127.0.0.1:0", "--broker-port", "0", "--database", Path.Combine(folder, "nanocharger.db"), .. options]));
            HostHere here = new(application, lines);
            await application.StartAsync();
            Assert.True(await Until(() => here.Host.Backend.IsConnected), "it does not listen");
            return here;
        }

        /// <summary>Waits for a line of the log.</summary>
        internal async Task<string> Told(string what)
        {
            string? found = null;
            Assert.True(await Until(() => (found = _lines.All.FirstOrDefault(line => line.Contains(what, StringComparison.Ordinal))) is not null), $"nobody tells: {what}");
            return found!;
        }

        /// <summary>Lines so far with a text in them.</summary>
        internal int Count(string what)
        {
            return _lines.All.Count(line => line.Contains(what, StringComparison.Ordinal));
        }

        internal async Task<(int Code, string Text)> Ready()
        {
            using HttpResponseMessage answer = await Http.GetAsync(_application.Urls.First() + "/health/ready");
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }

        /// <summary>The orderly end.</summary>
        internal Task Stop()
        {
            return _application.StopAsync();
        }

        public ValueTask DisposeAsync()
        {
            return _application.DisposeAsync();
        }

        internal static async Task<bool> Until(Func<bool> holds)
        {
            for (Stopwatch waiting = Stopwatch.StartNew(); waiting.Elapsed < Patience; await Task.Delay(10))
            {
                if (holds())
                {
                    return true;
                }
            }

            return false;
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
