using System;

namespace nanoFramework.M2Mqtt.Messages;

/// <summary>A message of ours was acknowledged, or given up.</summary>
public class MqttMsgPublishedEventArgs : EventArgs
{
    /// <summary>Creates the arguments of an acknowledged message.</summary>
    public MqttMsgPublishedEventArgs(ushort messageId)
        : this(messageId, true)
    {
    }

    /// <summary>Creates the arguments.</summary>
    public MqttMsgPublishedEventArgs(ushort messageId, bool isPublished)
    {
        MessageId = messageId;
        IsPublished = isPublished;
    }

    /// <summary>What publishing it returned.</summary>
    public ushort MessageId { get; set; }

    /// <summary>False when it was given up after three attempts.</summary>
    public bool IsPublished { get; set; }
}
