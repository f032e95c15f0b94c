using System;

namespace NanoCharger.Backend.Stations
{
    /// <summary>What is said under which topic of the broker.</summary>
    internal static class MqttTopics
    {
        /// <summary>Frames of a station.</summary>
        internal const string Up = "/up";

        /// <summary>Frames to a station.</summary>
        internal const string Down = "/dn";

        /// <summary>What a station is; retained, and its will.</summary>
        internal const string State = "/state";

        /// <summary>What its meter shows while it charges: the body of a MeterValuesRequest, at QoS 0.</summary>
        internal const string Live = "/live";

        /// <summary>In front of a topic: each of its messages goes to one of those who say so (MQTT 5.0, 4.8.2).</summary>
        internal const string Share = "$share/nanocharger/";

        private const string Root = "nanocharger/v1/";

        /// <summary>A topic of a station; "+" is all stations.</summary>
        internal static string Of(string station, string suffix)
        {
            return Root + station + suffix;
        }

        /// <summary>Whose topic it is, of whichever kind that a station says something under; null where it is none of them.</summary>
        internal static string? NameOf(string topic)
        {
            return StationOf(topic, Up) ?? StationOf(topic, State) ?? StationOf(topic, Live);
        }

        /// <summary>Whose topic it is; null where it is none of this kind.</summary>
        internal static string? StationOf(string topic, string suffix)
        {
            return topic.StartsWith(Root, StringComparison.Ordinal) && topic.EndsWith(suffix, StringComparison.Ordinal) && topic.Length >= Root.Length + suffix.Length
                ? topic[Root.Length..^suffix.Length]
                : null;
        }
    }
}
