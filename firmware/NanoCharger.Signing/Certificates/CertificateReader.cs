using System;
using NanoCharger.Text;

namespace NanoCharger.Signing.Certificates
{
    /// <summary>Reads of a certificate (X.509 v1 to v3, RFC 5280) what a station has to know of its own and of those that vouch for it.</summary>
    /// <remarks>
    /// It judges no signature: whom to believe is for the TLS of the chip and for the broker. Nothing of the input is trusted: all of the structure is
    /// walked by lengths that are checked, and what does not fit is refused. Cost: some 5 000 instructions. Allocates what it is made of and two texts.
    /// </remarks>
    public sealed class CertificateReader
    {
        /// <summary>Longest name that is read (RFC 5280, ub-common-name).</summary>
        public const int MaxNameLength = 64;

        private const int NumberBytes = 32;

        // id-at-commonName, id-ce-basicConstraints.
        private static readonly byte[] CommonName = { 0x55, 0x04, 0x03 };
        private static readonly byte[] BasicConstraints = { 0x55, 0x1D, 0x13 };

        private readonly DerItem _item = new DerItem();
        private readonly DerItem _part = new DerItem();
        private readonly DerItem _leaf = new DerItem();
        private byte[] _source;
        private int _end;
        private int _issuerAt;
        private int _issuerEnd;
        private int _subjectAt;
        private int _subjectEnd;

        /// <summary>The subject's common name, the last where it has several; null when it has none that is readable and within <see cref="MaxNameLength"/>.</summary>
        public string Subject { get; private set; }

        /// <summary>The issuer's, likewise.</summary>
        public string Issuer { get; private set; }

        /// <summary>From when on it holds; milliseconds since 1970, UTC.</summary>
        public long NotBeforeMillis { get; private set; }

        /// <summary>Until when; milliseconds since 1970, UTC.</summary>
        public long NotAfterMillis { get; private set; }

        /// <summary>True when its key is a point of P-256, not compressed; whether it lies on the curve was not looked at.</summary>
        public bool IsP256 { get; private set; }

        /// <summary>First coordinate of that point, 32 bytes, big endian.</summary>
        public byte[] X { get; } = new byte[NumberBytes];

        /// <summary>Second coordinate, likewise.</summary>
        public byte[] Y { get; } = new byte[NumberBytes];

        /// <summary>True when its basicConstraints say that it may vouch for others.</summary>
        public bool IsAuthority { get; private set; }

        /// <summary>True when subject and issuer are the same bytes.</summary>
        public bool IsSelfIssued
        {
            get { return SameName(_source, _issuerAt, _issuerEnd, _source, _subjectAt, _subjectEnd); }
        }

        /// <summary>Reads a certificate. The bytes are kept for <see cref="IsIssuedBy"/> and must not change before that.</summary>
        /// <param name="source">The bytes.</param>
        /// <param name="count">How many there are: no more and no less than the certificate has.</param>
        /// <returns>Null, or what could not be read; then nothing of it counts.</returns>
        /// <exception cref="ArgumentException">There are not so many bytes.</exception>
        public string Read(byte[] source, int count)
        {
            if (count < 0 || count > source.Length)
            {
                throw new ArgumentException("count: 0..source.Length");
            }

            _source = source;
            Subject = null;
            Issuer = null;
            NotBeforeMillis = 0;
            NotAfterMillis = 0;
            IsP256 = false;
            IsAuthority = false;
            _issuerEnd = _issuerAt = _subjectEnd = _subjectAt = 0;

            // SEQUENCE { tbsCertificate, signatureAlgorithm, signature }
            if (!_item.TryRead(source, 0, count, DerItem.Sequence) || _item.End != count
                || !_part.TryRead(source, _item.Content, count, DerItem.Sequence)
                || !_leaf.TryRead(source, _part.End, count, DerItem.Sequence)
                || !_leaf.TryRead(source, _leaf.End, count, DerItem.BitString) || _leaf.End != count)
            {
                return "no certificate: its outer form";
            }

            _end = _part.End;
            return ReadBody(_part.Content);
        }

        /// <summary>Bytes of the item of DER at a place, a certificate for example.</summary>
        /// <param name="source">The bytes.</param>
        /// <param name="at">The first of the item's.</param>
        /// <param name="end">The byte behind all that may be read, at most source.Length.</param>
        /// <returns>0 where no whole item is.</returns>
        public static int LengthAt(byte[] source, int at, int end)
        {
            DerItem item = new DerItem();
            return item.TryRead(source, at, end) ? item.End - at : 0;
        }

        /// <summary>True when the issuer that this one names is the subject of another. Both have been read, and their bytes are still there.</summary>
        public bool IsIssuedBy(CertificateReader other)
        {
            return SameName(_source, _issuerAt, _issuerEnd, other._source, other._subjectAt, other._subjectEnd);
        }

        // version [0], serialNumber, signature, issuer, validity, subject, subjectPublicKeyInfo, ids [1] and [2], extensions [3]
        private string ReadBody(int at)
        {
            if (_item.TryRead(_source, at, _end, DerItem.Version))
            {
                at = _item.End;
            }

            if (!_item.TryRead(_source, at, _end, DerItem.Integer) || !_item.TryRead(_source, _item.End, _end, DerItem.Sequence))
            {
                return "no certificate: its beginning";
            }

            if (!_item.TryRead(_source, _item.End, _end, DerItem.Sequence) || !TryName(out string issuer))
            {
                return "no certificate: its issuer";
            }

            _issuerAt = _item.Begin;
            _issuerEnd = _item.End;
            if (!_item.TryRead(_source, _item.End, _end, DerItem.Sequence) || !TryDates())
            {
                return "no certificate: its dates";
            }

            if (!_item.TryRead(_source, _item.End, _end, DerItem.Sequence) || !TryName(out string subject))
            {
                return "no certificate: its subject";
            }

            _subjectAt = _item.Begin;
            _subjectEnd = _item.End;
            if (!_item.TryRead(_source, _item.End, _end, DerItem.Sequence))
            {
                return "no certificate: its key";
            }

            IsP256 = Der.TryReadPublicKey(_source, _item.Begin, _item.End - _item.Begin, X, Y);
            Issuer = issuer;
            Subject = subject;
            return TryRest(_item.End) ? null : "no certificate: its extensions";
        }

        private bool TryDates()
        {
            if (!_part.TryRead(_source, _item.Content, _item.End) || !DerTime.TryRead(_source, _part, out long from)
                || !_part.TryRead(_source, _part.End, _item.End) || !DerTime.TryRead(_source, _part, out long until) || _part.End != _item.End)
            {
                return false;
            }

            NotBeforeMillis = from;
            NotAfterMillis = until;
            return true;
        }

        // SEQUENCE OF SET OF SEQUENCE { type, value }
        private bool TryName(out string name)
        {
            name = null;
            int at = _item.Content;
            while (at < _item.End)
            {
                if (!_part.TryRead(_source, at, _item.End, DerItem.Set))
                {
                    return false;
                }

                at = _part.End;
                for (int next = _part.Content; next < at; next = _leaf.End)
                {
                    if (!_leaf.TryRead(_source, next, at, DerItem.Sequence))
                    {
                        return false;
                    }

                    int end = _leaf.End;
                    if (!_leaf.TryRead(_source, _leaf.Content, end, DerItem.ObjectIdentifier))
                    {
                        return false;
                    }

                    bool wanted = _leaf.Holds(_source, CommonName);
                    if (!_leaf.TryRead(_source, _leaf.End, end) || _leaf.End != end)
                    {
                        return false;
                    }

                    name = wanted ? Text() : name;
                }
            }

            return true;
        }

        private string Text()
        {
            bool readable = _leaf.Tag == DerItem.Utf8String || _leaf.Tag == DerItem.PrintableString
                || _leaf.Tag == DerItem.Ia5String || _leaf.Tag == DerItem.TeletexString;
            return readable && _leaf.Length > 0 && _leaf.Length <= MaxNameLength ? Ascii.Text(_source, _leaf.Content, _leaf.Length) : null;
        }

        private bool TryRest(int at)
        {
            while (at < _end)
            {
                if (!_item.TryRead(_source, at, _end))
                {
                    return false;
                }

                at = _item.End;
                if (_item.Tag == DerItem.Extensions && !TryExtensions(_item.Content, at))
                {
                    return false;
                }
            }

            return true;
        }

        // SEQUENCE OF SEQUENCE { id, critical DEFAULT FALSE, OCTET STRING }
        private bool TryExtensions(int at, int end)
        {
            if (!_part.TryRead(_source, at, end, DerItem.Sequence) || _part.End != end)
            {
                return false;
            }

            for (int next = _part.Content; next < end; next = _part.End)
            {
                if (!_part.TryRead(_source, next, end, DerItem.Sequence)
                    || !_leaf.TryRead(_source, _part.Content, _part.End, DerItem.ObjectIdentifier))
                {
                    return false;
                }

                bool wanted = _leaf.Holds(_source, BasicConstraints);
                int value = _leaf.End;
                if (_leaf.TryRead(_source, value, _part.End, DerItem.Boolean))
                {
                    value = _leaf.End;
                }

                if (!_leaf.TryRead(_source, value, _part.End, DerItem.OctetString) || _leaf.End != _part.End || (wanted && !TryConstraints()))
                {
                    return false;
                }
            }

            return true;
        }

        // SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint OPTIONAL }
        private bool TryConstraints()
        {
            int end = _leaf.End;
            if (!_leaf.TryRead(_source, _leaf.Content, end, DerItem.Sequence) || _leaf.End != end)
            {
                return false;
            }

            IsAuthority = _leaf.TryRead(_source, _leaf.Content, end, DerItem.Boolean) && _leaf.Length == 1 && _source[_leaf.Content] != 0;
            return true;
        }

        private static bool SameName(byte[] one, int oneAt, int oneEnd, byte[] other, int otherAt, int otherEnd)
        {
            int length = oneEnd - oneAt;
            if (length == 0 || length != otherEnd - otherAt)
            {
                return false;
            }

            for (int i = 0; i < length; i++)
            {
                if (one[oneAt + i] != other[otherAt + i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
