using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Guests.Ways
{
    /// <summary>For nothing: the charger starts.</summary>
    internal sealed class FreePayment : IGuestPayment
    {
        /// <inheritdoc/>
        public CheckoutEvent Yes => CheckoutEvent.Go;

        /// <inheritdoc/>
        public void Ask(PlatformContext context, CheckoutRow row, BackendOptions options)
        {
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
