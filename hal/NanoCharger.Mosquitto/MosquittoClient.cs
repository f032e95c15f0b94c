using System;

namespace NanoCharger.Mosquitto
{
    /// <summary>An MQTT 5 client over libmosquitto. It never reconnects by itself and never repeats a message of an earlier connection.</summary>
    /// <remarks>
    /// All events are raised on the connection's own thread, one at a time; a handler may publish and subscribe, but must not wait for
    /// another event. An exception that leaves a handler ends the connection and, as on any thread, the process.
    /// Methods may be called from any thread.
    /// </remarks>
    public sealed class MosquittoClient : IDisposable
    {
        /// <summary>How long an end of connection is waited for before the caller goes on.</summary>
        internal static readonly TimeSpan ReleaseTimeout = TimeSpan.FromSeconds(5);

        private readonly object _gate = new();
        private ConnectionSettings _settings;
        private Connection? _connection;
        private bool _disposed;

        /// <summary>Creates a client that is not connected.</summary>
        /// <param name="clientId">The MQTT client identifier; a broker serves one connection for each.</param>
        /// <param name="cleanStart">True: the broker forgets subscriptions and messages of earlier connections (MQTT 5.0, 3.1.2.4).</param>
        /// <exception cref="ArgumentException">The identifier is empty.</exception>
        public MosquittoClient(string clientId, bool cleanStart = true)
        {
            ArgumentException.ThrowIfNullOrEmpty(clientId);
            _settings = new ConnectionSettings(clientId, cleanStart);
        }

        /// <summary>A message of a subscribed topic has arrived.</summary>
        public event Action<MosquittoMessage>? MessageReceived;

        /// <summary>
        /// The message with this id has been answered by the broker (QoS 1: PUBACK) or handed to the socket (QoS 0).
        /// It may come before <see cref="Publish"/> has returned the id. It is no proof of delivery to anybody.
        /// </summary>
        public event Action<int>? Published;

        /// <summary>The subscription with this id has been answered by the broker.</summary>
        public event Action<int>? Subscribed;

        /// <summary>
        /// A connection that had been accepted has ended: 0 after <see cref="Disconnect"/>, otherwise the broker's MQTT reason
        /// (128..255) or a MOSQ_ERR code (7: lost). Raised once for each connection, also after <see cref="Drop"/>.
        /// </summary>
        public event Action<int>? Disconnected;

        /// <summary>True from an accepted <see cref="Connect"/> until the connection ends.</summary>
        public bool IsConnected => Current?.IsOpen ?? false;

        private Connection? Current
        {
            get
            {
                lock (_gate)
                {
                    return _connection;
                }
            }
        }

        /// <summary>Sets the message that the broker publishes when the next connection ends without an orderly disconnect.</summary>
        /// <param name="topic">Topic of the will.</param>
        /// <param name="payload">Its payload; copied.</param>
        /// <param name="qos">0..2.</param>
        /// <param name="retain">Whether the broker keeps it for later subscribers.</param>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="qos"/> is not 0..2.</exception>
        public void SetWill(string topic, ReadOnlySpan<byte> payload, int qos, bool retain)
        {
            ArgumentException.ThrowIfNullOrEmpty(topic);
            CheckQos(qos);
            _settings = _settings with { WillTopic = topic, WillPayload = payload.ToArray(), WillQos = qos, WillRetain = retain };
        }

        /// <summary>Sets user and password of the next connection; null for none.</summary>
        /// <param name="user">User name, or null to connect anonymously.</param>
        /// <param name="password">Password, or null.</param>
        public void SetCredentials(string? user, string? password)
        {
            _settings = _settings with { User = user, Password = password };
        }

        /// <summary>Connects and waits for the broker's answer.</summary>
        /// <param name="host">Name or address.</param>
        /// <param name="port">TCP port, 1..65535.</param>
        /// <param name="keepAliveSeconds">0 (off) or 5..65535 s.</param>
        /// <param name="timeout">For name resolution, TCP and CONNACK together, real time.</param>
        /// <returns>The MQTT reason code: 0 accepted, 128..255 refused (MQTT 5.0, 3.2.2.2).</returns>
        /// <exception cref="MosquittoException">Not installed, unreachable, unresolved, or no answer in time.</exception>
        /// <exception cref="InvalidOperationException">The client is connected already.</exception>
        public int Connect(string host, int port, int keepAliveSeconds, TimeSpan timeout)
        {
            ArgumentException.ThrowIfNullOrEmpty(host);
            ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(port, 65535);
            if (keepAliveSeconds != 0 && keepAliveSeconds is < 5 or > 65535)
            {
                throw new ArgumentOutOfRangeException(nameof(keepAliveSeconds), "Keep-alive must be 0 or 5..65535 s.");
            }

            Connection connection;
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                if (_connection is { IsOpen: true })
                {
                    throw new InvalidOperationException("The client is connected already.");
                }

                connection = new Connection(this, _settings, host, port, keepAliveSeconds);
                _connection = connection;
            }

            try
            {
                return connection.Open(timeout);
            }
            catch (MosquittoException)
            {
                lock (_gate)
                {
                    _connection = null;
                }

                throw;
            }
        }

        /// <summary>Queues a message for sending.</summary>
        /// <param name="topic">Topic, without wildcards.</param>
        /// <param name="payload">Payload; copied. Empty with <paramref name="retain"/> clears what the broker keeps.</param>
        /// <param name="qos">0..2.</param>
        /// <param name="retain">Whether the broker keeps it for later subscribers.</param>
        /// <returns>The id that <see cref="Published"/> will carry.</returns>
        /// <exception cref="MosquittoException">Not connected, or the library rejects the topic or size.</exception>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="qos"/> is not 0..2.</exception>
        public int Publish(string topic, ReadOnlySpan<byte> payload, int qos, bool retain)
        {
            ArgumentException.ThrowIfNullOrEmpty(topic);
            CheckQos(qos);
            return Required().Publish(topic, payload, qos, retain);
        }

        /// <summary>Asks for a topic without waiting; <see cref="Subscribed"/> tells the answer's arrival.</summary>
        /// <param name="topic">Topic filter, wildcards allowed.</param>
        /// <param name="qos">Highest quality of service wanted, 0..2.</param>
        /// <returns>The id that <see cref="Subscribed"/> will carry.</returns>
        /// <exception cref="MosquittoException">Not connected, or the library rejects the filter.</exception>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="qos"/> is not 0..2.</exception>
        public int Subscribe(string topic, int qos)
        {
            ArgumentException.ThrowIfNullOrEmpty(topic);
            CheckQos(qos);
            return Required().Subscribe(topic, qos, @await: false);
        }

        /// <summary>Asks for a topic and returns when the broker has granted it. Not for use in a handler.</summary>
        /// <param name="topic">Topic filter, wildcards allowed.</param>
        /// <param name="qos">Highest quality of service wanted, 0..2.</param>
        /// <param name="timeout">How long to wait for the answer, real time.</param>
        /// <exception cref="MosquittoException">Not connected, refused by the broker, or no answer in time.</exception>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="qos"/> is not 0..2.</exception>
        public void Subscribe(string topic, int qos, TimeSpan timeout)
        {
            ArgumentException.ThrowIfNullOrEmpty(topic);
            CheckQos(qos);
            Connection connection = Required();
            int? granted = connection.WaitSubscribed(connection.Subscribe(topic, qos, @await: true), timeout);
            if (granted is null)
            {
                throw new MosquittoException(MosquittoFailure.TimedOut, "The broker did not answer the subscription to " + topic + ".");
            }

            if (granted >= 128)
            {
                throw new MosquittoException(
                    MosquittoFailure.Refused, $"The broker refused the subscription to {topic} (reason {granted}).");
            }
        }

        /// <summary>Sends what is queued and an orderly DISCONNECT: the will is not published. Waits at most 5 s.</summary>
        /// <remarks>Harmless when not connected.</remarks>
        public void Disconnect()
        {
            Current?.Disconnect(ReleaseTimeout);
        }

        /// <summary>Cuts the socket without a DISCONNECT, as a power cut does: the broker publishes the will. Harmless when not connected.</summary>
        public void Drop()
        {
            Current?.Cut();
        }

        /// <summary>Cuts the connection if there is one. Call <see cref="Disconnect"/> first for an orderly end.</summary>
        public void Dispose()
        {
            lock (_gate)
            {
                _disposed = true;
            }

            Drop();
        }

        internal void RaiseMessage(MosquittoMessage message)
        {
            MessageReceived?.Invoke(message);
        }

        internal void RaisePublished(int id)
        {
            Published?.Invoke(id);
        }

        internal void RaiseSubscribed(int id)
        {
            Subscribed?.Invoke(id);
        }

        internal void RaiseDisconnected(int reason)
        {
            Disconnected?.Invoke(reason);
        }

        private Connection Required()
        {
            return Current
                ?? throw new MosquittoException(MosquittoFailure.NotConnected, "There is no connection to the broker.");
        }

        private static void CheckQos(int qos)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(qos, 0);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(qos, 2);
        }
    }
}
