using System;
using System.CommandLine;
using System.IO;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using NanoCharger.Backend.Demo;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web;
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

        /// <summary>A commissioning report is the longest that anybody sends.</summary>
        private const long MostOfRequest = 256 * 1024;

        private readonly SettingsOptions _options = new();
        private readonly Option<bool> _demo = new("--demo") { Description = "Fills the database, which must be empty, with a house of twelve bays and a year of charges, and serves that." };

        internal Command Command()
        {
            Command serve = _options.AddAllTo(new Command("serve", "Answers the stations, bills what they deliver, and serves health and metrics. With nothing else: for one house."));
            serve.Options.Add(_demo);
            serve.SetAction(parsed => Run(parsed));
            return serve;
        }

        private async Task<int> Run(ParseResult parsed)
        {
            using Signals signals = new();
            await using WebApplication application = Build(parsed);
            if (parsed.GetValue(_demo))
            {
                application.Services.GetRequiredService<DemoDesk>().Fill(Console.Error.WriteLine);
            }

            StationHost host = application.Services.GetRequiredService<StationHost>();

            // Asked for now: whoever has run has disposed of the services.
            CancellationToken stopping = application.Lifetime.ApplicationStopping;
            string? urls = application.Configuration["urls"];
            try
            {
                await application.RunAsync();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // A signal came while it was starting: it has not begun, and so it has ended.
            }

            catch (Exception problem) when (problem is not IOException && IsOfListening(problem))
            {
                throw new InvalidDataException($"cannot listen (Urls: {urls ?? "none given"}): {problem.Message}", problem);
            }

            return host.Failure is { } failure ? throw failure : ExitCodes.Success;
        }

        /// <summary>The program as these options have it, not started yet.</summary>
        internal WebApplication Build(ParseResult parsed)
        {
            IConfigurationRoot all = _options.Load(parsed);
            WebApplicationBuilder builder = Empty(all);
            builder.Logging.AddFilter<ConsoleLoggerProvider>("Microsoft.AspNetCore", LogLevel.Warning)

                // It tells each address that is asked for, and some are keys: nobody's log has it, whatever else is told there.
                .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning)
                .AddFilter("Microsoft.AspNetCore.Routing", LogLevel.Information)

                // What it says of a failed start is a stack trace; we say it in one line.
                .AddFilter<ConsoleLoggerProvider>("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
                .AddFilter<ConsoleLoggerProvider>("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)

                // It warns that the keys of cookies lie in the database as they are: who reads that has all of it.
                .AddFilter<ConsoleLoggerProvider>("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
            builder.Services.Configure<ConsoleLoggerOptions>(static options => options.LogToStandardErrorThreshold = LogLevel.Trace);
            builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = StopPatience);
            builder.Services.AddSingleton<IValidateOptions<BackendSettings>, SettingsCheck>();
            builder.Services.AddOptions<BackendSettings>().Configure(settings => _options.Fill(settings, all, parsed)).ValidateOnStart();
            change?.Invoke(builder);
            builder.Services.TryAddSingleton(TimeProvider.System);

            // Sessions, links and codes are people's: their clock is the system's, whatever drives the stations.
            builder.Services.TryAddSingleton(new WebClock(TimeProvider.System));
            builder.Services.TryAddSingleton<ReceiptDesk>();
            builder.Services.AddSingleton<StationHost>();
            builder.Services.AddHostedService(static services => services.GetRequiredService<StationHost>());
            builder.Services.AddSingleton<BackendMeter>();
            builder.Services.AddHealthChecks().AddCheck<ReadyCheck>("ready");
            builder.Services.AddOpenTelemetry().WithMetrics(static metrics => metrics
                .AddMeter(BackendMeter.Name, "Microsoft.AspNetCore.Hosting", "System.Runtime").AddPrometheusExporter());
            PageHost.Add(builder.Services);
            if (parsed.GetValue(_demo))
            {
                builder.Services.AddSingleton<DemoDesk>();
                builder.Services.AddHostedService(static services => services.GetRequiredService<DemoDesk>());
            }

            WebApplication application = builder.Build();
            application.Services.GetRequiredService<BackendMeter>();
            PageHost.Use(application);
            application.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = static _ => false }).RequireAuthorization(Policies.Anybody);
            application.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = Say }).RequireAuthorization(Policies.Anybody);
            application.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization(Policies.Anybody);
            return application;
        }

        /// <summary>ASP.NET's host with these settings alone: its usual builder reads an appsettings.json that is here, whichever file was named.</summary>
        private static WebApplicationBuilder Empty(IConfiguration all)
        {
            WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.Configuration.AddConfiguration(all);
            builder.Logging.AddConfiguration(all.GetSection("Logging")).AddConsole();
            builder.WebHost.UseKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = MostOfRequest;

                // Also takes a certificate's file that was renewed.
                kestrel.Configure(all.GetSection("Kestrel"), reloadOnChange: true);
            });
            builder.Services.AddRouting();
            return builder;
        }

        /// <summary>Whether the web, or the embedded broker, could not listen where it should: all that Kestrel, its sockets and its certificates throw.</summary>
        private static bool IsOfListening(Exception problem)
        {
            return problem is SocketException or CryptographicException || problem.Source?.StartsWith("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal) == true;
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
