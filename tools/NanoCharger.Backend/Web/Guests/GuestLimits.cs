using System;
using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using NanoCharger.Backend.People;

namespace NanoCharger.Backend.Web.Guests
{
    /// <summary>How often guests may ask something of a charger: by the address that they come from, and by the charger, which lets several addresses as much. Each worker counts by itself, and forgets it when it stops.</summary>
    internal sealed class GuestLimits : IDisposable
    {
        /// <summary>Checkouts of an address in an hour.</summary>
        internal const int Checkouts = 5;

        /// <summary>Patterns of an address in a minute.</summary>
        internal const int Blinks = 3;

        /// <summary>Ways to the provider's page of an address in a minute: each asks him.</summary>
        internal const int Payments = 6;

        /// <summary>A charger lets so many times as much as an address: one telephone closes it to nobody else.</summary>
        internal const int Addresses = 4;

        /// <summary>Live parts that an address looks at in one moment without being signed in: each asks the database all the time.</summary>
        internal const int Lines = 50;

        private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
        private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

        private readonly Rate _checkouts;
        private readonly Rate _blinks;
        private readonly Rate _payments;
        private readonly PartitionedRateLimiter<string> _lines = PartitionedRateLimiter.Create<string, string>(static key => RateLimitPartition.GetConcurrencyLimiter(key, static _ => new ConcurrencyLimiterOptions { PermitLimit = Lines, QueueLimit = 0 }));

        /// <param name="checkouts">So many of an address in an hour.</param>
        /// <param name="blinks">So many of an address in a minute.</param>
        /// <param name="payments">So many of an address in a minute.</param>
        /// <param name="addresses">So many times as much at a charger.</param>
        internal GuestLimits(int checkouts = Checkouts, int blinks = Blinks, int payments = Payments, int addresses = Addresses)
        {
            _checkouts = new Rate(checkouts, addresses, Hour);
            _blinks = new Rate(blinks, addresses, Minute);
            _payments = new Rate(payments, addresses, Minute);
        }

        /// <summary>Whether one more checkout is let through.</summary>
        internal bool LetsCheckout(IPAddress? from, long station)
        {
            return _checkouts.Lets(from, station);
        }

        /// <summary>Whether the lamp is asked once more.</summary>
        internal bool LetsBlink(IPAddress? from, long station)
        {
            return _blinks.Lets(from, station);
        }

        /// <summary>Whether one more is sent to the provider's page.</summary>
        internal bool LetsPay(IPAddress? from, long station)
        {
            return _payments.Lets(from, station);
        }

        /// <summary>A live part for whoever is not signed in, until it is given back.</summary>
        internal RateLimitLease Line(IPAddress? from)
        {
            return _lines.AttemptAcquire(Throttle.Of(from));
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _checkouts.Dispose();
            _blinks.Dispose();
            _payments.Dispose();
            _lines.Dispose();
        }

        /// <summary>So many in a time, of an address, and times as many at a charger.</summary>
        private sealed class Rate(int most, int times, TimeSpan window) : IDisposable
        {
            private readonly PartitionedRateLimiter<string> _addresses = Throttle.Windows(most, window);
            private readonly PartitionedRateLimiter<string> _chargers = Throttle.Windows(most * times, window);

            internal bool Lets(IPAddress? from, long station)
            {
                using RateLimitLease address = _addresses.AttemptAcquire(Throttle.Of(from));
                if (!address.IsAcquired)
                {
                    return false;
                }

                using RateLimitLease charger = _chargers.AttemptAcquire(station.ToString(CultureInfo.InvariantCulture));
                return charger.IsAcquired;
            }

            public void Dispose()
            {
                _addresses.Dispose();
                _chargers.Dispose();
            }
        }
    }
}
