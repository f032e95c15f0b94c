namespace nanoFramework.M2Mqtt.Messages;

/// <summary>Reason codes (MQTT 5.0, 2.4) that a broker may answer a connection with.</summary>
public enum MqttReasonCode
{
    /// <summary>Success.</summary>
    Success = 0,

    /// <summary>Disconnect with will message.</summary>
    DisconnectWithWillMessage = 4,

    /// <summary>No matching subscribers.</summary>
    NoMatchingSubscribers = 16,

    /// <summary>No subscription existed.</summary>
    NoSubscriptionExisted = 17,

    /// <summary>Continue authentication.</summary>
    ContinueAuthentication = 24,

    /// <summary>Re authenticate.</summary>
    ReAuthenticate = 25,

    /// <summary>Unspecified error.</summary>
    UnspecifiedError = 128,

    /// <summary>Malformed packet.</summary>
    MalformedPacket = 129,

    /// <summary>Protocol error.</summary>
    ProtocolError = 130,

    /// <summary>Implementation specific error.</summary>
    ImplementationSpecificError = 131,

    /// <summary>Unsupported protocol version.</summary>
    UnsupportedProtocolVersion = 132,

    /// <summary>Client identifier not valid.</summary>
    ClientIdentifierNotValid = 133,

    /// <summary>Bad user name or password.</summary>
    BadUserNameOrPassword = 134,

    /// <summary>Not authorized.</summary>
    NotAuthorized = 135,

    /// <summary>Server unavailable.</summary>
    ServerUnavailable = 136,

    /// <summary>Server busy.</summary>
    ServerBusy = 137,

    /// <summary>Banned.</summary>
    Banned = 138,

    /// <summary>Bad authentication method.</summary>
    BadAuthenticationMethod = 140,

    /// <summary>Topic name invalid.</summary>
    TopicNameInvalid = 144,

    /// <summary>Packet too large.</summary>
    PacketTooLarge = 149,

    /// <summary>Quota exceeded.</summary>
    QuotaExceeded = 151,

    /// <summary>Retain not supported.</summary>
    RetainNotSupported = 154,

    /// <summary>QoSnot supported.</summary>
    QoSNotSupported = 155,

    /// <summary>Use another server.</summary>
    UseAnotherServer = 156,

    /// <summary>Server moved.</summary>
    ServerMoved = 157,

    /// <summary>Connection rate exceeded.</summary>
    ConnectionRateExceeded = 159,
}
