namespace NanoCharger.System.Tests.Brokers
{
    /// <summary>The brokers that tests are played at.</summary>
    public enum BrokerKind
    {
        /// <summary>The one in this process, which bench and backend hold.</summary>
        Embedded,

        /// <summary>A mosquitto of the test's own: what runs in production.</summary>
        Mosquitto,
    }
}
