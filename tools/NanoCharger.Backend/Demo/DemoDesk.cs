using System;
using System.Data.Common;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;
using NanoCharger.Backend.People;

namespace NanoCharger.Backend.Demo
{
    /// <summary>The demo house in the program that serves it: fills the database before the start, then takes its manager in and has the house live on.</summary>
    internal sealed class DemoDesk(StationHost host, IServiceScopeFactory scopes, IOptions<BackendSettings> settings, TimeProvider clock, ILogger<DemoDesk> log) : IHostedService, IDisposable
    {
        private const string ManagerMail = "manager@lindenhof.example";

        private static readonly string[] Trees = ["ahorn", "birke", "buche", "distel", "eiche", "erle", "esche", "fichte", "hasel", "kiefer", "linde", "ulme"];

        private readonly CancellationTokenSource _stop = new();
        private DemoLife? _life;
        private Task _living = Task.CompletedTask;

        /// <summary>How the house's manager signs in: mail and password, another one in each house.</summary>
        internal (string Mail, string Password) SignIn { get; } = (ManagerMail, string.Join('-', Random.Shared.GetItems(Trees, 3)) + "-" + Random.Shared.Next(100, 1000));

        /// <summary>Fills the database.</summary>
        /// <param name="say">Takes a line on how far it is.</param>
        /// <param name="days">How long the house has been charging.</param>
        internal void Fill(Action<string> say, int days = 365)
        {
            _life = new DemoHouse(SettingsCheck.Options(settings.Value), clock.GetUtcNow().UtcDateTime, say, days).Fill();
        }

        /// <inheritdoc/>
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await TakeManagerIn();
            log.DemoSignIn(SignIn.Mail, SignIn.Password);
            _living = Task.Run(Live, CancellationToken.None);
        }

        /// <inheritdoc/>
        public async Task StopAsync(CancellationToken cancellationToken)
        {
            await _stop.CancelAsync();
            await _living;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _life?.Dispose();
            _stop.Dispose();
        }

        /// <summary>By an invitation, as everybody.</summary>
        private async Task TakeManagerIn()
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            PeopleDesk people = scope.ServiceProvider.GetRequiredService<PeopleDesk>();
            using PlatformContext context = host.Backend.Database.Context();
            long tenant = context.Tenants.Min(row => row.Id);
            string token = await people.Invite(new Actor(null, tenant, clock.GetUtcNow().ToUnixTimeMilliseconds()), SignIn.Mail, Role.Manager, tenant);
            LinkRow link = await people.Find(token, LinkKind.Invitation) ?? throw new InvalidOperationException("the demo's invitation is gone");
            await people.Take(link, new Newcomer("Mara Manager", SignIn.Mail, SignIn.Password, "en"));
        }

        private async Task Live()
        {
            using PeriodicTimer timer = new(DemoLife.Beat, clock);
            try
            {
                while (_life is { } life && await timer.WaitForNextTickAsync(_stop.Token))
                {
                    await Go(life);
                }
            }
            catch (OperationCanceledException)
            {
                // The program stops.
            }
        }

        private async Task Go(DemoLife life)
        {
            try
            {
                await life.Go(host.Backend, clock);
            }
            catch (DbException problem)
            {
                log.DemoStandsStill(host.Backend.Database.Describe(problem));
            }
        }
    }
}
