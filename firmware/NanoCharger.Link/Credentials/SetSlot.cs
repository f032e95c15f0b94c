using System;
using NanoCharger.Signing;
using NanoCharger.Signing.Certificates;
using NanoCharger.Storage;
using NanoCharger.Text;

namespace NanoCharger.Link.Credentials
{
    /// <summary>How a set of credentials lies in its slot (<see cref="SlotFrame"/>, "NCI"), little endian: bytes of the authorities (2), of the chain (2), of the key (2); then these three.</summary>
    /// <remarks>Certificates are DER, one behind the other: a quarter less than as text, so that a set fits one block of flash. The key is <see cref="LinkKey.WriteSec1"/>'s.</remarks>
    internal static class SetSlot
    {
        /// <summary>Three letters that a slot begins with.</summary>
        internal const string Letters = "NCI";

        /// <summary>Format version.</summary>
        internal const int FormatVersion = 1;

        /// <summary>Longest slot: a block of the flash.</summary>
        internal const int MaxBytes = 4096;

        /// <summary>Most bytes of authorities and chain together.</summary>
        internal const int MostCertificateBytes = MaxBytes - DataAt - LinkKey.Sec1Bytes - SlotFrame.CrcBytes;

        private const int TrustLengthAt = SlotFrame.HeaderBytes;
        private const int ChainLengthAt = TrustLengthAt + 2;
        private const int KeyLengthAt = ChainLengthAt + 2;
        private const int DataAt = KeyLengthAt + 2;

        /// <summary>Whether its lengths are those of its parts: what the frame does not say.</summary>
        internal static bool IsSound(byte[] slot)
        {
            if (slot.Length < DataAt + SlotFrame.CrcBytes)
            {
                return false;
            }

            int key = Get(slot, KeyLengthAt);
            bool hasKey = key == LinkKey.Sec1Bytes;
            int keyAt = DataAt + TrustLength(slot) + ChainLength(slot);
            return (hasKey || key == 0) && hasKey == ChainLength(slot) > 0 && keyAt + key + SlotFrame.CrcBytes == slot.Length
                && (!hasKey || LinkKey.FromSec1(slot, keyAt, key) != null);
        }

        /// <summary>A slot, without its frame's marks.</summary>
        /// <param name="trust">The authorities; its first <paramref name="trustLength"/> bytes from <paramref name="trustAt"/> on.</param>
        /// <param name="trustAt">As above.</param>
        /// <param name="trustLength">0 for none.</param>
        /// <param name="chain">The chain, likewise.</param>
        /// <param name="chainAt">As above.</param>
        /// <param name="chainLength">0 for none.</param>
        /// <param name="key">Its key in DER; null for none.</param>
        internal static byte[] Make(byte[] trust, int trustAt, int trustLength, byte[] chain, int chainAt, int chainLength, byte[] key)
        {
            int keyLength = key == null ? 0 : key.Length;
            byte[] slot = new byte[DataAt + trustLength + chainLength + keyLength + SlotFrame.CrcBytes];
            LittleEndian.Put16(slot, TrustLengthAt, trustLength);
            LittleEndian.Put16(slot, ChainLengthAt, chainLength);
            LittleEndian.Put16(slot, KeyLengthAt, keyLength);
            int at = Copy(trust, trustAt, trustLength, slot, DataAt);
            at = Copy(chain, chainAt, chainLength, slot, at);
            Copy(key, 0, keyLength, slot, at);
            return slot;
        }

        /// <summary>Where the authorities begin.</summary>
        internal static int TrustAt
        {
            get { return DataAt; }
        }

        /// <summary>Bytes of the authorities; 0 for a null slot.</summary>
        internal static int TrustLength(byte[] slot)
        {
            return slot == null ? 0 : Get(slot, TrustLengthAt);
        }

        /// <summary>Where the chain begins.</summary>
        internal static int ChainAt(byte[] slot)
        {
            return DataAt + TrustLength(slot);
        }

        /// <summary>Bytes of the chain; 0 for a null slot.</summary>
        internal static int ChainLength(byte[] slot)
        {
            return slot == null ? 0 : Get(slot, ChainLengthAt);
        }

        /// <summary>The key in DER; null for none.</summary>
        internal static byte[] Key(byte[] slot)
        {
            return ChainLength(slot) == 0 ? null : Part(slot, ChainAt(slot) + ChainLength(slot), LinkKey.Sec1Bytes);
        }

        /// <summary>The first certificate of the chain, read; null for none, and for one that cannot be.</summary>
        internal static CertificateReader Own(byte[] slot)
        {
            int length = ChainLength(slot) == 0 ? 0 : CertificateReader.LengthAt(slot, ChainAt(slot), ChainAt(slot) + ChainLength(slot));
            CertificateReader own = new CertificateReader();
            return length == 0 || own.Read(Part(slot, ChainAt(slot), length), length) != null ? null : own;
        }

        /// <summary>Whether these certificates lie at a place of the slot, and no others.</summary>
        internal static bool Holds(byte[] slot, int at, int length, byte[] der, int derLength)
        {
            if (length != derLength)
            {
                return false;
            }

            for (int i = 0; i < length; i++)
            {
                if (slot[at + i] != der[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Certificates as PEM with a 0 behind; null for none.</summary>
        internal static byte[] Text(byte[] slot, int at, int length)
        {
            int end = at + length;
            int size = 0;
            for (int next = at; next < end;)
            {
                int bytes = CertificateReader.LengthAt(slot, next, end);
                if (bytes == 0)
                {
                    return null;
                }

                size += Pem.Length(Pem.Certificate, bytes);
                next += bytes;
            }

            if (size == 0)
            {
                return null;
            }

            // The last byte stays 0.
            AsciiWriter text = new AsciiWriter(size + 1);
            for (int next = at; next < end;)
            {
                int bytes = CertificateReader.LengthAt(slot, next, end);
                Pem.Write(text, Pem.Certificate, slot, next, bytes);
                next += bytes;
            }

            return text.Buffer;
        }

        private static byte[] Part(byte[] slot, int at, int length)
        {
            byte[] part = new byte[length];
            Array.Copy(slot, at, part, 0, length);
            return part;
        }

        private static int Copy(byte[] from, int at, int count, byte[] into, int to)
        {
            if (count > 0)
            {
                Array.Copy(from, at, into, to, count);
            }

            return to + count;
        }

        private static int Get(byte[] slot, int at)
        {
            return LittleEndian.Get16(slot, at);
        }
    }
}
