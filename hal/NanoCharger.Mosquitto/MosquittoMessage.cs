namespace NanoCharger.Mosquitto
{
    /// <summary>One message as the broker delivered it.</summary>
    public sealed class MosquittoMessage
    {
        internal MosquittoMessage(string topic, byte[] payload, int qos, bool retain)
        {
            Topic = topic;
            Payload = payload;
            Qos = qos;
            Retain = retain;
        }

        /// <summary>The topic it was published on.</summary>
        public string Topic { get; }

        /// <summary>The payload: a copy that belongs to the receiver; empty, never null.</summary>
        public byte[] Payload { get; }

        /// <summary>Quality of service of this delivery, 0..2.</summary>
        public int Qos { get; }

        /// <summary>True when the broker had kept the message from before the subscription (MQTT 5.0, 3.3.1.3).</summary>
        public bool Retain { get; }
    }
}
