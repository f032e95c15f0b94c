using System;
using System.Security.Cryptography;
using System.Text;
using NanoCharger.Hal;
using NanoCharger.Link.Credentials;

namespace NanoCharger.Bench.Link;

/// <summary>What a technician does with <c>cert request</c> and <c>cert import</c> before the first start, by the firmware's own code and in its own format.</summary>
public static class LinkProvisioning
{
    /// <summary>Gives a station a key, has its request signed, and stores authority and certificate as its last good set.</summary>
    /// <param name="flash">The station's.</param>
    /// <param name="station">Its name.</param>
    /// <param name="trust">The authority that vouches for the broker, in PEM.</param>
    /// <param name="sign">Makes a certificate of a request, both in PEM.</param>
    /// <param name="now">The date by which it is judged.</param>
    /// <exception cref="InvalidOperationException">The firmware does not take it; the message says why.</exception>
    public static void Give(IStorage flash, string station, string trust, Func<string, string> sign, DateTimeOffset now)
    {
        var credentials = new Credentials(flash, new FixedClock(now)) { Station = station };
        credentials.Load();
        var requests = new RequestDesk(credentials, new HostHmac(), new HostEntropy());
        requests.Begin();
        while (!requests.Step(false))
        {
        }

        string request = Encoding.ASCII.GetString(requests.Pem ?? throw new InvalidOperationException(requests.Failure));
        Take(trust, credentials.ImportTrust);
        Take(sign(request), credentials.ImportChain);
        credentials.Keep();
    }

    private static void Take(string pem, Func<byte[], int, string> import)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(pem);
        if (import(bytes, bytes.Length) is { } wrong)
        {
            throw new InvalidOperationException(wrong);
        }
    }

    private sealed class HostHmac : IHmac
    {
        public byte[] Compute(byte[] key, byte[] data)
        {
            return HMACSHA256.HashData(key, data);
        }
    }

    private sealed class HostEntropy : IEntropy
    {
        public void Fill(byte[] buffer)
        {
            RandomNumberGenerator.Fill(buffer);
        }
    }

    private sealed class FixedClock(DateTimeOffset now) : IClock
    {
        public long NowMicros => 0;

        public long UtcMillis => now.ToUnixTimeMilliseconds();

        public ClockQuality Quality => ClockQuality.Synchronised;

        public void Set(long utcMillis)
        {
        }
    }
}
