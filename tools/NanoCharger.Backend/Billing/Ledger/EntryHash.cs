using System;
using System.Buffers.Binary;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace NanoCharger.Backend.Billing.Ledger
{
    /// <summary>The chain of the ledger: an entry's hash covers all that it says and the hash of the one before, so none can be changed, left out or put between unseen.</summary>
    public static class EntryHash
    {
        /// <summary>Bytes of a hash.</summary>
        public const int Length = 32;

        private const byte Version = 1;

        /// <summary>What stands before the first entry.</summary>
        public static byte[] None => new byte[Length];

        /// <summary>SHA-256 over a version and all fields, each with its length before it.</summary>
        public static byte[] Of(LedgerEntry entry)
        {
            ArgumentNullException.ThrowIfNull(entry);
            using MemoryStream bytes = new();
            bytes.WriteByte(Version);
            Put(bytes, entry.PreviousHash);
            Put(bytes, entry.Tenant);
            Put(bytes, entry.Sequence);
            Put(bytes, Encoding.UTF8.GetBytes(entry.Kind));
            Put(bytes, Encoding.UTF8.GetBytes(entry.Key));
            Put(bytes, Encoding.UTF8.GetBytes(entry.Currency));
            Put(bytes, entry.UtcMicros);
            Put(bytes, entry.Legs.Count);
            foreach (Leg leg in entry.Legs)
            {
                Put(bytes, Encoding.UTF8.GetBytes(leg.Debit));
                Put(bytes, Encoding.UTF8.GetBytes(leg.Credit));
                Put(bytes, leg.AmountMinor);
            }

            return SHA256.HashData(bytes.ToArray());
        }

        private static void Put(Stream to, ReadOnlySpan<byte> field)
        {
            Span<byte> length = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(length, field.Length);
            to.Write(length);
            to.Write(field);
        }

        private static void Put(Stream to, long number)
        {
            Span<byte> bytes = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(bytes, number);
            Put(to, bytes);
        }
    }
}
