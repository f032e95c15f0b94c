using System;
using System.IO;
using System.Linq;
using System.Numerics;

namespace NanoCharger.Backend.People
{
    /// <summary>What is known of a person.</summary>
    /// <param name="Name">As bills are addressed.</param>
    internal sealed record PersonData(string Name)
    {
        private const int LongestName = 200;
        private const int LongestAddress = 500;
        private const int LongestMail = 254;
        private const int LongestIban = 34;
        private const int ShortestIban = 15;

        /// <summary>Where he is reached; null where nobody said it.</summary>
        public string? Mail { get; init; }

        /// <summary>As bills are addressed.</summary>
        public string? Address { get; init; }

        /// <summary>The account that is paid from.</summary>
        public string? Iban { get; init; }

        /// <summary>ISO 639 code.</summary>
        public string? Language { get; init; }

        /// <summary>The same without what is around it and means nothing.</summary>
        /// <exception cref="InvalidDataException">Something has no sense; the message names it, and does not repeat it.</exception>
        internal PersonData Checked()
        {
            PersonData trimmed = new(Trim(Name) ?? "")
            {
                Mail = Trim(Mail),
                Address = Trim(Address),
                Iban = Trim(Iban)?.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant(),
                Language = Trim(Language),
            };
            Refuse(trimmed.Name.Length is 0 or > LongestName || trimmed.Name.Any(char.IsControl), "refused.name", LongestName);
            Refuse(trimmed.Address is { Length: > LongestAddress }, "refused.address", LongestAddress);
            Refuse(trimmed.Mail is { } mail && (mail.Length > LongestMail || mail.Count(letter => letter == '@') != 1 || mail.Trim('@') != mail || mail.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter))), "refused.mail");
            Refuse(trimmed.Iban is { } iban && !IsIban(iban), "refused.iban");
            Refuse(trimmed.Language is { } code && (code.Length != 2 || !code.All(char.IsAsciiLetterLower)), "refused.language");
            return trimmed;
        }

        /// <summary>Two letters, two check digits, then letters and digits: the first four behind the rest, letters as 10 to 35, leave 1 when divided by 97 (ISO 13616).</summary>
        private static bool IsIban(string text)
        {
            return text.Length is >= ShortestIban and <= LongestIban && text.All(char.IsAsciiLetterOrDigit) && text[..2].All(char.IsAsciiLetterUpper) && text[2..4].All(char.IsAsciiDigit)
                && BigInteger.Parse(string.Concat((text[4..] + text[..4]).Select(letter => char.IsAsciiDigit(letter) ? letter - '0' : letter - 'A' + 10)), System.Globalization.CultureInfo.InvariantCulture) % 97 == 1;
        }

        private static string? Trim(string? text)
        {
            return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
        }

        private static void Refuse(bool wrong, string key, params object[] values)
        {
            if (wrong)
            {
                throw Refusal.Because(key, values);
            }
        }
    }
}
