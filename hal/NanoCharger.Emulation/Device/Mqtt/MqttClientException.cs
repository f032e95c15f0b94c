using System;

namespace nanoFramework.M2Mqtt.Exceptions;

/// <summary>A call was wrong.</summary>
public class MqttClientException : Exception
{
    /// <summary>Creates the exception.</summary>
    public MqttClientException(MqttClientErrorCode errorCode)
    {
        ErrorCode = errorCode;
    }

    /// <summary>What was wrong.</summary>
    public MqttClientErrorCode ErrorCode { get; set; }
}
