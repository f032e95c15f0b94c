using Xunit;

namespace NanoCharger.TestData
{
    /// <summary>A fact that reads test vectors; skipped, saying so, where they are absent.</summary>
    public sealed class VectorFactAttribute : FactAttribute
    {
        /// <summary>Looks for the vectors.</summary>
        public VectorFactAttribute()
        {
            if (Vectors.Folder is null)
            {
                Skip = "the test vectors are not in a folder shared/vectors beside the clone";
            }
        }
    }
}
