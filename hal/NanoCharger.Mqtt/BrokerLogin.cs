namespace NanoCharger.Mqtt
{
    /// <summary>What a client says when it connects.</summary>
    /// <param name="ClientId">The MQTT client identifier; a broker serves one connection for each, and the later one takes the place of the earlier.</param>
    public sealed record BrokerLogin(string ClientId)
    {
        /// <summary>True: the broker forgets subscriptions and messages of earlier connections (MQTT 5.0, 3.1.2.4).</summary>
        public bool CleanStart { get; init; } = true;

        /// <summary>User name; null to connect anonymously.</summary>
        public string? User { get; init; }

        /// <summary>Password, or null.</summary>
        public string? Password { get; init; }

        /// <summary>How the connection is secured; null: it is plain TCP, which everybody on the way can read and change.</summary>
        public BrokerTls? Tls { get; init; }

        /// <summary>What the broker publishes when the connection ends without an orderly disconnect; null: nothing.</summary>
        public BrokerMessage? Will { get; init; }

        /// <summary>Seconds without a packet after which the client pings; at 1.5 times that the broker gives the connection up. 5..65 535.</summary>
        /// <remarks>Not 0 for "never": mosquitto answers that with a keep-alive of its own, which MQTTnet then pings with a time-out of 0.</remarks>
        public int KeepAliveSeconds { get; init; } = 60;

        /// <summary>Messages at QoS 1 and 2 that the broker may have under way to us without our acknowledgement (MQTT 5.0, 3.1.2.11.3), 1..65 535; the rest waits at the broker.</summary>
        public int ReceiveMaximum { get; init; } = ushort.MaxValue;
    }
}
