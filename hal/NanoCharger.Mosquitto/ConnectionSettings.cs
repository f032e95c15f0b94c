namespace NanoCharger.Mosquitto
{
    /// <summary>What a CONNECT carries; copied for each connection, so a later change touches only the next one.</summary>
    internal sealed record ConnectionSettings(string ClientId, bool CleanStart)
    {
        internal string? WillTopic { get; init; }

        internal byte[] WillPayload { get; init; } = [];

        internal int WillQos { get; init; }

        internal bool WillRetain { get; init; }

        internal string? User { get; init; }

        internal string? Password { get; init; }
    }
}
