using System;
using System.Linq;

namespace NanoCharger.Backend.People
{
    /// <summary>What a password must be: long. No signs are asked for, since those make people write it down.</summary>
    internal static class Passwords
    {
        internal const int Shortest = 10;
        internal const int Longest = 128;

        private const int FewestLetters = 4;

        /// <summary>Why it may not be one, as a key of the language files; null where it may.</summary>
        internal static string? Problem(string password, string mail)
        {
            return password.Length < Shortest ? "password.short"
                : password.Length > Longest ? "password.long"
                : password.Distinct().Count() < FewestLetters || password.Contains("password", StringComparison.OrdinalIgnoreCase) || IsOfMail(password, mail) ? "password.guessed"
                : null;
        }

        private static bool IsOfMail(string password, string mail)
        {
            return password.Equals(mail, StringComparison.OrdinalIgnoreCase) || password.Equals(mail.Split('@')[0], StringComparison.OrdinalIgnoreCase);
        }
    }
}
