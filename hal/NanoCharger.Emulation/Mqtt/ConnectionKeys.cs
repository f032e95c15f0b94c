using System;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using nanoFramework.M2Mqtt;
using NanoCharger.Mqtt;

namespace NanoCharger.Emulation;

/// <summary>What the library's constructor was given for TLS, as it lies in the firmware's memory.</summary>
/// <param name="Trust">Whom the broker's certificate has to come from, in PEM.</param>
/// <param name="Own">The client's own certificate and key; null for none.</param>
internal sealed record ConnectionKeys(byte[] Trust, DeviceCertificate? Own)
{
    // mbedTLS, whose numbers the class library hands on as they are.
    private const int VerifyFailed = -0x2700;
    private const int FatalAlert = -0x7780;
    private const int InvalidRecord = -0x7200;

    /// <summary>Whether the broker's certificate is checked at all.</summary>
    internal bool Checks { get; init; } = true;

    internal static ConnectionKeys From(X509Certificate? trust, X509Certificate? own, MqttSslProtocols version)
    {
        if (version != MqttSslProtocols.TLSv1_2)
        {
            throw new NotSupportedException("The chip's TLS is emulated in version 1.2 alone");
        }

        return new ConnectionKeys((trust as DeviceCertificate)?.Pem ?? throw new ArgumentException("no CA", nameof(trust)), own as DeviceCertificate);
    }

    /// <summary>The number that the native handshake answers with.</summary>
    internal static int NativeCode(BrokerFailure failure)
    {
        return failure switch
        {
            BrokerFailure.CertificateUntrusted or BrokerFailure.CertificateName => VerifyFailed,
            BrokerFailure.CertificateExpired or BrokerFailure.CertificateNotYetValid => VerifyFailed,
            BrokerFailure.HandshakeRefused => FatalAlert,
            BrokerFailure.NotConnected => InvalidRecord,
            BrokerFailure.Unresolved => (int)SocketError.HostNotFound,
            BrokerFailure.TimedOut => (int)SocketError.TimedOut,
            _ => (int)SocketError.ConnectionRefused,
        };
    }

    /// <summary>The same for a real handshake, at a time that the station's clock shows.</summary>
    internal BrokerKeys At(string hostName, DateTimeOffset now)
    {
        return new BrokerKeys(this, hostName, now);
    }
}
