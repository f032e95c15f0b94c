using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace NanoCharger.Backend.People
{
    /// <summary>What is handed out once and kept as a digest: tokens of links, recovery codes.</summary>
    internal static class Secrets
    {
        private const int TokenBytes = 16;
        private const int LongTokenBytes = 20;
        private const int CodeCount = 8;
        private const int CodeLength = 10;

        /// <summary>Without those that are read for another: 0 and o, 1 and l.</summary>
        private const string CodeLetters = "abcdefghijkmnpqrstuvwxyz23456789";

        /// <summary>A token for an address: 128 random bits.</summary>
        internal static string Token()
        {
            return WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(TokenBytes));
        }

        /// <summary>A token for an address that opens for whoever has it: 160 random bits.</summary>
        internal static string LongToken()
        {
            return WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(LongTokenBytes));
        }

        /// <summary>What is stored of it: SHA-256, in hex digits.</summary>
        internal static string Digest(string secret)
        {
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        }

        /// <summary>New recovery codes, as they are shown once: two groups of five.</summary>
        internal static IReadOnlyList<string> RecoveryCodes()
        {
            return Enumerable.Range(0, CodeCount).Select(_ => RandomNumberGenerator.GetString(CodeLetters, CodeLength).Insert(CodeLength / 2, "-")).ToList();
        }

        /// <summary>What is stored of them.</summary>
        internal static string Digests(IEnumerable<string> codes)
        {
            return string.Join(' ', codes.Select(code => Digest(Plain(code))));
        }

        /// <summary>What is left once a code is used; null where it is none of them.</summary>
        internal static string? Without(string digests, string code)
        {
            string used = Digest(Plain(code));
            string[] all = digests.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return all.Contains(used) ? string.Join(' ', all.Where(one => one != used)) : null;
        }

        private static string Plain(string code)
        {
            return new string([.. code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);
        }
    }
}
