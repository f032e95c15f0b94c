using Xunit;

namespace NanoCharger.Backend.Tests.Payments.Provider
{
    /// <summary>A fact that reads the provider's public shapes; skipped, saying so, where they are absent.</summary>
    public sealed class ShapeFactAttribute : FactAttribute
    {
        /// <summary>Looks for the shapes.</summary>
        public ShapeFactAttribute()
        {
            if (StripeStage.Shapes is null)
            {
                Skip = "the provider's public shapes are not in a folder shared/payment beside the clone";
            }
        }
    }
}
