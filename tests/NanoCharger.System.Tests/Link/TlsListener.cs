using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>The least that looks like a broker behind TLS: it shows a certificate, reads a CONNECT and accepts it.</summary>
    internal sealed class TlsListener : IDisposable
    {
        private static readonly byte[] Accepted = [0x20, 3, 0, 0, 0];

        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly SslServerAuthenticationOptions _options;

        internal TlsListener(X509Certificate2 certificate, SslProtocols protocols = SslProtocols.Tls12, X509Certificate2Collection? between = null, Func<X509Certificate2?, X509Chain?, bool>? accepts = null)
        {
            _options = new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(certificate, between ?? [], offline: true),
                EnabledSslProtocols = protocols,
                ClientCertificateRequired = accepts is not null,
                RemoteCertificateValidationCallback = (_, shown, chain, _) => accepts?.Invoke(shown as X509Certificate2, chain) ?? true,
            };
            _listener.Start();
            _ = Serve();
        }

        internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        /// <summary>What the last handshake agreed upon.</summary>
        internal SslProtocols Spoken { get; private set; }

        public void Dispose()
        {
            _listener.Dispose();
        }

        private async Task Serve()
        {
            while (true)
            {
                TcpClient client;
                try
                {
                    client = await _listener.AcceptTcpClientAsync();
                }
                catch (Exception end) when (end is SocketException or ObjectDisposedException or InvalidOperationException)
                {
                    return;
                }

                _ = Answer(client);
            }
        }

        private async Task Answer(TcpClient client)
        {
            using (client)
            {
                try
                {
                    await using SslStream stream = new(client.GetStream());
                    await stream.AuthenticateAsServerAsync(_options);
                    Spoken = stream.SslProtocol;
                    byte[] buffer = new byte[1024];
                    await stream.ReadAtLeastAsync(buffer, 1);
                    await stream.WriteAsync(Accepted);
                    while (await stream.ReadAsync(buffer) > 0)
                    {
                    }
                }
                catch (Exception refusal) when (refusal is AuthenticationException or IOException)
                {
                    // The client has refused us, or we it.
                }
            }
        }
    }
}
