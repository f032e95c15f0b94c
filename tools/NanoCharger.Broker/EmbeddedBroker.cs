using System;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MQTTnet.AspNetCore;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Server;

namespace NanoCharger.Broker
{
    /// <summary>An MQTT broker in this process, on loopback: MQTTnet's server behind Kestrel and our packet filter. It ends with the object or the process, and keeps nothing on disk.</summary>
    /// <remarks>It has no shared subscriptions. It listens when <see cref="StartAsync"/> has returned it; its clients lose their connections when it is disposed, and what it retained is gone.</remarks>
    public sealed class EmbeddedBroker : IDisposable, IAsyncDisposable
    {
        /// <summary>Messages that wait for one slow client; then the oldest are lost, as with mosquitto's own default.</summary>
        private const int MostPendingMessages = 1000;

        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
        private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

        private readonly MqttConnectionHandler _connections = new();
        private readonly MqttServer _mqtt;
        private readonly Takeovers _takeovers;
        private readonly ServiceProvider _services = new ServiceCollection().AddLogging().BuildServiceProvider();
        private readonly KestrelServer _kestrel;
        private int _disposed;

        private EmbeddedBroker(IPEndPoint endPoint)
        {
            MqttServerOptions options = new MqttServerOptionsBuilder()
                .WithoutDefaultEndpoint()
                .WithDefaultCommunicationTimeout(Patience)
                .WithMaxPendingMessagesPerClient(MostPendingMessages)
                .Build();
            _mqtt = new MqttServer(options, [_connections], MqttNetNullLogger.Instance);
            _takeovers = new Takeovers(_connections, _mqtt);

            // Kestrel by itself, without a host: a host would take Ctrl-C and the environment's addresses for its own.
            KestrelServerOptions listening = new() { ApplicationServices = _services };
            listening.Listen(endPoint, listener =>
            {
                listener.UsePacketFilter();
                listener.Run(_takeovers.Run);
                Listener = listener;
            });
            _kestrel = new KestrelServer(
                Options.Create(listening),
                new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
                NullLoggerFactory.Instance);
        }

        /// <summary>The address it listens on.</summary>
        public string Host => Listener!.IPEndPoint!.Address.ToString();

        /// <summary>The TCP port it listens on.</summary>
        public int Port => Listener!.IPEndPoint!.Port;

        private ListenOptions? Listener { get; set; }

        /// <summary>Starts one on 127.0.0.1 and returns when it listens.</summary>
        /// <param name="port">The TCP port; 0: one that is free.</param>
        /// <exception cref="IOException">The port is taken.</exception>
        public static EmbeddedBroker Start(int port = 0)
        {
            return StartAsync(new IPEndPoint(IPAddress.Loopback, port)).GetAwaiter().GetResult();
        }

        /// <summary>Starts one and returns when it listens.</summary>
        /// <param name="endPoint">A loopback address, and a port; 0: one that is free.</param>
        /// <param name="cancel">Gives the start up.</param>
        /// <exception cref="InvalidDataException">The address is not loopback: whoever listened on the wire would read every card and could send every command.</exception>
        /// <exception cref="IOException">The port is taken.</exception>
        public static async Task<EmbeddedBroker> StartAsync(IPEndPoint endPoint, CancellationToken cancel = default)
        {
            ArgumentNullException.ThrowIfNull(endPoint);
            if (!IPAddress.IsLoopback(endPoint.Address))
            {
                throw new InvalidDataException($"the embedded broker listens on loopback only until TLS is there, not on {endPoint.Address}");
            }

            EmbeddedBroker broker = new(endPoint);
            try
            {
                await broker._mqtt.StartAsync().ConfigureAwait(false);
                await broker._kestrel.StartAsync(new NoHttp(), cancel).ConfigureAwait(false);
            }
            catch
            {
                await broker.DisposeAsync().ConfigureAwait(false);
                throw;
            }

            return broker;
        }

        /// <summary>Ends it: its clients lose their connections.</summary>
        public void Dispose()
        {
            DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        /// <inheritdoc cref="Dispose"/>
        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _disposed, 1) != 0)
            {
                return;
            }

            await _mqtt.StopAsync(new MqttServerStopOptions()).ConfigureAwait(false);
            using CancellationTokenSource limit = new(StopPatience);
            await _kestrel.StopAsync(limit.Token).ConfigureAwait(false);
            _kestrel.Dispose();
            _mqtt.Dispose();
            await _services.DisposeAsync().ConfigureAwait(false);
        }

        /// <summary>Kestrel asks for an application of HTTP; no connection gets there.</summary>
        private sealed class NoHttp : Microsoft.AspNetCore.Hosting.Server.IHttpApplication<object>
        {
            public object CreateContext(Microsoft.AspNetCore.Http.Features.IFeatureCollection contextFeatures)
            {
                throw new NotSupportedException();
            }

            public Task ProcessRequestAsync(object context)
            {
                throw new NotSupportedException();
            }

            public void DisposeContext(object context, Exception? exception)
            {
            }
        }
    }
}
