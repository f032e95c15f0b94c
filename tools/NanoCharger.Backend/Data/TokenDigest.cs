using System;
using System.Security.Cryptography;
using System.Text;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Data
{
    /// <summary>A token as tables and logs have it: a digest under a secret of the database, so that who sees a row, a page or a log line has no card to copy.</summary>
    /// <remarks>Who has the whole database has the secret too, and a card of four bytes is found by trying all; the README says what that means.</remarks>
    /// <param name="secret">The secret, 32 bytes.</param>
    internal sealed class TokenDigest(byte[] secret)
    {
        /// <summary>The length of the secret.</summary>
        internal const int SecretBytes = 32;

        /// <summary>No token may have it (OCPP's identifierString), so that what begins by it is a digest.</summary>
        private const char Mark = '~';

        /// <summary>The first 128 bits tell cards apart, and still fit where a token does.</summary>
        private const int Digits = 32;

        /// <summary>What a stored name of a customer begins by, where a token stands behind it.</summary>
        private static readonly string[] Granters = ["card ", "console ", "backend ", "token "];

        /// <summary>The digest of a token; large and small letters are one (OCPP 2.0.1, IdToken).</summary>
        /// <remarks>Whatever it looks like: a station that says a digest is no card.</remarks>
        internal string Of(string token)
        {
            return Mark + Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(token.ToUpperInvariant())))[..Digits];
        }

        /// <summary>Who charges by a document, with the digest in place of the token; null where its fields name nobody.</summary>
        internal string? Customer(SignedDocument document)
        {
            return document.Customer is { } name ? document.Identified ? name[..^document.Identification.Length] + Of(document.Identification) : name : null;
        }

        /// <summary>A name of a customer as an earlier version stored it, with the digest in place of the token.</summary>
        internal string Earlier(string customer)
        {
            return Array.Find(Granters, one => customer.StartsWith(one, StringComparison.Ordinal)) is { } granter ? granter + Of(customer[granter.Length..]) : customer;
        }

        /// <summary>Whether a stored text is a digest, and no token that an earlier version put there.</summary>
        internal static bool Is(string stored)
        {
            return stored.StartsWith(Mark);
        }
    }
}
