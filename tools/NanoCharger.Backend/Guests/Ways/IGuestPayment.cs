using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Guests.Ways
{
    /// <summary>By what a guest may charge: what his yes leads to, how that stands, and that it learns what has become of what it pays. It reads and writes rows, in the unit of work of the step, and calls nobody.</summary>
    internal interface IGuestPayment
    {
        /// <summary>The step that his yes is.</summary>
        CheckoutEvent Yes { get; }

        /// <summary>Writes with that step what the next one needs.</summary>
        void Ask(PlatformContext context, CheckoutRow row, BackendOptions options);

        /// <summary>How it stands.</summary>
        PaymentStanding Of(PlatformContext context, CheckoutRow row);

        /// <summary>A step was taken: a charge has come of it, or nothing.</summary>
        void Tell(PlatformContext context, CheckoutRow row);
    }
}
