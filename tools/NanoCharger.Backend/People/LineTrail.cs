using System;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.People
{
    /// <summary>A trail that tells each change in a line, and keeps none.</summary>
    internal sealed class LineTrail(Action<string> tell) : ITrail
    {
        /// <inheritdoc/>
        public void Add(PlatformContext context, Change change)
        {
            tell(change.ToString());
        }
    }
}
