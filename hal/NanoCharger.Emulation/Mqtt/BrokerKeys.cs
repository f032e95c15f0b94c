using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NanoCharger.Mqtt;

namespace NanoCharger.Emulation;

/// <summary>The firmware's certificates as the desktop's TLS takes them. To be held until the handshake is over.</summary>
internal sealed class BrokerKeys : IDisposable
{
    private readonly X509Certificate2? _own;

    internal BrokerKeys(ConnectionKeys keys, string hostName, DateTimeOffset now)
    {
        if (!keys.Checks)
        {
            throw new NotSupportedException("A firmware that does not check the broker's certificate is not emulated");
        }

        X509Certificate2Collection chain = [];
        if (keys.Own is { Pem: { } pem, Key: { } key })
        {
            chain = Parse(pem);
            using ECDsa secret = ECDsa.Create();
            secret.ImportECPrivateKey(key, out _);
            _own = chain[0].CopyWithPrivateKey(secret);
            chain.RemoveAt(0);
        }

        Tls = new BrokerTls(Parse(keys.Trust), hostName) { Certificate = _own, Chain = chain, Now = () => now };
    }

    internal BrokerTls Tls { get; }

    public void Dispose()
    {
        _own?.Dispose();
    }

    private static X509Certificate2Collection Parse(byte[] pem)
    {
        X509Certificate2Collection certificates = [];
        certificates.ImportFromPem(Encoding.ASCII.GetString(pem, 0, pem.Length - 1));
        return certificates;
    }
}
