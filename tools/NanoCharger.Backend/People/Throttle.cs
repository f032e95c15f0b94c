using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace NanoCharger.Backend.People
{
    /// <summary>How often somebody may try what can be guessed: by the address that he comes from, and by the account that he names, be there one or not.</summary>
    internal sealed class Throttle : IDisposable
    {
        /// <summary>Tries of an address in a minute: a house behind one address may have many people.</summary>
        internal const int OfAddress = 30;

        /// <summary>Tries at an account in a quarter of an hour.</summary>
        internal const int OfAccount = 10;

        /// <summary>What whoever was refused is told to wait.</summary>
        internal static readonly TimeSpan AddressWindow = TimeSpan.FromMinutes(1);

        internal static readonly TimeSpan AccountWindow = TimeSpan.FromMinutes(15);

        private const int PrefixBytes = 8;

        private readonly PartitionedRateLimiter<string> _addresses = Windows(OfAddress, AddressWindow);
        private readonly PartitionedRateLimiter<string> _accounts = Windows(OfAccount, AccountWindow);

        /// <summary>Whether one more try is let through.</summary>
        /// <param name="from">The address; all of a network of IPv6 count as one.</param>
        /// <param name="account">The account, as it was typed; null where none is named.</param>
        internal bool Lets(IPAddress? from, string? account = null)
        {
            using RateLimitLease address = _addresses.AttemptAcquire(Of(from));
            if (!address.IsAcquired || account is null)
            {
                return address.IsAcquired;
            }

            using RateLimitLease named = _accounts.AttemptAcquire(Secrets.Digest(account.Trim().ToUpperInvariant()));
            return named.IsAcquired;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _addresses.Dispose();
            _accounts.Dispose();
        }

        /// <summary>An address as it is counted: all of a network of IPv6 is one.</summary>
        internal static string Of(IPAddress? from)
        {
            IPAddress? plain = from is { IsIPv4MappedToIPv6: true } ? from.MapToIPv4() : from;
            return plain is { AddressFamily: AddressFamily.InterNetworkV6 } ? Convert.ToHexString(plain.GetAddressBytes().AsSpan(0, PrefixBytes)) : plain?.ToString() ?? "";
        }

        /// <summary>So many in a time, of each name.</summary>
        internal static PartitionedRateLimiter<string> Windows(int most, TimeSpan window)
        {
            return PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetFixedWindowLimiter(
                key, _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = window, QueueLimit = 0 }));
        }
    }
}
