using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NanoCharger.Backend.Hosting
{
    /// <summary>Whether stations are served: every broker is connected, what came last was stored, and the one writer can write.</summary>
    internal sealed class ReadyCheck(StationHost host) : IHealthCheck
    {
        /// <summary>A lock is waited for one second; a writer that has not come so far is no writer.</summary>
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

        /// <inheritdoc/>
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (host.Damage is { } damage)
            {
                return HealthCheckResult.Unhealthy(damage);
            }

            if (host.Backend.Cells.FirstOrDefault(cell => !cell.IsConnected) is { } away)
            {
                return HealthCheckResult.Unhealthy($"the broker at {away.Url.Host}:{away.Url.Port} is not connected");
            }

            // On a disk that is almost full what the probe writes has room, and a station's record has not.
            if (host.Backend.Engine.Trouble is { } trouble)
            {
                return HealthCheckResult.Unhealthy(trouble);
            }

            try
            {
                await host.Backend.Probe().WaitAsync(Patience, cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                return HealthCheckResult.Unhealthy(host.Backend.Database.Describe(problem));
            }
        }
    }
}
