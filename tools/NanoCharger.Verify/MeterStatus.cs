using System;

namespace NanoCharger.Verify
{
    /// <summary>The states of a meter that a reading's ST can tell (OCMF, table 10).</summary>
    internal static class MeterStatus
    {
        internal const char Good = 'G';

        private static readonly (char Letter, string Name)[] All =
        [
            (Good, "good"),
            ('N', "not present"),
            ('T', "timeout"),
            ('D', "disconnected"),
            ('R', "no longer found"),
            ('M', "manipulated"),
            ('X', "exchanged"),
            ('I', "incompatible"),
            ('O', "out of range"),
            ('S', "a substitute value"),
            ('E', "other error"),
            ('F', "read error"),
        ];

        /// <summary>Whether a reading can have this letter.</summary>
        internal static bool Exists(char letter)
        {
            return Array.Exists(All, state => state.Letter == letter);
        }

        /// <summary>For people.</summary>
        internal static string Name(char letter)
        {
            return Array.Find(All, state => state.Letter == letter).Name;
        }
    }
}
