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

        /// <summary>Takes a message, and what sends an answer to a topic.</summary>
        internal required Action<BrokerMessage, Action<string, byte[]>> Came { get; init; }

        /// <summary>The connection broke without <see cref="Stop"/>.</summary>
        internal event Action? Lost;

        internal bool IsConnected => Volatile.Read(ref _client)?.IsConnected ?? false;

        /// <summary>Connects and subscribes; when it returns, every later message comes.</summary>
        /// <exception cref="BrokerException">The broker is out of reach, refuses, or is silent.</exception>
        internal void Start(params ReadOnlySpan<string> topics)
        {
            BrokerLogin login = new(_clientId) { KeepAliveSeconds = KeepAliveSeconds };
            BrokerClient client = new(Shared ? login with { ReceiveMaximum = FewAtOnce } : login);
            client.MessageReceived += message => OnMessage(client, message);
            client.Lost += reason => OnLost(client, reason);
            Interlocked.Exchange(ref _client, client)?.Dispose();
            try
            {
                int reason = client.Connect(Url.Host, Url.Port, _patience);
                if (reason != 0)
                {
                    throw new BrokerException(BrokerFailure.Refused, $"The broker refuses the backend (reason {reason}).");
                }

                if (Shared && !client.SharesSubscriptions)
                {
                    throw new BrokerException(BrokerFailure.Refused, $"The broker at {Url.Host}:{Url.Port} has no shared subscriptions, by which several workers take turns.");
                }

                foreach (string topic in topics)
                {
                    client.Subscribe(topic, AtLeastOnce, _patience);
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

        /// <summary>What comes while it stops is not taken: nobody would wait for its answer. The station sends it again.</summary>
        private void OnMessage(BrokerClient client, BrokerMessage message)
        {
            if (ReferenceEquals(Volatile.Read(ref _client), client))
            {
                Came(message, (topic, answer) => Send(client, topic, answer));
            }
        }

        /// <summary>Sends an answer, without waiting for the broker: the next message is not held up. One that the broker has not taken is told; the station will ask again.</summary>
        private async void Send(BrokerClient client, string topic, byte[] answer)
        {
            if (!await client.Post(new BrokerMessage(topic, answer, AtLeastOnce, Retain: false)).ConfigureAwait(false)
                && ReferenceEquals(Volatile.Read(ref _client), client))
            {
                _log($"{topic}: the broker has not taken an answer");
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
