namespace NanoCharger.Hal
{
    /// <summary>Why there is no session with the broker, or why the last one ended.</summary>
    /// <remarks>What the native TLS tells is a number alone: it does not say which of name, dates and authority of a certificate is wrong.</remarks>
    public enum LinkCause
    {
        /// <summary>Nothing has gone wrong yet.</summary>
        None = 0,

        /// <summary>The Wi-Fi network is not there, or does not let the station in.</summary>
        NoNetwork,

        /// <summary>There is no certificate of an authority, and talking in clear is not allowed.</summary>
        PlainForbidden,

        /// <summary>The broker's host name has no address.</summary>
        NoAddress,

        /// <summary>Nobody answers at the broker's address and port.</summary>
        NoBroker,

        /// <summary>The stored certificates or the key cannot be read.</summary>
        Unreadable,

        /// <summary>The stored certificate bears another name than the station's.</summary>
        WrongName,

        /// <summary>The broker's certificate does not pass: another authority, another host name, or outside its dates by the station's clock.</summary>
        BrokerUntrusted,

        /// <summary>The broker broke the handshake off: it takes no certificate of ours, or not this one.</summary>
        CertificateRefused,

        /// <summary>What answers does not speak TLS, or the handshake failed in another way: the number tells.</summary>
        HandshakeFailed,

        /// <summary>The broker took the connection and then did not answer the CONNECT.</summary>
        NotAnswered,

        /// <summary>The broker answered the CONNECT with a no: the number is its reason code.</summary>
        NotAccepted,

        /// <summary>The broker did not grant the station's topic.</summary>
        NotSubscribed,

        /// <summary>A session that stood has ended.</summary>
        SessionLost,

        /// <summary>The options were changed, so the session was ended.</summary>
        Changed,

        /// <summary>The link's thread had died, and a new one was started.</summary>
        ThreadDied,

        /// <summary>Anything else.</summary>
        Other,
    }
}
