using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet.Adapter;
using MQTTnet.Formatter;
using MQTTnet.Packets;

namespace NanoCharger.Broker
{
    /// <summary>A client whose CONNECT bears the name of its certificate, whatever it says in it.</summary>
    internal sealed class NamedAdapter(IMqttChannelAdapter inner, LinkGuest guest) : IMqttChannelAdapter
    {
        public long BytesReceived => inner.BytesReceived;

        public long BytesSent => inner.BytesSent;

        public X509Certificate2 ClientCertificate => inner.ClientCertificate;

        public EndPoint RemoteEndPoint => inner.RemoteEndPoint;

        public EndPoint LocalEndPoint => inner.LocalEndPoint;

        public bool IsSecureConnection => inner.IsSecureConnection;

        public MqttPacketFormatterAdapter PacketFormatterAdapter => inner.PacketFormatterAdapter;

        public async Task<MqttPacket> ReceivePacketAsync(CancellationToken cancellationToken)
        {
            MqttPacket packet = await inner.ReceivePacketAsync(cancellationToken).ConfigureAwait(false);
            if (packet is MqttConnectPacket connect)
            {
                connect.ClientId = guest.Door.ClientId(guest.Name, connect.ClientId ?? "");
                connect.Username = guest.Name;
                connect.Password = null;
            }

            return packet;
        }

        public Task ConnectAsync(CancellationToken cancellationToken)
        {
            return inner.ConnectAsync(cancellationToken);
        }

        public Task DisconnectAsync(CancellationToken cancellationToken)
        {
            return inner.DisconnectAsync(cancellationToken);
        }

        public Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken)
        {
            return inner.SendPacketAsync(packet, cancellationToken);
        }

        public void ResetStatistics()
        {
            inner.ResetStatistics();
        }

        public void Dispose()
        {
            inner.Dispose();
        }
    }
}
