using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NanoCharger.Backend.People
{
    /// <summary>Codes of an authenticator: RFC 6238 with what every authenticator has for default, SHA-1, six digits, 30 s.</summary>
    internal static class Totp
    {
        private const int KeyBytes = 20;
        private const int Digits = 6;
        private const int Modulus = 1_000_000;
        private const long StepMs = 30_000;

        /// <summary>A code of the step before or after is taken: clocks of phones are not ours.</summary>
        private const int Slack = 1;

        private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        private const int BitsOfLetter = 5;

        /// <summary>A new key, in base 32.</summary>
        internal static string NewKey()
        {
            return Encode(RandomNumberGenerator.GetBytes(KeyBytes));
        }

        /// <summary>What an authenticator reads off the picture.</summary>
        internal static string Address(string key, string mail, string issuer)
        {
            string label = Uri.EscapeDataString(issuer) + ":" + Uri.EscapeDataString(mail);
            return $"otpauth://totp/{label}?secret={key}&issuer={Uri.EscapeDataString(issuer)}";
        }

        /// <summary>The time step that a code is of, where it is later than the last one that was taken; null where it is of none.</summary>
        internal static long? StepOf(string key, string code, long lastStep, long nowMs)
        {
            string digits = code.Replace(" ", "", StringComparison.Ordinal);
            if (digits.Length != Digits)
            {
                return null;
            }

            long now = nowMs / StepMs;
            for (long step = Math.Max(now - Slack, lastStep + 1); step <= now + Slack; step++)
            {
                if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Code(key, step)), Encoding.UTF8.GetBytes(digits)))
                {
                    return step;
                }
            }

            return null;
        }

        /// <summary>The code at a moment.</summary>
        internal static string CodeAt(string key, long ms)
        {
            return Code(key, ms / StepMs);
        }

        private static string Code(string key, long step)
        {
            byte[] counter = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The RFC's, and what authenticators know.
            byte[] hash = HMACSHA1.HashData(Decode(key), counter);
#pragma warning restore CA5350
            int number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0x0F)) & int.MaxValue;
            return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
        }

        private static string Encode(byte[] bytes)
        {
            StringBuilder text = new();
            for (int bit = 0; bit < bytes.Length * 8; bit += BitsOfLetter)
            {
                // Five bits from two bytes that lie beside each other; a key has no bits that are left.
                int both = (bytes[bit / 8] << 8) | ((bit / 8) + 1 < bytes.Length ? bytes[(bit / 8) + 1] : 0);
                text.Append(Letters[(both >> (16 - BitsOfLetter - (bit % 8))) & 0x1F]);
            }

            return text.ToString();
        }

        private static byte[] Decode(string text)
        {
            byte[] bytes = new byte[text.Length * BitsOfLetter / 8];
            int held = 0, bits = 0, at = 0;
            foreach (char letter in text)
            {
                held = (held << BitsOfLetter) | Letters.IndexOf(letter, StringComparison.Ordinal);
                bits += BitsOfLetter;
                if (bits >= 8)
                {
                    bits -= 8;
                    bytes[at++] = (byte)(held >> bits);
                    held &= (1 << bits) - 1;
                }
            }

            return bytes;
        }
    }
}
