using System;
using System.Threading;
using NanoCharger.Mqtt;

namespace NanoCharger.Backend
{
    /// <summary>The connection to one broker: a company's stations hang on several, a house's on one.</summary>
    /// <remarks>Start and Stop may alternate. It keeps no session at the broker: what a station sends while nobody listens is lost to it, and the station sends it again.</remarks>
    internal sealed class BrokerCell
    {
        private const string ClientIdPrefix = "nanocharger-backend-";
        private const int AtLeastOnce = 1;
        private const int KeepAliveSeconds = 30;

        // Reasons of a CONNACK that pass (MQTT 5.0, 3.2.2.2): a broker that restarts says no to nobody for good.
        private const int Unavailable = 0x88;
        private const int Busy = 0x89;
        private const int QuotaExceeded = 0x97;
        private const int RateExceeded = 0x9F;

        /// <summary>What is under way to a worker that ends is lost to the stations until they send it again: so let it be little.</summary>
        private const int FewAtOnce = 20;

        // Each its own, in whatever process: of two with one name the broker would end the one whenever the other connects, for ever.
        private readonly string _clientId = ClientIdPrefix + Guid.NewGuid().ToString("N");
        private readonly TimeSpan _patience;
        private readonly Action<string> _log;
        private BrokerClient? _client;

        /// <param name="url">Where the broker is.</param>
        /// <param name="patience">How long connecting and subscribing may take each.</param>
        /// <param name="log">Takes a line.</param>
        internal BrokerCell(BrokerUrl url, TimeSpan patience, Action<string> log)
        {
            Url = url;
            _patience = patience;
            _log = log;
        }

        /// <summary>Where the broker is.</summary>
        internal BrokerUrl Url { get; }

        /// <summary>Other workers share what it subscribes: the broker must be able to.</summary>
        internal bool Shared { get; init; }

        /// <summary>How a secured broker is come in at; asked at each connection.</summary>
        internal required Func<BrokerTls> Tls { get; init; }

        /// <summary>Takes a message, by which cell it came, and what sends an answer to a topic.</summary>
        internal required Action<BrokerCell, BrokerMessage, Action<string, byte[]>> Came { get; init; }

        /// <summary>The connection broke without <see cref="Stop"/>.</summary>
        internal event Action? Lost;

        internal bool IsConnected => Volatile.Read(ref _client)?.IsConnected ?? false;

        /// <summary>Connects and subscribes; when it returns, every later message comes.</summary>
        /// <param name="topics">What it subscribes, each with its highest quality of service.</param>
        /// <exception cref="BrokerException">The broker is out of reach, refuses, or is silent.</exception>
        internal void Start(params ReadOnlySpan<(string Topic, int Qos)> topics)
        {
            BrokerLogin login = new(_clientId) { KeepAliveSeconds = KeepAliveSeconds, Tls = Url.Secured ? OfThisBroker(Tls()) : null };
            BrokerClient client = new(Shared ? login with { ReceiveMaximum = FewAtOnce } : login);
            client.MessageReceived += message => OnMessage(client, message);
            client.Lost += reason => OnLost(client, reason);
            Interlocked.Exchange(ref _client, client)?.Dispose();
            try
            {
                int reason = client.Connect(Url.Host, Url.Port, _patience);
                if (reason != 0)
                {
                    throw reason is Unavailable or Busy or QuotaExceeded or RateExceeded
                        ? new BrokerException(BrokerFailure.NotConnected, $"The broker at {Url.Host}:{Url.Port} cannot take the backend now (reason {reason}).")
                        : new BrokerException(BrokerFailure.Refused, $"The broker refuses the backend (reason {reason}).");
                }

                if (Shared && !client.SharesSubscriptions)
                {
                    throw new BrokerException(BrokerFailure.Refused, $"The broker at {Url.Host}:{Url.Port} has no shared subscriptions, by which several workers take turns.");
                }

                foreach ((string topic, int qos) in topics)
                {
                    client.Subscribe(topic, qos, _patience);
                }
            }
            catch
            {
                Stop(static () => { });
                throw;
            }

            _log($"listening at {Url.Host}:{Url.Port}");
        }

        /// <summary>Takes nothing more, waits until what has come is answered, and disconnects in order. Harmless when it is not started.</summary>
        /// <param name="drain">Waits for the answers.</param>
        internal void Stop(Action drain)
        {
            BrokerClient? client = Interlocked.Exchange(ref _client, null);
            if (client is not null)
            {
                drain();
                client.Disconnect();
                client.Dispose();
            }
        }

        /// <summary>Sends something that nobody has asked for, by the connection that there is; without one it is lost.</summary>
        /// <param name="topic">Under which topic.</param>
        /// <param name="frame">What.</param>
        /// <param name="seconds">For how long it is worth delivering.</param>
        internal void Send(string topic, byte[] frame, int seconds)
        {
            if (Volatile.Read(ref _client) is { } client)
            {
                Send(client, new BrokerMessage(topic, frame, AtLeastOnce, Retain: false) { ExpirySeconds = seconds });
            }
        }

        private BrokerTls OfThisBroker(BrokerTls tls)
        {
            return tls.HostName.Length > 0 ? tls : tls with { HostName = Url.Host };
        }

        /// <summary>What comes while it stops is not taken: nobody would wait for its answer. The station sends it again.</summary>
        private void OnMessage(BrokerClient client, BrokerMessage message)
        {
            if (ReferenceEquals(Volatile.Read(ref _client), client))
            {
                Came(this, message, (topic, answer) => Send(client, new BrokerMessage(topic, answer, AtLeastOnce, Retain: false)));
            }
        }

        /// <summary>Sends an answer or a call, without waiting for the broker: the next message is not held up. One that the broker has not taken is told; the station will ask again, and be called again.</summary>
        private async void Send(BrokerClient client, BrokerMessage message)
        {
            if (!await client.Post(message).ConfigureAwait(false)
                && ReferenceEquals(Volatile.Read(ref _client), client))
            {
                _log($"{message.Topic}: the broker has not taken what was sent");
            }
        }

        private void OnLost(BrokerClient client, string reason)
        {
            if (ReferenceEquals(Volatile.Read(ref _client), client))
            {
                _log($"connection to the broker {Url.Host}:{Url.Port} lost ({reason})");
                Lost?.Invoke();
            }
        }
    }
}
