using System.Security.Cryptography.X509Certificates;

namespace NanoCharger.Emulation;

/// <summary>What the firmware hands to the library's constructor as a certificate: bytes as they lie in its flash, read when a handshake needs them.</summary>
public class DeviceCertificate : X509Certificate
{
    /// <summary>An empty one.</summary>
    protected DeviceCertificate()
#pragma warning disable SYSLIB0026 // The desktop's class is only the name under which the library takes it.
        : base()
#pragma warning restore SYSLIB0026
    {
    }

    /// <summary>The certificates in PEM, a 0 behind; null for none.</summary>
    public byte[]? Pem { get; protected init; }

    /// <summary>The private key of the first, in DER (RFC 5915); null for none.</summary>
    public byte[]? Key { get; protected init; }
}
