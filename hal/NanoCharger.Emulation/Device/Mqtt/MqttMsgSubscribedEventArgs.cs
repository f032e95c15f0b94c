using System;

namespace nanoFramework.M2Mqtt.Messages;

/// <summary>A subscription was answered.</summary>
public class MqttMsgSubscribedEventArgs : EventArgs
{
    /// <summary>Creates the arguments.</summary>
    public MqttMsgSubscribedEventArgs(ushort messageId, MqttQoSLevel[] grantedQosLevels)
    {
        MessageId = messageId;
        GrantedQoSLevels = grantedQosLevels;
    }

    /// <summary>What subscribing returned.</summary>
    public ushort MessageId { get; }

    /// <summary>What was granted for each topic.</summary>
    public MqttQoSLevel[] GrantedQoSLevels { get; }
}
