using System;
using System.Security.Cryptography;

namespace NanoCharger.Emulation;

/// <summary>What the chip's native parser takes as a certificate or a key.</summary>
public static class DeviceCertificates
{
    /// <summary>Certificates in PEM: the parser tells text from DER by the 0 at its end.</summary>
    /// <exception cref="ArgumentException">There is no 0 behind them.</exception>
    public static byte[] CheckPem(byte[] pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        return pem.Length > 1 && pem[^1] == 0 ? pem : throw new ArgumentException("PEM without the 0 behind it", nameof(pem));
    }

    /// <summary>A private key in DER.</summary>
    /// <exception cref="ArgumentException">It is not one of RFC 5915.</exception>
    public static byte[] CheckKey(byte[] key)
    {
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            using ECDsa parsed = ECDsa.Create();
            parsed.ImportECPrivateKey(key, out int read);
            return read == key.Length ? key : throw new ArgumentException("there is more behind the key", nameof(key));
        }
        catch (CryptographicException unreadable)
        {
            throw new ArgumentException("no private key", nameof(key), unreadable);
        }
    }
}
