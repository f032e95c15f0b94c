using System;

namespace nanoFramework.M2Mqtt.Messages;

/// <summary>A message arrived.</summary>
public class MqttMsgPublishEventArgs : EventArgs
{
    /// <summary>Creates the arguments.</summary>
    public MqttMsgPublishEventArgs(string topic, byte[] message, bool dupFlag, MqttQoSLevel qosLevel, bool retain)
    {
        Topic = topic;
        Message = message;
        DupFlag = dupFlag;
        QosLevel = qosLevel;
        Retain = retain;
    }

    /// <summary>Its topic.</summary>
    public string Topic { get; }

    /// <summary>Its payload.</summary>
    public byte[] Message { get; }

    /// <summary>True when the broker sends it again.</summary>
    public bool DupFlag { get; }

    /// <summary>Quality of service of this delivery.</summary>
    public MqttQoSLevel QosLevel { get; }

    /// <summary>True when the broker had kept it.</summary>
    public bool Retain { get; }
}
