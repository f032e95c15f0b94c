using Xunit;

namespace NanoCharger.System.Tests.Cost
{
    /// <summary>A fact about counts of instructions, which are those of a release build; skipped, saying so, in another.</summary>
    public sealed class ReleaseFactAttribute : FactAttribute
    {
        /// <summary>Skips in a debug build.</summary>
        public ReleaseFactAttribute()
        {
#if DEBUG
            Skip = "the cost gauge counts release builds only";
#endif
        }
    }
}
