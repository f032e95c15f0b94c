using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NanoCharger.Hal;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>Certificates as the firmware hands them to its link.</summary>
    internal static class Identities
    {
        internal static LinkIdentity Of(X509Certificate2 root, X509Certificate2? own)
        {
            using ECDsa? key = own?.GetECDsaPrivateKey();
            return new LinkIdentity
            {
                Trust = Pem([root]),
                Chain = own is null ? null : Pem([own]),
                Key = key?.ExportECPrivateKey(),
                Name = own?.GetNameInfo(X509NameType.SimpleName, false),
            };
        }

        /// <summary>The 0 behind it is the native parser's.</summary>
        internal static byte[] Pem(IEnumerable<X509Certificate2> certificates)
        {
            return [.. Encoding.ASCII.GetBytes(string.Concat(certificates.Select(one => one.ExportCertificatePem() + "\n"))), 0];
        }
    }
}
