using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using NanoCharger.Mqtt;
using OpenTelemetry.Metrics;

namespace NanoCharger.Backend.Hosting
{
    /// <summary><c>serve</c>: the backend until it is told to stop.</summary>
    /// <param name="change">What is otherwise in the host; null: nothing. Tests bring their clock and their log.</param>
    internal sealed class ServeCommand(Action<WebApplicationBuilder>? change = null)
    {
        /// <summary>Waiting answers, then connections, then the web.</summary>
        private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

        private readonly SettingsOptions _options = new();

        internal Command Command()
        {
            Command serve = _options.AddAllTo(new Command("serve", "Answers the stations, bills what they deliver, and serves health and metrics. With nothing else: for one house."));
            serve.SetAction(parsed => Run(parsed));
            return serve;
        }

        private async Task<int> Run(ParseResult parsed)
        {
            using Signals signals = new();
            await using WebApplication application = Build(parsed);
            StationHost host = application.Services.GetRequiredService<StationHost>();

            // Asked for now: whoever has run has disposed of the services.
            CancellationToken stopping = application.Lifetime.ApplicationStopping;
            try
            {
                await application.RunAsync();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // A signal came while it was starting: it has not begun, and so it has ended.
            }

            return host.Failure is { } failure ? throw failure : ExitCodes.Success;
        }

        /// <summary>The program as these options have it, not started yet.</summary>
        internal WebApplication Build(ParseResult parsed)
        {
            IConfigurationRoot all = _options.Load(parsed);
            WebApplicationBuilder builder = WebApplication.CreateBuilder();
            builder.Configuration.AddConfiguration(all);
            builder.Logging.AddFilter<ConsoleLoggerProvider>("Microsoft.AspNetCore", LogLevel.Warning)

                // What it says of a failed start is a stack trace; we say it in one line.
                .AddFilter<ConsoleLoggerProvider>("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
                .AddFilter<ConsoleLoggerProvider>("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
            builder.Services.Configure<ConsoleLoggerOptions>(static options => options.LogToStandardErrorThreshold = LogLevel.Trace);
            builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = StopPatience);
            builder.Services.AddSingleton<IValidateOptions<BackendSettings>, SettingsCheck>();
            builder.Services.AddOptions<BackendSettings>().Configure(settings => _options.Fill(settings, all, parsed)).ValidateOnStart();
            change?.Invoke(builder);
            builder.Services.TryAddSingleton(TimeProvider.System);
            builder.Services.AddSingleton<ReceiptDesk>();
            builder.Services.AddSingleton<StationHost>();
            builder.Services.AddHostedService(static services => services.GetRequiredService<StationHost>());
            builder.Services.AddSingleton<BackendMeter>();
            builder.Services.AddHealthChecks().AddCheck<ReadyCheck>("ready");
            builder.Services.AddOpenTelemetry().WithMetrics(static metrics => metrics
                .AddMeter(BackendMeter.Name, "Microsoft.AspNetCore.Hosting", "System.Runtime").AddPrometheusExporter());
            WebApplication application = builder.Build();
            application.Services.GetRequiredService<BackendMeter>();
            application.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = static _ => false });
            application.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = Say });
            application.MapPrometheusScrapingEndpoint("/metrics");
            return application;
        }

        /// <summary>The state, and behind it why.</summary>
        private static async Task Say(HttpContext context, HealthReport report)
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            foreach (HealthReportEntry entry in report.Entries.Values)
            {
                await context.Response.WriteAsync(entry.Description is { } why ? $"{entry.Status}: {why}\n" : $"{entry.Status}\n");
            }
        }
    }
}
