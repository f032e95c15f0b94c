using System;
using System.Net;
using System.Net.Sockets;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace NanoCharger.Mqtt
{
    /// <summary>A CONNECT in MQTTnet's terms, and its failures in ours.</summary>
    internal static class ConnectOptions
    {
        /// <summary>With MQTTnet's own 8 KiB a burst of messages stalls for seconds.</summary>
        private const int SocketBufferBytes = 262_144;

        private const int LeastKeepAliveSeconds = 5;

        /// <summary>The longest packet that a broker may send us, said in the CONNECT (MQTT 5.0, 3.1.2.11.4): 64 KiB behind a head of four bytes. What is longer it drops, and we buffer none of it.</summary>
        private const uint LongestPacketBytes = 65_536 + 4;

        internal static MqttClientOptions For(BrokerLogin login, string host, int port)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(login.KeepAliveSeconds, LeastKeepAliveSeconds);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(login.KeepAliveSeconds, ushort.MaxValue);
            ArgumentOutOfRangeException.ThrowIfLessThan(login.ReceiveMaximum, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(login.ReceiveMaximum, ushort.MaxValue);
            MqttClientOptionsBuilder builder = new MqttClientOptionsBuilder()
                .WithProtocolVersion(MqttProtocolVersion.V500)
                .WithTcpServer(host, port)
                .WithClientId(login.ClientId)
                .WithCleanStart(login.CleanStart)
                .WithMaximumPacketSize(LongestPacketBytes)
                .WithReceiveMaximum((ushort)login.ReceiveMaximum)
                .WithKeepAlivePeriod(TimeSpan.FromSeconds(login.KeepAliveSeconds));
            if (login.User is not null)
            {
                builder.WithCredentials(login.User, login.Password ?? "");
            }

            if (login.Will is { } will)
            {
                builder.WithWillTopic(will.Topic)
                    .WithWillPayload(will.Payload)
                    .WithWillQualityOfServiceLevel((MqttQualityOfServiceLevel)will.Qos)
                    .WithWillRetain(will.Retain);
            }

            if (login.Tls is { } tls)
            {
                builder.WithStreamProvider(new TlsDoor(tls, SocketBufferBytes));
            }

            MqttClientOptions options = builder.Build();
            ((MqttClientTcpOptions)options.ChannelOptions).BufferSize = SocketBufferBytes;
            return options;
        }

        /// <summary>An address as people write it.</summary>
        internal static string Name(EndPoint point)
        {
            return point is DnsEndPoint named ? $"{named.Host}:{named.Port}" : point.ToString() ?? "";
        }

        internal static BrokerException Explain(BrokerLogin login, Exception failure, string host, int port)
        {
            for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
            {
                if (cause is BrokerException known)
                {
                    return known;
                }

                if (cause is SocketException socket && !(login.Tls is not null && socket.SocketErrorCode == SocketError.ConnectionReset))
                {
                    return socket.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
                        ? new BrokerException(BrokerFailure.Unresolved, $"The broker's name {host} has no address.", failure)
                        : new BrokerException(BrokerFailure.Unreachable, $"No broker at {host}:{port}: {socket.Message}.", failure);
                }
            }

            if (login.Tls is not null)
            {
                // Our side of the handshake may be over before the broker has looked at our certificate: always in TLS 1.3, and in 1.2 where it looks late.
                return new BrokerException(BrokerFailure.HandshakeRefused, $"The broker at {host}:{port} ended the connection right behind the handshake: it wants another certificate of us.", failure);
            }

            return new BrokerException(BrokerFailure.NotConnected, "The connection broke before the broker had answered.", failure);
        }
    }
}
