namespace NanoCharger.Mqtt
{
    /// <summary>Why a call of <see cref="BrokerClient"/> failed.</summary>
    public enum BrokerFailure
    {
        /// <summary>The other side did not answer in time.</summary>
        TimedOut,

        /// <summary>Nothing listens on that port, or the host cannot be reached.</summary>
        Unreachable,

        /// <summary>The host name has no address.</summary>
        Unresolved,

        /// <summary>There is no connection, or it broke during the call.</summary>
        NotConnected,

        /// <summary>The broker answered, and said no.</summary>
        Refused,

        /// <summary>The broker's certificate comes from nobody whom we trust, or was not given for a server.</summary>
        CertificateUntrusted,

        /// <summary>The broker's certificate bears another name.</summary>
        CertificateName,

        /// <summary>The broker's certificate, or one above it, has ended by our clock.</summary>
        CertificateExpired,

        /// <summary>The broker's certificate, or one above it, has not begun by our clock.</summary>
        CertificateNotYetValid,

        /// <summary>The broker ended the TLS handshake: it wants a certificate of us, refuses ours, or speaks no such TLS.</summary>
        HandshakeRefused,
    }
}
