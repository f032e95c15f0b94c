using System;
using NanoCharger.Signing.Certificates;

namespace NanoCharger.Link.Credentials
{
    /// <summary>Certificates that somebody brings as PEM: read one by one, and kept as DER one behind the other, so that what is stored is what was judged and nothing else.</summary>
    internal sealed class Bundle
    {
        /// <summary>Most certificates in one.</summary>
        internal const int MostCertificates = 8;

        private readonly CertificateReader[] _readers = new CertificateReader[MostCertificates];

        /// <summary>Certificates read.</summary>
        internal int Count { get; private set; }

        /// <summary>All of them; the first <see cref="Length"/> bytes count.</summary>
        internal byte[] Der { get; private set; }

        /// <summary>Bytes of all.</summary>
        internal int Length { get; private set; }

        /// <summary>One of them, index 0 to <see cref="Count"/> - 1.</summary>
        internal CertificateReader this[int index]
        {
            get { return _readers[index]; }
        }

        /// <summary>Reads them. Allocates as much as they have, twice.</summary>
        /// <param name="pem">The text.</param>
        /// <param name="length">Its bytes.</param>
        /// <returns>Null, or what is wrong with the text or with one of them.</returns>
        internal string Read(byte[] pem, int length)
        {
            if (length > Credentials.MaxPemBytes)
            {
                return "too long: " + length.ToString() + " bytes of at most " + Credentials.MaxPemBytes.ToString();
            }

            // Of four characters come three bytes at most.
            Der = new byte[length];
            PemReader blocks = new PemReader(pem, length, length);
            while (blocks.Next())
            {
                if (Count == MostCertificates)
                {
                    return "more than " + MostCertificates.ToString() + " certificates";
                }

                byte[] der = new byte[blocks.Count];
                Array.Copy(blocks.Der, 0, der, 0, der.Length);
                CertificateReader reader = new CertificateReader();
                string wrong = reader.Read(der, der.Length);
                if (wrong != null)
                {
                    return "certificate " + (Count + 1).ToString() + ": " + wrong;
                }

                Array.Copy(der, 0, Der, Length, der.Length);
                Length += der.Length;
                _readers[Count++] = reader;
            }

            return blocks.Wrong ?? (Count == 0 ? "not PEM: -----BEGIN CERTIFICATE----- is missing" : null);
        }
    }
}
