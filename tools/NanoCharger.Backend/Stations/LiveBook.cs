using System;
using System.Text.Json;
using NanoCharger.Backend.Ocpp;
using NanoCharger.Mqtt;

namespace NanoCharger.Backend.Stations
{
    /// <summary>The newest live values of each station, in memory alone.</summary>
    internal sealed class LiveBook(TimeProvider clock, Action<string> log)
    {
        /// <summary>Ten times what a station of three phases sends.</summary>
        private const int LongestBody = 8192;

        private readonly Bounded<Kept> _newest = new();
        private readonly Bounded<string> _told = new();

        /// <summary>Takes a body. One that is wrong is told once a station, and leaves what was there; one that the broker has kept is of nobody knows when.</summary>
        internal void Take(string station, BrokerMessage message)
        {
            if (message.Retain)
            {
                return;
            }

            try
            {
                if (message.Payload.Length > LongestBody)
                {
                    throw new OcppViolation(OcppError.FormatViolation, $"the body has {message.Payload.Length} bytes, more than {LongestBody}");
                }

                _newest.Keep(station, new Kept(LiveReading.Read(message.Payload), clock.GetUtcNow()));
            }
            catch (Exception problem) when (problem is OcppViolation or JsonException or InvalidOperationException)
            {
                if (_told.Find(station) is null)
                {
                    _told.Keep(station, "");
                    log($"{station}: live values are not read: {problem.Message}");
                }
            }
        }

        /// <summary>The newest of a station; null where none has come.</summary>
        internal LiveReading? Of(string station)
        {
            return _newest.Find(station) is { } kept ? kept.Reading with { Age = clock.GetUtcNow() - kept.Came } : null;
        }

        private sealed record Kept(LiveReading Reading, DateTimeOffset Came);
    }
}
