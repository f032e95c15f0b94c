using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NanoCharger.Testing.Payments
{
    /// <summary>A call with its signature.</summary>
    /// <param name="Body">The body, to the byte.</param>
    /// <param name="Header">What stands in <c>Stripe-Signature</c>.</param>
    internal sealed record SignedEvent(string Body, string Header)
    {
        /// <summary>Signs: https://docs.stripe.com/webhooks#verify-manually.</summary>
        /// <param name="body">The body.</param>
        /// <param name="at">When it is sent.</param>
        /// <param name="secrets">One signature for each, as while a secret is changed.</param>
        internal static SignedEvent Of(string body, DateTimeOffset at, params string[] secrets)
        {
            string time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            StringBuilder header = new($"t={time}");
            foreach (string secret in secrets)
            {
                byte[] signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
                header.Append(CultureInfo.InvariantCulture, $",v1={Convert.ToHexStringLower(signature)}");
            }

            return new SignedEvent(body, header.ToString());
        }
    }
}
