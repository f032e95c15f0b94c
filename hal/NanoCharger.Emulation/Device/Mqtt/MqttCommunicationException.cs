using System;

namespace nanoFramework.M2Mqtt.Exceptions;

/// <summary>The broker does not answer, or a message could not be sent.</summary>
public class MqttCommunicationException : Exception
{
    /// <summary>Creates the exception.</summary>
    public MqttCommunicationException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public MqttCommunicationException(Exception e)
        : base("", e)
    {
    }
}
