using System;
using System.Globalization;

namespace NanoCharger.Backend.Rating
{
    /// <summary>For whom a price is. What is said to fewer goes before what is said to more: a card, then residents or guests, then everyone.</summary>
    public readonly record struct Audience
    {
        private const string CardPrefix = "card:";
        private const string NumberPrefix = "card:#";
        private const int LongestToken = 36;

        /// <summary>Whoever comes.</summary>
        public static readonly Audience Everyone = new("everyone");

        /// <summary>Who shows a card, or a code, at the station.</summary>
        public static readonly Audience Residents = new("residents");

        /// <summary>Whose charge is started from afar, on a page.</summary>
        public static readonly Audience Guests = new("guests");

        private readonly string? _text;

        private Audience(string text)
        {
            _text = text;
        }

        /// <summary>One card alone, by its token or by the digest of it.</summary>
        public static Audience Card(string token)
        {
            return new Audience(CardPrefix + token);
        }

        /// <summary>One card of an account, by its number, as tables have it: when its owner is erased the number says nothing any more.</summary>
        public static Audience OfCard(long number)
        {
            return new Audience(FormattableString.Invariant($"{NumberPrefix}{number}"));
        }

        /// <summary>The number of the card that it is; null where it is none of an account.</summary>
        public long? CardNumber => _text is not null && _text.StartsWith(NumberPrefix, StringComparison.Ordinal) && long.TryParse(_text.AsSpan(NumberPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

        /// <summary>Whether it is one card alone.</summary>
        public bool IsCard => _text is not null && _text.StartsWith(CardPrefix, StringComparison.Ordinal);

        /// <summary>What a card says: its token, or the digest of that; null where it is none, or one by its number.</summary>
        public string? Token => IsCard && CardNumber is null ? _text![CardPrefix.Length..] : null;

        /// <summary>Reads one: everyone, residents, guests, card:TOKEN.</summary>
        /// <returns>Null where it is none.</returns>
        public static Audience? Parse(string text)
        {
            ArgumentNullException.ThrowIfNull(text);
            return text == Everyone.ToString() ? Everyone
                : text == Residents.ToString() ? Residents
                : text == Guests.ToString() ? Guests
                : text.StartsWith(CardPrefix, StringComparison.Ordinal) && text.Length > CardPrefix.Length && text.Length <= CardPrefix.Length + LongestToken ? new Audience(text)
                : null;
        }

        /// <summary>As tables and price lists have it: a card by the digest of its token.</summary>
        /// <param name="digest">The digest of a token.</param>
        public Audience Keyed(Func<string, string> digest)
        {
            ArgumentNullException.ThrowIfNull(digest);
            return Token is { } token && !token.StartsWith('~') ? Card(digest(token)) : this;
        }

        /// <summary>As it is written.</summary>
        public override string ToString()
        {
            return _text ?? "everyone";
        }
    }
}
