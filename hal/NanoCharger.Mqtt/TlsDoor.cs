using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet.Channel;

namespace NanoCharger.Mqtt
{
    /// <summary>Opens the secured stream to a broker, and knows why it does not come about.</summary>
    /// <remarks>It takes the place of MQTTnet's own TLS, which shows no intermediate certificates, judges dates by the machine's clock alone, and does not tell one failure from another.</remarks>
    internal sealed class TlsDoor(BrokerTls tls, int bufferBytes) : IMqttClientStreamProvider
    {
        public async Task<Stream> ConnectAsync(EndPoint brokerEndPoint, CancellationToken cancellationToken)
        {
            Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = bufferBytes, SendBufferSize = bufferBytes };
            try
            {
                await socket.ConnectAsync(brokerEndPoint, cancellationToken).ConfigureAwait(false);
                return await Secure(new NetworkStream(socket, ownsSocket: true), brokerEndPoint, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        private async Task<SslStream> Secure(NetworkStream plain, EndPoint broker, CancellationToken cancel)
        {
            ServerCheck check = new(tls);
            SslStream secured = new(plain);
            try
            {
                await secured.AuthenticateAsClientAsync(Options(check), cancel).ConfigureAwait(false);
                return secured;
            }
            catch (Exception failure) when (failure is AuthenticationException or IOException)
            {
                await secured.DisposeAsync().ConfigureAwait(false);
                throw check.Failure(failure)
                    ?? new BrokerException(BrokerFailure.HandshakeRefused, $"The broker at {ConnectOptions.Name(broker)} ended the handshake: it wants another certificate of us, or speaks no such TLS.", failure);
            }
            catch
            {
                await secured.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }

        private SslClientAuthenticationOptions Options(ServerCheck check)
        {
            return new SslClientAuthenticationOptions
            {
                TargetHost = tls.HostName,
                EnabledSslProtocols = tls.AnyVersion ? SslProtocols.None : SslProtocols.Tls12,
                AllowRenegotiation = false,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                CertificateChainPolicy = check.Policy(),
                RemoteCertificateValidationCallback = (_, certificate, chain, _) => check.Accepts(certificate as X509Certificate2, chain),
                ClientCertificateContext = tls.Certificate is null ? null : SslStreamCertificateContext.Create(tls.Certificate, tls.Chain, offline: true),
            };
        }
    }
}
