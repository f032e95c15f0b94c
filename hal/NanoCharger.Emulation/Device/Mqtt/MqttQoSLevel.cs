namespace nanoFramework.M2Mqtt.Messages;

/// <summary>Quality of service (MQTT 5.0, 4.3).</summary>
public enum MqttQoSLevel
{
    /// <summary>Sent once.</summary>
    AtMostOnce = 0,

    /// <summary>Repeated until acknowledged.</summary>
    AtLeastOnce = 1,

    /// <summary>Delivered once.</summary>
    ExactlyOnce = 2,

    /// <summary>The subscription was refused.</summary>
    GrantedFailure = 128,
}
