namespace nanoFramework.M2Mqtt;

/// <summary>MQTT version.</summary>
public enum MqttProtocolVersion
{
    /// <summary>3.1; not emulated.</summary>
    Version_3_1 = 3,

    /// <summary>3.1.1; not emulated.</summary>
    Version_3_1_1 = 4,

    /// <summary>5.0.</summary>
    Version_5 = 5,
}
