using System;

namespace NanoCharger.Backend.People
{
    /// <summary>The clock of sessions, links and codes: the system's, also where stations and money have a virtual one.</summary>
    /// <param name="Time">The clock.</param>
    internal sealed record WebClock(TimeProvider Time)
    {
        /// <summary>Now, Unix milliseconds.</summary>
        internal long NowMs => Time.GetUtcNow().ToUnixTimeMilliseconds();
    }
}
