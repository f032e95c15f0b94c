using System;

namespace NanoCharger.Verify
{
    /// <summary>The one form that a signature has here: strict DER with the lower of s and n - s. Looked at in one pass, without an allocation.</summary>
    public static class SignatureForm
    {
        private const byte Sequence = 0x30;
        private const byte Integer = 0x02;
        private const int HeadBytes = 2;

        /// <summary>The bytes of a number of the field, with the zero that keeps a high first bit positive.</summary>
        private const int LongestInteger = 33;

        /// <summary>Half the order of P-256, rounded down, big endian: the highest s that is the lower of s and n - s (FIPS 186-5 gives n).</summary>
        private static readonly byte[] HighestS = Convert.FromHexString("7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8");

        /// <summary>What is wrong with these bytes: they are to be two positive integers in a sequence, each in the shortest form, and nothing behind them (X.690, DER), with a low s. Null where nothing is.</summary>
        /// <remarks>With (r, s) anybody can write (r, n - s), which holds too: only one of them is a signature here.</remarks>
        public static string? Problem(ReadOnlySpan<byte> signature)
        {
            return !IsHead(signature, Sequence) || !TryInteger(signature[HeadBytes..], out _, out ReadOnlySpan<byte> rest)
                    || !TryInteger(rest, out ReadOnlySpan<byte> s, out rest) || rest.Length > 0
                ? "the signature is not DER: two positive integers in the shortest form"
                : !IsLow(s) ? "the signature's s is above half the curve's order; the one form is the lower of s and n - s"
                : null;
        }

        /// <summary>Whether a tag and a length stand there, and the length is that of all that follows.</summary>
        private static bool IsHead(ReadOnlySpan<byte> bytes, byte tag)
        {
            return bytes.Length >= HeadBytes && bytes[0] == tag && bytes[1] < 0x80 && bytes[1] == bytes.Length - HeadBytes;
        }

        private static bool TryInteger(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> digits, out ReadOnlySpan<byte> rest)
        {
            digits = rest = [];
            if (bytes.Length < HeadBytes || bytes[1] > LongestInteger || !IsHead(bytes[..Math.Min(bytes.Length, HeadBytes + bytes[1])], Integer))
            {
                return false;
            }

            digits = bytes.Slice(HeadBytes, bytes[1]);
            rest = bytes[(HeadBytes + bytes[1])..];
            bool positive = digits.Length > 0 && digits[0] < 0x80;
            return positive && (digits.Length == 1 || digits[0] != 0 || digits[1] >= 0x80);
        }

        private static bool IsLow(ReadOnlySpan<byte> s)
        {
            return s.Length < HighestS.Length || (s.Length == HighestS.Length && s.SequenceCompareTo(HighestS) <= 0);
        }
    }
}
