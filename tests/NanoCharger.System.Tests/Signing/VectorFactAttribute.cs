using Xunit;

namespace NanoCharger.System.Tests.Signing
{
    /// <summary>A fact that reads the Wycheproof vectors; skipped, saying so, where they are absent.</summary>
    public sealed class VectorFactAttribute : FactAttribute
    {
        /// <summary>Looks for the vectors.</summary>
        public VectorFactAttribute()
        {
            if (Vectors.Folder is null)
            {
                Skip = "the Wycheproof vectors are not in a folder shared/vectors beside the clone";
            }
        }
    }
}
