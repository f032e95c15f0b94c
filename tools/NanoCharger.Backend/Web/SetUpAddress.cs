using System;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NanoCharger.Backend.Hosting;
using NanoCharger.Backend.People;

namespace NanoCharger.Backend.Web
{
    /// <summary>What the start says of the pages: where they are; and where nobody has been taken in yet, an address at which the first one is. It is another one at each start, lives in this process alone, and is gone when it was used.</summary>
    internal sealed class SetUpAddress(IServiceScopeFactory scopes, PublicAddress address, ILogger<SetUpAddress> log) : IHostedLifecycleService
    {
        private volatile string? _token;

        /// <summary>Whether a token is the one that was printed.</summary>
        internal bool Fits(string token)
        {
            return _token is { } known && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(known), Encoding.UTF8.GetBytes(token));
        }

        /// <summary>Whether it waits for somebody.</summary>
        internal bool IsOpen => _token is not null;

        /// <summary>It was used.</summary>
        internal void End()
        {
            _token = null;
        }

        /// <inheritdoc/>
        public async Task StartedAsync(CancellationToken cancellationToken)
        {
            log.Pages(address.Text);
            if (!address.IsSecure)
            {
                log.InClear(address.Text);
            }

            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<PeopleDesk>().IsEmpty())
            {
                _token = Secrets.Token();
                log.SetUp(address.Of("/setup/" + _token));
            }
        }

        /// <inheritdoc/>
        public Task StartAsync(CancellationToken cancellationToken)
        {
            return Task.CompletedTask;
        }

        /// <inheritdoc/>
        public Task StartingAsync(CancellationToken cancellationToken)
        {
            return Task.CompletedTask;
        }

        /// <inheritdoc/>
        public Task StopAsync(CancellationToken cancellationToken)
        {
            return Task.CompletedTask;
        }

        /// <inheritdoc/>
        public Task StoppingAsync(CancellationToken cancellationToken)
        {
            return Task.CompletedTask;
        }

        /// <inheritdoc/>
        public Task StoppedAsync(CancellationToken cancellationToken)
        {
            return Task.CompletedTask;
        }
    }
}
