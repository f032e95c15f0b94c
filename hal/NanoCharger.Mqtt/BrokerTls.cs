using System;
using System.Security.Cryptography.X509Certificates;

namespace NanoCharger.Mqtt
{
    /// <summary>How a client secures its connection: whom it believes, and how it proves who it is itself.</summary>
    /// <param name="Trust">The roots that the broker's certificate has to come from; those of the machine count for nothing.</param>
    /// <param name="HostName">The name that the broker's certificate has to bear (as a subject alternative name); it is said in the handshake too (SNI).</param>
    public sealed record BrokerTls(X509Certificate2Collection Trust, string HostName)
    {
        /// <summary>The client's certificate with its private key; null: it has none to show.</summary>
        public X509Certificate2? Certificate { get; init; }

        /// <summary>What stands between <see cref="Certificate"/> and the root that the broker knows; shown with it.</summary>
        public X509Certificate2Collection Chain { get; init; } = [];

        /// <summary>The clock by which the dates of the broker's certificate are judged; null: the machine's.</summary>
        public Func<DateTimeOffset>? Now { get; init; }

        /// <summary>False: TLS 1.2 and no other, which is what a station speaks. True: what the machine has.</summary>
        public bool AnyVersion { get; init; }
    }
}
