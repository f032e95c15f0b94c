using System;
using System.Threading;

namespace NanoCharger.Testing.Payments
{
    /// <summary>Faults for <see cref="ProviderServer.Fault"/>.</summary>
    internal static class ProviderFaults
    {
        /// <summary>A share of all requests has a fault of these kinds; one seed replays one run, as long as the requests come in the same order.</summary>
        /// <param name="seed">The seed.</param>
        /// <param name="percent">How many of a hundred.</param>
        /// <param name="kinds">Which.</param>
        internal static Func<ProviderRequest, ProviderFault> Seeded(int seed, int percent, params ProviderFault[] kinds)
        {
            Random chance = new(seed);
            Lock gate = new();
            return _ =>
            {
                lock (gate)
                {
                    return chance.Next(100) < percent ? kinds[chance.Next(kinds.Length)] : ProviderFault.None;
                }
            };
        }

        /// <summary>The first requests of a step have a fault, the others none.</summary>
        /// <param name="step">Which step.</param>
        /// <param name="fault">Which fault.</param>
        /// <param name="times">How many of them.</param>
        internal static Func<ProviderRequest, ProviderFault> First(string step, ProviderFault fault, int times = 1)
        {
            int left = times;
            return request => request.Step == step && Interlocked.Decrement(ref left) >= 0 ? fault : ProviderFault.None;
        }
    }
}
