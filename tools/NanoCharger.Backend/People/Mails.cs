using System;

namespace NanoCharger.Backend.People
{
    /// <summary>Whether a text can be a mail address. Only a mail that arrives shows that it is one.</summary>
    internal static class Mails
    {
        private const int Longest = 254;

        /// <summary>One @ with something before it, a dot or a plain host behind it, and nothing that would end a header.</summary>
        internal static bool IsOne(string text)
        {
            int at = text.IndexOf('@', StringComparison.Ordinal);
            return at > 0 && at == text.LastIndexOf('@') && at < text.Length - 1 && text.Length <= Longest && !text.AsSpan().ContainsAny(" \t\r\n<>,;:\"()[]\\")
                && System.Net.Mail.MailAddress.TryCreate(text, out _);
        }
    }
}
