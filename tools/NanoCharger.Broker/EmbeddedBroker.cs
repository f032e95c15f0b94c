using System;
using System.Collections.Generic;
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
    /// <summary>
    /// An MQTT broker in this process: MQTTnet's server behind Kestrel and our packet filter; on loopback, or with locks anywhere. It ends with the
    /// object or the process, and keeps nothing on disk.
    /// </summary>
    /// <remarks>It has no shared subscriptions. It listens when it has been returned; its clients lose their connections when it is disposed, and what it retained is gone.</remarks>
    public sealed class EmbeddedBroker : IDisposable, IAsyncDisposable
    {
        /// <summary>Messages that wait for one slow client; then the oldest are lost, as with mosquitto's own default.</summary>
        private const int MostPendingMessages = 1000;

        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
        private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

        private readonly MqttConnectionHandler _connections = new();
        private readonly MqttServer _mqtt;
        private readonly Takeovers _takeovers;
        private readonly List<ListenOptions> _listeners = [];
        private readonly ServiceProvider _services = new ServiceCollection().AddLogging().BuildServiceProvider();
        private readonly KestrelServer _kestrel;
        private readonly LinkWarden? _warden;
        private int _disposed;

        private EmbeddedBroker(BrokerLocks? locks, params ReadOnlySpan<(IPEndPoint EndPoint, LinkDoor? Door)> doors)
        {
            LinkGuard? guard = locks is null ? null : new LinkGuard(locks);
            MqttServerOptions options = new MqttServerOptionsBuilder()
                .WithoutDefaultEndpoint()
                .WithDefaultCommunicationTimeout(Patience)
                .WithMaxPendingMessagesPerClient(MostPendingMessages)
                .Build();
            _mqtt = new MqttServer(options, [_connections], MqttNetNullLogger.Instance);
            _takeovers = new Takeovers(_connections, _mqtt);
            _warden = locks is null ? null : new LinkWarden(guard!, locks, _mqtt);

            // Kestrel by itself, without a host: a host would take Ctrl-C and the environment's addresses for its own.
            KestrelServerOptions listening = new() { ApplicationServices = _services };
            foreach ((IPEndPoint endPoint, LinkDoor? door) in doors)
            {
                listening.Listen(endPoint, listener => Open(listener, guard, door));
            }

            _kestrel = new KestrelServer(
                Options.Create(listening),
                new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
                NullLoggerFactory.Instance);
        }

        /// <summary>The address it listens on; with locks that of the stations' door.</summary>
        public string Host => _listeners[0].IPEndPoint!.Address.ToString();

        /// <summary>The TCP port it listens on; with locks that of the stations' door.</summary>
        public int Port => _listeners[0].IPEndPoint!.Port;

        /// <summary>The TCP port of the workers' door; without locks there is one door for all.</summary>
        public int WorkerPort => _listeners[^1].IPEndPoint!.Port;

        /// <summary>Starts one on 127.0.0.1 and returns when it listens.</summary>
        /// <param name="port">The TCP port; 0: one that is free.</param>
        /// <exception cref="IOException">The port is taken.</exception>
        public static EmbeddedBroker Start(int port = 0)
        {
            return StartAsync(new IPEndPoint(IPAddress.Loopback, port)).GetAwaiter().GetResult();
        }

        /// <summary>Starts one without locks and returns when it listens.</summary>
        /// <param name="endPoint">A loopback address, and a port; 0: one that is free.</param>
        /// <param name="cancel">Gives the start up.</param>
        /// <exception cref="InvalidDataException">The address is not loopback: whoever listened on the wire would read every card and could send every command.</exception>
        /// <exception cref="IOException">The port is taken.</exception>
        public static async Task<EmbeddedBroker> StartAsync(IPEndPoint endPoint, CancellationToken cancel = default)
        {
            ArgumentNullException.ThrowIfNull(endPoint);
            if (!IPAddress.IsLoopback(endPoint.Address))
            {
                throw new InvalidDataException($"without locks the embedded broker listens on loopback only, not on {endPoint.Address}");
            }

            return await new EmbeddedBroker(null, (endPoint, null)).Started(cancel).ConfigureAwait(false);
        }

        /// <summary>Starts one with locks, on any address, and returns when it listens: TLS 1.2, a certificate of each side, and the rights of <c>tools/broker</c>.</summary>
        /// <param name="stations">Where stations come in; port 0: one that is free.</param>
        /// <param name="workers">Where workers of the backend come in; port 0: one that is free.</param>
        /// <param name="locks">The certificates.</param>
        /// <param name="cancel">Gives the start up.</param>
        /// <exception cref="InvalidDataException">A file of the locks cannot be used: it is named, with the reason.</exception>
        /// <exception cref="IOException">A port is taken.</exception>
        public static async Task<EmbeddedBroker> StartAsync(IPEndPoint stations, IPEndPoint workers, BrokerLocks locks, CancellationToken cancel = default)
        {
            ArgumentNullException.ThrowIfNull(stations);
            ArgumentNullException.ThrowIfNull(workers);
            ArgumentNullException.ThrowIfNull(locks);
            return await new EmbeddedBroker(locks, (stations, LinkDoor.Stations), (workers, LinkDoor.Workers)).Started(cancel).ConfigureAwait(false);
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

            await (_warden?.DisposeAsync() ?? default).ConfigureAwait(false);
            await _mqtt.StopAsync(new MqttServerStopOptions()).ConfigureAwait(false);
            using CancellationTokenSource limit = new(StopPatience);
            await _kestrel.StopAsync(limit.Token).ConfigureAwait(false);
            _kestrel.Dispose();
            _mqtt.Dispose();
            await _services.DisposeAsync().ConfigureAwait(false);
        }

        private void Open(ListenOptions listener, LinkGuard? guard, LinkDoor? door)
        {
            if (guard is not null && door is not null)
            {
                new TlsFilter(guard, door).Use(listener);
            }

            listener.UsePacketFilter();
            listener.Run(_warden is null ? _takeovers.Run : connection => _warden.Run(connection, _takeovers.Run));
            _listeners.Add(listener);
        }

        private async Task<EmbeddedBroker> Started(CancellationToken cancel)
        {
            try
            {
                await _mqtt.StartAsync().ConfigureAwait(false);
                _warden?.Watch(_connections);
                await _kestrel.StartAsync(new NoHttp(), cancel).ConfigureAwait(false);
            }
            catch
            {
                await DisposeAsync().ConfigureAwait(false);
                throw;
            }

            return this;
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
