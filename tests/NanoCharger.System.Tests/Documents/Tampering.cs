using System;
using System.Collections.Generic;
using System.Text;

namespace NanoCharger.System.Tests.Documents
{
    /// <summary>All the smallest ways to change a document.</summary>
    internal static class Tampering
    {
        private const byte CaseBit = 0x20;

        /// <summary>Every bit of every byte flipped, one at a time. The case of each letter is among them: it is one bit of ASCII.</summary>
        public static IEnumerable<(byte[] Document, string What)> EveryBit(string document)
        {
            byte[] sound = Encoding.ASCII.GetBytes(document);
            for (int at = 0; at < sound.Length; at++)
            {
                for (int bit = 0; bit < 8; bit++)
                {
                    byte[] changed = (byte[])sound.Clone();
                    changed[at] ^= (byte)(1 << bit);
                    string letter = 1 << bit == CaseBit && char.IsAsciiLetter((char)sound[at]) ? ", a letter's case" : "";
                    yield return (changed, FormattableString.Invariant($"bit {bit} of byte {at}{letter}"));
                }
            }
        }

        /// <summary>The document cut short at every byte, and with each byte taken out, or one put in.</summary>
        public static IEnumerable<(byte[] Document, string What)> EveryLength(string document)
        {
            byte[] sound = Encoding.ASCII.GetBytes(document);
            for (int at = 0; at < sound.Length; at++)
            {
                yield return (sound[..at], FormattableString.Invariant($"cut after {at} bytes"));
                yield return ([.. sound[..at], .. sound[(at + 1)..]], FormattableString.Invariant($"byte {at} taken out"));
                yield return ([.. sound[..at], (byte)' ', .. sound[at..]], FormattableString.Invariant($"a space before byte {at}"));
            }

            foreach (byte last in "\n\r 0|}"u8.ToArray())
            {
                yield return ([.. sound, last], FormattableString.Invariant($"byte {last} behind the end"));
            }
        }
    }
}
