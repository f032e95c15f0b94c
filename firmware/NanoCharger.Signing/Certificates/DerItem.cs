namespace NanoCharger.Signing.Certificates
{
    /// <summary>One item of DER (X.690, 8.1, 10.1) and the way to the next one. Nothing is read beyond the end it was given.</summary>
    internal sealed class DerItem
    {
        internal const int Boolean = 0x01;
        internal const int Integer = 0x02;
        internal const int BitString = 0x03;
        internal const int OctetString = 0x04;
        internal const int ObjectIdentifier = 0x06;
        internal const int Utf8String = 0x0C;
        internal const int PrintableString = 0x13;
        internal const int TeletexString = 0x14;
        internal const int Ia5String = 0x16;
        internal const int UtcTime = 0x17;
        internal const int GeneralizedTime = 0x18;
        internal const int Sequence = 0x30;
        internal const int Set = 0x31;
        internal const int Version = 0xA0;
        internal const int Extensions = 0xA3;

        /// <summary>Its tag of one byte.</summary>
        internal int Tag { get; private set; }

        /// <summary>Its first byte.</summary>
        internal int Begin { get; private set; }

        /// <summary>The first byte of its content.</summary>
        internal int Content { get; private set; }

        /// <summary>The byte behind it.</summary>
        internal int End { get; private set; }

        /// <summary>Bytes of its content.</summary>
        internal int Length
        {
            get { return End - Content; }
        }

        /// <summary>Reads the item at a place.</summary>
        /// <param name="source">The bytes.</param>
        /// <param name="at">Its first byte.</param>
        /// <param name="end">The byte behind all that may be read.</param>
        /// <returns>False where no whole item is, or its length is not in the one form that DER allows: then it is of no use.</returns>
        internal bool TryRead(byte[] source, int at, int end)
        {
            if (at < 0 || end > source.Length || at > end - 2 || (source[at] & 0x1F) == 0x1F)
            {
                return false;
            }

            Tag = source[at];
            Begin = at;
            int length = source[at + 1];
            Content = at + 2;
            if (length > 0x82 || length == 0x80)
            {
                return false;
            }

            if (length > 0x80)
            {
                int more = length & 3;
                if (more > end - Content)
                {
                    return false;
                }

                length = more == 1 ? source[Content] : (source[Content] << 8) | source[Content + 1];
                Content += more;
                if (length < (more == 1 ? 0x80 : 0x100))
                {
                    return false;
                }
            }

            End = Content + length;
            return length <= end - Content;
        }

        /// <summary>Reads the item at a place, which has to be of this kind.</summary>
        internal bool TryRead(byte[] source, int at, int end, int tag)
        {
            return TryRead(source, at, end) && Tag == tag;
        }

        /// <summary>Whether its content is exactly this.</summary>
        internal bool Holds(byte[] source, byte[] content)
        {
            if (Length != content.Length)
            {
                return false;
            }

            for (int i = 0; i < content.Length; i++)
            {
                if (source[Content + i] != content[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
