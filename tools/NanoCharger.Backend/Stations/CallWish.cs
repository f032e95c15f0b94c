using System;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Stations
{
    /// <summary>Something that is wanted of a station.</summary>
    /// <param name="Action">OCPP's action.</param>
    /// <param name="Payload">The payload, a JSON object, made of the call's number.</param>
    /// <param name="CausedBy">Who or what wants it, in a few words.</param>
    /// <param name="Life">How long it is worth sending.</param>
    internal sealed record CallWish(string Action, Func<long, string> Payload, string CausedBy, TimeSpan Life)
    {
        /// <summary>The board that the station has said it is; null where that is not known.</summary>
        internal string? Board { get; init; }

        /// <summary>Takes the call's number in the unit of work that stores it, which saves what is changed by it; null where nobody keeps it.</summary>
        internal Action<PlatformContext, long>? Numbered { get; init; }
    }

    /// <summary>A station's oldest call that has not ended.</summary>
    internal sealed record OpenCall(string Station, long StationId, long Number, string Action, long? SentMs, long ExpiresMs);
}
