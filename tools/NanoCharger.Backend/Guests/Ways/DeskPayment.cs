using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Guests.Ways
{
    /// <summary>At the desk: he says a code there, somebody says yes, and takes his money in whatever way.</summary>
    internal sealed class DeskPayment : IGuestPayment
    {
        private const int Codes = 10_000;

        /// <inheritdoc/>
        public CheckoutEvent Yes => CheckoutEvent.Ask;

        /// <summary>A code that no other guest who waits there has.</summary>
        public void Ask(PlatformContext context, CheckoutRow row, BackendOptions options)
        {
            HashSet<string?> taken = [.. context.Checkouts.Where(one => one.TenantId == row.TenantId && one.State == nameof(CheckoutState.Waiting)).Select(one => one.Code)];
            do
            {
                row.Code = System.FormattableString.Invariant($"{RandomNumberGenerator.GetInt32(Codes):0000}");
            }
            while (taken.Contains(row.Code));
        }

        /// <inheritdoc/>
        public PaymentStanding Of(PlatformContext context, CheckoutRow row)
        {
            return default;
        }

        /// <inheritdoc/>
        public void Tell(PlatformContext context, CheckoutRow row)
        {
        }
    }
}
