using System;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace NanoCharger.Backend.Hosting
{
    /// <summary>Where the web listens, as far as it can be judged before anything does.</summary>
    internal static class WebAddress
    {
        /// <summary>Whether it is http or https, a host, and a port if it has one, and nothing else.</summary>
        internal static bool IsSound(string text)
        {
            BindingAddress address;
            try
            {
                address = BindingAddress.Parse(text);
            }
            catch (FormatException)
            {
                return false;
            }

            bool known = address.Scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || address.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase);

            // A port that cannot be read is left in the host, and the web would listen at port 80.
            return known && (address.IsUnixPipe || (address.PathBase.Length == 0 && address.Port is >= 0 and <= IPEndPoint.MaxPort
                && (!address.Host.Contains(':', StringComparison.Ordinal) || address.Host.EndsWith(']'))));
        }
    }
}
