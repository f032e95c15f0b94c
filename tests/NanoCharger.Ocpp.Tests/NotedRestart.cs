using NanoCharger.Core.Charging;

namespace NanoCharger.Ocpp.Tests
{
    /// <summary>Notes how a restart was asked for.</summary>
    public sealed class NotedRestart : IRestart
    {
        /// <summary>How often.</summary>
        public int Requests { get; private set; }

        /// <summary>Last, whether an open transaction may be ended.</summary>
        public bool Confirmed { get; private set; }

        /// <summary>Last, by whom.</summary>
        public GrantSource By { get; private set; }

        /// <inheritdoc/>
        public string Request(bool confirmed, GrantSource by)
        {
            Requests++;
            Confirmed = confirmed;
            By = by;
            return "ok";
        }
    }
}
