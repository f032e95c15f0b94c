using System;
using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace NanoCharger.Mqtt
{
    /// <summary>One MQTT 5 connection from CONNECT to its end, over MQTTnet. It never reconnects: a new connection is a new object.</summary>
    /// <remarks>
    /// Messages come one at a time and in order, on threads of the pool. A handler may call <see cref="Post"/>; it must not wait for another
    /// message. An exception that leaves a handler ends the process, as on any thread. Methods may be called from any thread; they wait in real
    /// time, so that a caller who keeps virtual time knows what has happened when they return.
    /// </remarks>
    public sealed class BrokerClient : IDisposable
    {
        private const int FirstRefusal = 128;
        private const int LeastPoolThreads = 32;

        /// <summary>How long the end of a connection waits for the message at hand and for the socket.</summary>
        private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(5);

        private readonly object _gate = new();

        // Held while a message is handled, so that whoever ends the connection knows that the last one is over.
        private readonly object _delivery = new();
        private readonly BrokerLogin _login;
        private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
        private bool _open;
        private bool _ended;

        /// <summary>
        /// MQTTnet answers from the pool, whose threads our callers may hold while they wait for just that. Above its least number the pool adds
        /// a thread only after half a second, on a busy machine after several: longer than anybody waits for a broker.
        /// </summary>
        static BrokerClient()
        {
            ThreadPool.GetMinThreads(out int workers, out int completions);
            ThreadPool.SetMinThreads(Math.Max(workers, LeastPoolThreads), completions);
        }

        /// <summary>Creates a client that is not connected.</summary>
        /// <exception cref="ArgumentException">The client identifier is empty.</exception>
        public BrokerClient(BrokerLogin login)
        {
            ArgumentNullException.ThrowIfNull(login);
            ArgumentException.ThrowIfNullOrEmpty(login.ClientId);
            _login = login;
            _client.ApplicationMessageReceivedAsync += OnMessage;
            _client.DisconnectedAsync += OnDisconnected;
        }

        /// <summary>A message of a subscribed topic has arrived. None comes after <see cref="Disconnect"/>, <see cref="Drop"/> or <see cref="Dispose"/> has returned.</summary>
        public event Action<BrokerMessage>? MessageReceived;

        /// <summary>An accepted connection has ended, and not by us: the reason in a few words. Raised once at most.</summary>
        public event Action<string>? Lost;

        /// <summary>True from an accepted <see cref="Connect"/> until the connection ends.</summary>
        public bool IsConnected
        {
            get
            {
                lock (_gate)
                {
                    return _open && _client.IsConnected;
                }
            }
        }

        /// <summary>Whether the broker that has accepted us has shared subscriptions ($share/GROUP/TOPIC; MQTT 5.0, 3.2.2.3.13 and 4.8.2).</summary>
        public bool SharesSubscriptions { get; private set; }

        /// <summary>Connects and waits for the broker's answer; once for each object.</summary>
        /// <param name="host">Name or address.</param>
        /// <param name="port">TCP port, 1..65535.</param>
        /// <param name="timeout">For name resolution, TCP and CONNACK together, real time.</param>
        /// <param name="cancel">Ends the wait at once, as the timeout does.</param>
        /// <returns>The MQTT reason code: 0 accepted, 128..255 refused (MQTT 5.0, 3.2.2.2).</returns>
        /// <exception cref="BrokerException">Unreachable, unresolved, no answer in time, or one of the two refuses the other's certificate.</exception>
        public int Connect(string host, int port, TimeSpan timeout, CancellationToken cancel = default)
        {
            MqttClientOptions options = ConnectOptions.For(_login, host, port);
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(timeout);
            int code;
            try
            {
                MqttClientConnectResult answer = _client.ConnectAsync(options, limit.Token).GetAwaiter().GetResult();
                code = (int)answer.ResultCode;
                SharesSubscriptions = answer.SharedSubscriptionAvailable;
            }
            catch (Exception failure) when (IsOfConnection(failure))
            {
                throw limit.IsCancellationRequested
                    ? new BrokerException(BrokerFailure.TimedOut, $"The broker did not answer within {timeout.TotalSeconds:0.###} s.", failure)
                    : ConnectOptions.Explain(_login, failure, host, port);
            }

            lock (_gate)
            {
                if (code == 0 && _ended)
                {
                    throw new BrokerException(BrokerFailure.NotConnected, "The connection broke as soon as the broker had accepted it.");
                }

                _open = code == 0;
            }

            return code;
        }

        /// <summary>Hands a message over, in the order of the calls, without waiting for the broker.</summary>
        /// <returns>Whether the broker has acknowledged it (QoS 0: whether it was sent). Such a task does not fail. It is no proof of delivery to anybody.</returns>
        /// <exception cref="ArgumentException">The topic is empty.</exception>
        public async Task<bool> Post(BrokerMessage message)
        {
            ArgumentException.ThrowIfNullOrEmpty(message.Topic);
            try
            {
                MqttClientPublishResult result = await _client.PublishAsync(new MqttApplicationMessage
                {
                    Topic = message.Topic,
                    Payload = new ReadOnlySequence<byte>(message.Payload),
                    QualityOfServiceLevel = (MqttQualityOfServiceLevel)message.Qos,
                    Retain = message.Retain,
                    MessageExpiryInterval = (uint)message.ExpirySeconds,
                }).ConfigureAwait(false);
                return result.IsSuccess;
            }
            catch (Exception failure) when (IsOfConnection(failure))
            {
                return false;
            }
        }

        /// <summary>Publishes and waits for the broker's acknowledgement. Not for use in a handler.</summary>
        /// <returns>False when none came in that time.</returns>
        public bool Publish(BrokerMessage message, TimeSpan timeout)
        {
            Task<bool> posted = Post(message);
            return posted.Wait(timeout) && posted.Result;
        }

        /// <summary>Asks for a topic and returns when the broker has granted it. Not for use in a handler.</summary>
        /// <param name="topic">Topic filter, wildcards allowed.</param>
        /// <param name="qos">Highest quality of service wanted, 0..2.</param>
        /// <param name="timeout">How long to wait for the answer, real time.</param>
        /// <param name="cancel">Ends the wait at once, as the timeout does.</param>
        /// <exception cref="BrokerException">Not connected, refused by the broker, or no answer in time.</exception>
        public void Subscribe(string topic, int qos, TimeSpan timeout, CancellationToken cancel = default)
        {
            MqttClientSubscribeOptions wanted = new MqttClientSubscribeOptionsBuilder().WithTopicFilter(topic, (MqttQualityOfServiceLevel)qos).Build();
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(timeout);
            MqttClientSubscribeResult result;
            try
            {
                result = _client.SubscribeAsync(wanted, limit.Token).GetAwaiter().GetResult();
            }
            catch (Exception failure) when (IsOfConnection(failure))
            {
                throw limit.IsCancellationRequested
                    ? new BrokerException(BrokerFailure.TimedOut, $"The broker did not answer the subscription to {topic}.", failure)
                    : new BrokerException(BrokerFailure.NotConnected, "There is no connection to the broker.", failure);
            }

            foreach (MqttClientSubscribeResultItem item in result.Items)
            {
                if ((int)item.ResultCode >= FirstRefusal)
                {
                    throw new BrokerException(BrokerFailure.Refused, $"The broker refused the subscription to {topic} (reason {(int)item.ResultCode}).");
                }
            }
        }

        /// <summary>Ends in order, behind the message at hand and what was posted: the will is not published. Waits at most some seconds; harmless when not connected.</summary>
        public void Disconnect()
        {
            if (!End())
            {
                return;
            }

            try
            {
                using CancellationTokenSource limit = new(EndPatience);
                _client.DisconnectAsync(new MqttClientDisconnectOptions(), limit.Token).GetAwaiter().GetResult();
            }
            catch (Exception failure) when (IsOfConnection(failure))
            {
                // It broke before we could take leave.
            }

            _client.Dispose();
        }

        /// <summary>Cuts the socket without a DISCONNECT, as a power cut does: the broker publishes the will. Harmless when not connected.</summary>
        public void Drop()
        {
            End();
            _client.Dispose();
        }

        /// <summary>Cuts the connection if there is one. Call <see cref="Disconnect"/> first for an orderly end.</summary>
        public void Dispose()
        {
            Drop();
        }

        /// <summary>From now on no message is handed on, and the one at hand is over (unless its handler is the caller).</summary>
        /// <returns>Whether there was a connection.</returns>
        private bool End()
        {
            bool wasOpen;
            lock (_gate)
            {
                wasOpen = _open;
                _open = false;
                _ended = true;
            }

            if (Monitor.TryEnter(_delivery, EndPatience))
            {
                Monitor.Exit(_delivery);
            }

            return wasOpen;
        }

        private Task OnMessage(MqttApplicationMessageReceivedEventArgs arrival)
        {
            MqttApplicationMessage message = arrival.ApplicationMessage;
            try
            {
                lock (_delivery)
                {
                    if (!HasEnded())
                    {
                        MessageReceived?.Invoke(new BrokerMessage(message.Topic, message.Payload.ToArray(), (int)message.QualityOfServiceLevel, message.Retain));
                    }
                }
            }
            catch (Exception bug)
            {
                // MQTTnet would log it to nobody, and the message would seem to have been handled.
                ExceptionDispatchInfo kept = ExceptionDispatchInfo.Capture(bug);
                ThreadPool.UnsafeQueueUserWorkItem(_ => kept.Throw(), null);
            }

            return Task.CompletedTask;
        }

        /// <summary>MQTTnet tells it of every end: ours, one that broke, and an attempt that came to nothing. Only the second is news.</summary>
        private Task OnDisconnected(MqttClientDisconnectedEventArgs end)
        {
            bool lost;
            lock (_gate)
            {
                lost = _open;
                _open = false;
                _ended = true;
            }

            if (lost)
            {
                Lost?.Invoke(end.Reason == MqttClientDisconnectReason.NormalDisconnection ? "the broker has closed it" : end.Reason.ToString());
            }

            return Task.CompletedTask;
        }

        private bool HasEnded()
        {
            lock (_gate)
            {
                return _ended;
            }
        }

        private bool IsOfConnection(Exception failure)
        {
            return failure is MqttCommunicationException or MqttProtocolViolationException or OperationCanceledException or ObjectDisposedException

                // MQTTnet clears its fields at the end of a connection while a call may still be on its way through them.
                || (failure is NullReferenceException && !_client.IsConnected);
        }
    }
}
