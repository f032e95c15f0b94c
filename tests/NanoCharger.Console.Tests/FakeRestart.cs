using NanoCharger.Core.Charging;

namespace NanoCharger.Console.Tests
{
    /// <summary>Notes how a restart was asked for.</summary>
    public sealed class FakeRestart : IRestart
    {
        /// <summary>Requests, "asked " or "confirmed " each.</summary>
        public string Requests { get; private set; } = string.Empty;

        /// <inheritdoc/>
        public string Request(bool confirmed, GrantSource by)
        {
            Requests += confirmed ? "confirmed " : "asked ";
            return "ok";
        }
    }
}
