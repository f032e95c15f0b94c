namespace NanoCharger.Mqtt
{
    /// <summary>One message, as it is handed to a broker or comes from it.</summary>
    /// <param name="Topic">Its topic, without wildcards.</param>
    /// <param name="Payload">Its payload: it belongs to the message; empty, never null.</param>
    /// <param name="Qos">Quality of service, 0..2; of a message that came, that of this delivery.</param>
    /// <param name="Retain">
    /// On its way to the broker: whether it keeps the message for later subscribers (an empty one clears what it keeps). Of a message that
    /// came: whether the broker had kept it from before the subscription (MQTT 5.0, 3.3.1.3).
    /// </param>
    public sealed record BrokerMessage(string Topic, byte[] Payload, int Qos, bool Retain)
    {
        /// <summary>On its way to the broker: seconds after which it is not delivered any more to who has not got it by then (MQTT 5.0, 3.3.2.3.3); 0: never.</summary>
        public int ExpirySeconds { get; init; }
    }
}
