using System;
using System.Net;

namespace NanoCharger.Backend
{
    /// <summary>The value of <c>--broker</c>: mqtt://host:port, or mqtts://host:port by TLS, and nothing else in it.</summary>
    /// <param name="Host">Host name or address.</param>
    /// <param name="Port">TCP port, 1..65 535.</param>
    /// <param name="Secured">By TLS, with a worker's certificate.</param>
    public sealed record BrokerUrl(string Host, int Port, bool Secured = false)
    {
        private const string Plain = "mqtt";
        private const string ByTls = "mqtts";
        private const int UsualPort = 1883;

        /// <summary>The workers' door of <c>tools/broker</c>.</summary>
        private const int UsualWorkerPort = 8884;

        /// <summary>Whether what goes there leaves this machine.</summary>
        public bool IsLoopback => Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(Host, out IPAddress? address) && IPAddress.IsLoopback(address));

        /// <summary>Reads it; false when it is none.</summary>
        public static bool TryParse(string text, out BrokerUrl url)
        {
            ArgumentNullException.ThrowIfNull(text);
            url = new BrokerUrl("", 0);
            if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not (Plain or ByTls) || uri.DnsSafeHost.Length == 0
                || uri.PathAndQuery is not ("/" or "") || uri.UserInfo.Length != 0 || uri.Port == 0)
            {
                return false;
            }

            bool secured = uri.Scheme == ByTls;
            url = new BrokerUrl(uri.DnsSafeHost, uri.Port > 0 ? uri.Port : secured ? UsualWorkerPort : UsualPort, secured);
            return true;
        }
    }
}
