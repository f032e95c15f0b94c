using System;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using NanoCharger.Hal;
using nanoFramework.Hardware.Esp32;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>Sessions with the MQTT broker, one after the other, by one client of the library's for as long as host, port and certificates are the same.</summary>
    /// <remarks>
    /// How M2Mqtt 5.1 behaves (read in its public source): its constructor looks the host name up, which stops all threads, so a client is made
    /// once and not each time the broker is away; it checks the broker's certificate for the very name that it was given. A plain TCP connect
    /// blocks this thread only, a TLS handshake all of them; the wait for the broker's CONNACK ends by the library's own constant after 30 s;
    /// nothing reconnects by itself; a QoS 1 message is tried 3 times 1 s apart and then forgotten. Whatever goes wrong it throws, at any stage,
    /// and every exception means the same here: the session is over.
    /// Its Close closes the TLS stream, and where there is none any more (the handshake never began, or the library has closed it by itself because
    /// the broker has) it breaks off half way, and no later Close of that client does anything. So it is called only while a stream is open.
    /// After an end the library may throw the last session's exception once more at the next CONNACK: the attempt after that one succeeds.
    /// </remarks>
    internal sealed class BrokerSession
    {
        private const ushort KeepAliveSeconds = 30;
        private const int SubscriptionTimeoutMillis = 10000;
        private const int InflightMessages = 8;
        private const int PacketOverheadBytes = 256;

        // The control thread's 20 ms block begins when this thread falls asleep. Waking later than that keeps it out of the block.
        private const int PauseMillis = 30;
        private const long SliceMicros = 5000;

        // The library's own Close takes 200 ms, and a second more where its keep-alive thread is slow.
        private const int CloseTimeoutMillis = 3000;

        private readonly MessageQueue _outgoing;
        private readonly MessageQueue _live;
        private readonly MessageQueue _incoming;
        private readonly byte[] _message;
        private LinkOptions _options;
        private string _up;
        private string _down;
        private string _liveTopic;
        private string _stateTopic;
        private MqttClient _client;
        private bool _open;
        private bool _stood;
        private bool _subscribed;
        private bool _refused;
        private bool _closed;

        /// <param name="outgoing">Messages to send.</param>
        /// <param name="live">What is told once, when none of those waits.</param>
        /// <param name="incoming">Where received messages go.</param>
        /// <param name="mostBytes">Longest message either way.</param>
        internal BrokerSession(MessageQueue outgoing, MessageQueue live, MessageQueue incoming, int mostBytes)
        {
            _outgoing = outgoing;
            _live = live;
            _incoming = incoming;
            _message = new byte[mostBytes];
        }

        /// <summary>Received messages dropped: retained ones, too long, or no room for them.</summary>
        internal int Dropped { get; private set; }

        /// <summary>Takes broker, station and certificates for the sessions to come. Not while one is open.</summary>
        internal void Use(LinkOptions options)
        {
            _options = options;
            string station = "nanocharger/v1/" + options.Station;
            _up = station + "/up";
            _down = station + "/dn";
            _liveTopic = station + "/live";
            _stateTopic = station + "/state";
            Forget();
        }

        /// <summary>Connects, subscribes and tells the station's state.</summary>
        /// <exception cref="LinkException">It did not come to a session.</exception>
        internal void Open()
        {
            _subscribed = false;
            _refused = false;
            _closed = false;
            _stood = false;
            MakeClient();
            MqttReasonCode answer = Connect();
            if (answer != MqttReasonCode.Success)
            {
                throw new LinkException(LinkCause.NotAccepted, (int)answer);
            }

            _client.Subscribe(new string[] { _down }, new MqttQoSLevel[] { MqttQoSLevel.AtLeastOnce });
            AwaitSubscription();
            Publish(_stateTopic, Encoding.UTF8.GetBytes(StateText("online")), MqttQoSLevel.AtLeastOnce, true);
        }

        /// <summary>Sends what is queued, for 5 ms at most, and pauses.</summary>
        /// <returns>False when the session is over.</returns>
        internal bool Pump()
        {
            long start = (long)HighResTimer.GetCurrent();
            while (PublishNext() && (long)HighResTimer.GetCurrent() - start < SliceMicros)
            {
            }

            Thread.Sleep(PauseMillis);
            return !_closed && _client.IsConnected;
        }

        /// <summary>Ends the session, however far it came. Throws nothing.</summary>
        internal void Close()
        {
            if (!_open)
            {
                return;
            }

            _open = false;
            if (_closed || (_stood && !_client.IsConnected))
            {
                return;
            }

            _client.Close();
            for (int waited = 0; _client.IsConnected; waited += PauseMillis)
            {
                if (waited >= CloseTimeoutMillis)
                {
                    // It is closing by itself, and would close the next session too.
                    Forget();
                    return;
                }

                Thread.Sleep(PauseMillis);
            }
        }

        private void MakeClient()
        {
            if (_client != null)
            {
                return;
            }

            try
            {
                LinkIdentity identity = _options.Identity;
                _client = identity == null
                    ? new MqttClient(_options.BrokerHost, _options.BrokerPort, false, null, null, MqttSslProtocols.None)
                    : new MqttClient(_options.BrokerHost, _options.BrokerPort, true, new X509Certificate2(identity.Trust), OwnCertificate(identity), MqttSslProtocols.TLSv1_2);
            }
            catch (SocketException e)
            {
                throw new LinkException(LinkCause.NoAddress, e.ErrorCode);
            }
            catch (ArgumentException)
            {
                throw new LinkException(LinkCause.Unreadable, 0);
            }

            _client.ProtocolVersion = MqttProtocolVersion.Version_5;
            _client.MaximumPacketSize = (uint)(_message.Length + PacketOverheadBytes);
            _client.Settings.InflightQueueSize = InflightMessages;
            _client.Settings.ValidateServerCertificate = true;
            _client.MqttMsgPublishReceived += OnReceived;
            _client.MqttMsgSubscribed += OnSubscribed;
            _client.ConnectionClosed += OnClosed;
        }

        private static X509Certificate2 OwnCertificate(LinkIdentity identity)
        {
            return identity.Chain == null ? null : new X509Certificate2(identity.Chain, identity.Key, string.Empty);
        }

        private MqttReasonCode Connect()
        {
            try
            {
                MqttReasonCode answer = _client.Connect(
                    _options.Station, null, null, true, MqttQoSLevel.AtLeastOnce, true, _stateTopic, StateText("offline"), true, KeepAliveSeconds);
                _open = true;
                _stood = answer == MqttReasonCode.Success;
                return answer;
            }
            catch (MqttConnectionException e)
            {
                // No stream, so nothing to close: what is left of the attempt the collector ends.
                throw LinkException.OfConnect(e);
            }
            catch (Exception)
            {
                _open = true;
                throw new LinkException(LinkCause.NotAnswered, 0);
            }
        }

        private void Forget()
        {
            if (_client != null)
            {
                _client.MqttMsgPublishReceived -= OnReceived;
                _client.MqttMsgSubscribed -= OnSubscribed;
                _client.ConnectionClosed -= OnClosed;
                _client = null;
            }
        }

        private void AwaitSubscription()
        {
            for (int waited = 0; !_subscribed; waited += PauseMillis)
            {
                if (_refused || _closed || waited >= SubscriptionTimeoutMillis)
                {
                    throw new LinkException(LinkCause.NotSubscribed, 0);
                }

                Thread.Sleep(PauseMillis);
            }
        }

        // What must arrive goes first. False when nothing waits.
        private bool PublishNext()
        {
            int length = _outgoing.TryDequeue(_message);
            bool mustArrive = length > 0;
            length = mustArrive ? length : _live.TryDequeue(_message);
            if (length == 0)
            {
                return false;
            }

            // The library keeps the array until the broker has answered, so each message needs one of its own.
            byte[] message = new byte[length];
            Array.Copy(_message, 0, message, 0, length);
            Publish(mustArrive ? _up : _liveTopic, message, mustArrive ? MqttQoSLevel.AtLeastOnce : MqttQoSLevel.AtMostOnce, false);
            return true;
        }

        private void Publish(string topic, byte[] message, MqttQoSLevel level, bool retain)
        {
            _client.Publish(topic, message, null, null, level, retain);
        }

        private string StateText(string state)
        {
            return "{\"state\":\"" + state + "\",\"boot\":" + _options.Boot.ToString() + "}";
        }

        private void OnReceived(object sender, MqttMsgPublishEventArgs e)
        {
            byte[] message = e.Message;
            if (e.Topic != _down || message == null || message.Length == 0)
            {
                return;
            }

            // A call that the broker has kept is from whenever: what it asks for may be wrong by now, and each session would do it again.
            if (e.Retain || message.Length > _message.Length || !_incoming.TryEnqueue(message, message.Length))
            {
                Dropped++;
            }
        }

        private void OnSubscribed(object sender, MqttMsgSubscribedEventArgs e)
        {
            // Codes above QoS 2 are refusals (MQTT 5, 3.9.3).
            _subscribed = e.GrantedQoSLevels.Length > 0 && (int)e.GrantedQoSLevels[0] <= (int)MqttQoSLevel.ExactlyOnce;
            _refused = !_subscribed;
        }

        private void OnClosed(object sender, EventArgs e)
        {
            _closed = true;
        }
    }
}
