using nanoFramework.M2Mqtt.Messages;

namespace NanoCharger.Emulation;

/// <summary>What a client says when it connects. Without a will its topic is null.</summary>
internal sealed record MqttLogin(
    string ClientId,
    string? User,
    string? Password,
    string? WillTopic,
    string? WillMessage,
    MqttQoSLevel WillQos,
    bool WillRetain,
    bool CleanSession,
    ushort KeepAliveSeconds);
