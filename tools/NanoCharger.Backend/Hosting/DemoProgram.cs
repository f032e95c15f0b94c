using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NanoCharger.Backend.Demo;

namespace NanoCharger.Backend.Hosting
{
    /// <summary><c>serve --demo</c> in the process of who wants a house around a station of his own: the whole program with its pages, at a broker and by a clock that are his.</summary>
    public sealed class DemoProgram : IAsyncDisposable
    {
        private readonly WebApplication _application;

        private DemoProgram(WebApplication application, (string Mail, string Password) signIn)
        {
            _application = application;
            (Mail, Password) = signIn;
        }

        /// <summary>Where the pages are.</summary>
        public string Address => _application.Urls.First();

        /// <summary>By which mail the house's manager signs in.</summary>
        public string Mail { get; }

        /// <summary>His password.</summary>
        public string Password { get; }

        /// <summary>The backend that serves.</summary>
        public PaymentBackend Backend => _application.Services.GetRequiredService<StationHost>().Backend;

        /// <summary>Fills a new database, and serves.</summary>
        /// <param name="place">Where.</param>
        /// <param name="clock">The clock of stations and money.</param>
        /// <param name="change">What is otherwise in the backend's options.</param>
        /// <param name="say">Takes a line on how far it is.</param>
        /// <exception cref="InvalidDataException">The database is not empty, or cannot be used.</exception>
        public static async Task<DemoProgram> Start(DemoPlace place, TimeProvider clock, Func<BackendOptions, BackendOptions> change, Action<string> say)
        {
            ArgumentNullException.ThrowIfNull(place);
            ServeCommand serve = new(builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton(clock);
                builder.Services.AddSingleton(change);
                builder.Services.AddSingleton(all => new ReceiptDesk(all.GetRequiredService<IOptions<BackendSettings>>(), all.GetRequiredService<ILogger<ReceiptDesk>>()) { Output = TextWriter.Null });
            });
            RootCommand root = [serve.Command()];
            WebApplication application = serve.Build(root.Parse(["serve", "--demo", "--settings", WriteSettings(place), "--broker", place.Broker]));
            DemoDesk desk = application.Services.GetRequiredService<DemoDesk>();
            desk.Fill(say, place.Days);
            await application.StartAsync();
            return new DemoProgram(application, desk.SignIn);
        }

        /// <inheritdoc/>
        public async ValueTask DisposeAsync()
        {
            await _application.StopAsync();
            await _application.DisposeAsync();
        }

        /// <summary>Beside the database, so that <c>serve --settings</c> shows the house again; and no other settings count.</summary>
        private static string WriteSettings(DemoPlace place)
        {
            string file = Path.ChangeExtension(place.Database, ".settings.json");
            Dictionary<string, object> backend = new()
            {
                [nameof(BackendSettings.Database)] = Path.GetFullPath(place.Database),
                [nameof(BackendSettings.KeysOnFirstSight)] = true,
            };
            File.WriteAllText(file, JsonSerializer.Serialize(new Dictionary<string, object> { ["urls"] = "http://127.0.0.1:0", [BackendSettings.Section] = backend }));
            return file;
        }
    }

    /// <summary>Where a demo house is.</summary>
    /// <param name="Database">The file; there must be none yet.</param>
    /// <param name="Broker">The broker that its stations use, mqtt://host:port.</param>
    /// <param name="Days">How long it has been charging.</param>
    public sealed record DemoPlace(string Database, string Broker, int Days);
}
