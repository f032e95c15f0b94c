using System;

namespace NanoCharger.Backend
{
    /// <summary>The value of <c>--broker</c>: mqtt://host:port, and nothing else in it.</summary>
    /// <param name="Host">Host name or address.</param>
    /// <param name="Port">TCP port, 1..65 535.</param>
    public sealed record BrokerUrl(string Host, int Port)
    {
        private const int UsualPort = 1883;

        /// <summary>Reads it; false when it is none.</summary>
        public static bool TryParse(string text, out BrokerUrl url)
        {
            ArgumentNullException.ThrowIfNull(text);
            url = new BrokerUrl("", 0);
            if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme != "mqtt" || uri.DnsSafeHost.Length == 0
                || uri.PathAndQuery is not ("/" or "") || uri.UserInfo.Length != 0 || uri.Port == 0)
            {
                return false;
            }

            url = new BrokerUrl(uri.DnsSafeHost, uri.Port < 0 ? UsualPort : uri.Port);
            return true;
        }
    }
}
