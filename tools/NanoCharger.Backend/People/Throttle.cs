using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace NanoCharger.Backend.People
{
    /// <summary>How often somebody may try what can be guessed: by the address that he comes from, and by the account that he names, be there one or not.</summary>
    internal sealed class Throttle(WebClock clock) : IDisposable
    {
        /// <summary>Tries of an address in a minute: a house behind one address may have many people.</summary>
        internal const int OfAddress = 30;

        /// <summary>Tries at an account in a quarter of an hour; one that was right is given back.</summary>
        internal const int OfAccount = 10;

        /// <summary>What whoever was refused is told to wait.</summary>
        internal static readonly TimeSpan AddressWindow = TimeSpan.FromMinutes(1);

        internal static readonly TimeSpan AccountWindow = TimeSpan.FromMinutes(15);

        private const int PrefixBytes = 8;

        private readonly PartitionedRateLimiter<string> _addresses = Windows(OfAddress, AddressWindow);
        private readonly AccountTries _accounts = new(OfAccount, (long)AccountWindow.TotalMilliseconds);

        /// <summary>Whether one more try is let through.</summary>
        /// <param name="from">The address; all of a network of IPv6 count as one.</param>
        /// <param name="account">The account, as it was typed; null where none is named.</param>
        internal bool Lets(IPAddress? from, string? account = null)
        {
            using RateLimitLease address = _addresses.AttemptAcquire(Of(from));
            return address.IsAcquired && (account is null || _accounts.Take(Key(account), clock.NowMs));
        }

        /// <summary>The try that was let through last was a right one: it does not count at the account. What others have tried wrong there still does; and at the address all count, since each costs a check of a password.</summary>
        internal void Forgive(string account)
        {
            _accounts.GiveBack(Key(account), clock.NowMs);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _addresses.Dispose();
        }

        private static string Key(string account)
        {
            return Secrets.Digest(account.Trim().ToUpperInvariant());
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
