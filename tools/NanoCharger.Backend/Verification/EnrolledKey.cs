using NanoCharger.Backend.Data;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Verification
{
    /// <summary>A key of a station: the series that it begins, and while it counts.</summary>
    /// <param name="Number">1 for the station's first.</param>
    /// <param name="Key">The key, imported once.</param>
    /// <param name="FromMs">What comes from then on may be verified by it.</param>
    /// <param name="ToMs">What comes from then on may not; null while it counts.</param>
    /// <param name="Origin">How it came to be believed.</param>
    internal sealed record EnrolledKey(int Number, StationKey Key, long FromMs, long? ToMs, KeyOrigin Origin)
    {
        /// <summary>Whether what comes then may be verified by it.</summary>
        internal bool CountsAt(long nowMs)
        {
            return nowMs >= FromMs && (ToMs is not { } end || nowMs < end);
        }
    }
}
