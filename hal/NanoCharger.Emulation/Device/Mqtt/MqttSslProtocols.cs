namespace nanoFramework.M2Mqtt;

/// <summary>TLS version.</summary>
public enum MqttSslProtocols
{
    /// <summary>Plain TCP.</summary>
    None = 0,

    /// <summary>SSL 3.</summary>
    SSLv3 = 1,

    /// <summary>TLS 1.0.</summary>
    TLSv1_0 = 2,

    /// <summary>TLS 1.1.</summary>
    TLSv1_1 = 3,

    /// <summary>TLS 1.2.</summary>
    TLSv1_2 = 4,

    /// <summary>TLS 1.3; the device has it not.</summary>
    TLSv1_3 = 5,
}
