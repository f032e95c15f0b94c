using System;
using System.Net;
using System.Threading.RateLimiting;
using NanoCharger.Backend.People;

namespace NanoCharger.Backend.Web.Guests
{
    /// <summary>How often guests may ask something of a charger: by the address that they come from, and by the charger. Each worker counts by itself, and forgets it when it stops.</summary>
    internal sealed class GuestLimits : IDisposable
    {
        /// <summary>Checkouts of an address, and at a charger, in an hour.</summary>
        internal const int Checkouts = 5;

        /// <summary>Patterns of an address, and at a charger, in a minute.</summary>
        internal const int Blinks = 3;

        private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
        private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

        private readonly PartitionedRateLimiter<string> _checkouts;
        private readonly PartitionedRateLimiter<string> _blinks;

        /// <param name="checkouts">So many in an hour.</param>
        /// <param name="blinks">So many in a minute.</param>
        internal GuestLimits(int checkouts = Checkouts, int blinks = Blinks)
        {
            _checkouts = Throttle.Windows(checkouts, Hour);
            _blinks = Throttle.Windows(blinks, Minute);
        }

        /// <summary>Whether one more checkout is let through.</summary>
        internal bool LetsCheckout(IPAddress? from, long station)
        {
            return Lets(_checkouts, from, station);
        }

        /// <summary>Whether the lamp is asked once more.</summary>
        internal bool LetsBlink(IPAddress? from, long station)
        {
            return Lets(_blinks, from, station);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _checkouts.Dispose();
            _blinks.Dispose();
        }

        private static bool Lets(PartitionedRateLimiter<string> limiter, IPAddress? from, long station)
        {
            using RateLimitLease address = limiter.AttemptAcquire("from " + Throttle.Of(from));
            if (!address.IsAcquired)
            {
                return false;
            }

            using RateLimitLease charger = limiter.AttemptAcquire(FormattableString.Invariant($"at {station}"));
            return charger.IsAcquired;
        }
    }
}
