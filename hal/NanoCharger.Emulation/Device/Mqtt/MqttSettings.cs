namespace nanoFramework.M2Mqtt;

/// <summary>The client's constants and its one knob.</summary>
public class MqttSettings
{
    /// <summary>TCP port of a broker.</summary>
    public const int BrokerDefaultPort = 1883;

    /// <summary>TCP port of a broker over TLS.</summary>
    public const int BrokerDefaultSslPort = 8883;

    /// <summary>Longest wait for an answer in ms.</summary>
    public const int DefaultTimeout = 30000;

    /// <summary>Attempts to send a message.</summary>
    public const int MaximumAttemptsRetry = 3;

    /// <summary>Time between them in ms.</summary>
    public const int DefaultDelayRetry = 1000;

    /// <summary>Longest wait for a connection in ms.</summary>
    public const int ConnectTimeout = 30000;

    /// <summary>Messages under way at most: no limit.</summary>
    public const int DefaultInflightQueueSize = int.MaxValue;

    internal MqttSettings()
    {
    }

    /// <summary>Messages under way at most.</summary>
    public int InflightQueueSize { get; set; } = DefaultInflightQueueSize;

    /// <summary>Whether the broker's certificate is checked. The emulation refuses to connect over TLS without.</summary>
    public bool ValidateServerCertificate { get; set; } = true;
}
