using System;
using System.Threading;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Networking;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>Wi-Fi, time server and MQTT, on a thread of their own behind two bounded queues.</summary>
    /// <remarks>
    /// The thread runs for ever: join, open a session, pump it until it breaks, pause, again. Pauses are drawn between 0 and a
    /// ceiling that doubles from 1 s to 5 min ("full jitter", so that a street of stations does not come back in step); a
    /// session that lasted a minute lowers the ceiling again.
    /// </remarks>
    public sealed class Esp32Link : ILink
    {
        private const int Slots = 4;
        private const int SlotBytes = 4096;
        private const int LiveBytes = 1024;
        private const int FirstCeilingMillis = 1000;
        private const int LastCeilingMillis = 300000;
        private const long GoodSessionMicros = 60000000;

        private readonly MessageQueue _outgoing = new MessageQueue(Slots, SlotBytes);
        private readonly MessageQueue _incoming = new MessageQueue(Slots, SlotBytes);

        // A slot of its own: what is of worth only now takes no place from what must arrive.
        private readonly MessageQueue _live = new MessageQueue(1, LiveBytes);
        private LinkOptions _options;
        private BrokerSession _session;
        private PseudoRandom _random;
        private int _ceilingMillis = FirstCeilingMillis;
        private bool _joinedOnce;
        private bool _timeStarted;

        /// <inheritdoc />
        public LinkState State { get; private set; }

        /// <inheritdoc />
        public int Session { get; private set; }

        /// <inheritdoc />
        public int MaxMessageBytes
        {
            get { return SlotBytes; }
        }

        /// <inheritdoc />
        public int Dropped
        {
            get { return _session == null ? 0 : _session.Dropped; }
        }

        /// <inheritdoc />
        /// <remarks>Without the name of a Wi-Fi network the link stays offline.</remarks>
        public void Start(LinkOptions options)
        {
            _options = options;
            _session = new BrokerSession(options, _outgoing, _live, _incoming, SlotBytes);
            _random = new PseudoRandom(SeedOf(options));
            if (!string.IsNullOrEmpty(options.WifiName))
            {
                new Thread(Run).Start();
            }
        }

        /// <inheritdoc />
        public bool TrySend(byte[] message, int length)
        {
            if (length < 1 || length > SlotBytes || length > message.Length)
            {
                throw new ArgumentException("length: 1..4 096, within the message");
            }

            return State == LinkState.Online && _outgoing.TryEnqueue(message, length);
        }

        /// <inheritdoc />
        public bool TryTell(byte[] message, int length)
        {
            if (length < 1 || length > LiveBytes || length > message.Length)
            {
                throw new ArgumentException("length: 1..1 024, within the message");
            }

            return State == LinkState.Online && _live.TryEnqueue(message, length);
        }

        /// <inheritdoc />
        public int TryReceive(byte[] buffer)
        {
            if (buffer.Length < SlotBytes)
            {
                throw new ArgumentException("buffer: at least 4 096 bytes");
            }

            return _incoming.TryDequeue(buffer);
        }

        private void Run()
        {
            while (true)
            {
                long onlineMicros = 0;
                try
                {
                    Join();
                    _session.Open();
                    onlineMicros = (long)HighResTimer.GetCurrent();
                    GoOnline();
                    _session.Pump();
                }
                catch (Exception)
                {
                    // The one place where a session ends by what the network libraries throw; none of it is a fault of the charger.
                }

                LeaveSession();
                Thread.Sleep(NextPauseMillis(onlineMicros));
            }
        }

        /// <summary>Returns with an address, however long that takes. The system rejoins a network by itself once it has the name and passphrase.</summary>
        /// <remarks>The name is given only once a boot: each time would write it to flash again.</remarks>
        private void Join()
        {
            State = LinkState.Offline;
            bool joined = _joinedOnce
                ? WifiNetworkHelper.Reconnect()
                : WifiNetworkHelper.ConnectDhcp(_options.WifiName, _options.WifiPassphrase);
            if (!joined)
            {
                throw new Exception("no Wi-Fi");
            }

            _joinedOnce = true;
            State = LinkState.Joined;
            StartTimeService();
        }

        private void StartTimeService()
        {
            if (_timeStarted || string.IsNullOrEmpty(_options.TimeHost))
            {
                return;
            }

            // The network stack may have started the service already with servers of its own, so it is made to ask ours now.
            Sntp.Server1 = _options.TimeHost;
            if (!Sntp.IsStarted)
            {
                Sntp.Start();
            }

            Sntp.UpdateNow();
            _timeStarted = true;
        }

        private void GoOnline()
        {
            _outgoing.Clear();
            _live.Clear();
            Session++;
            State = LinkState.Online;
        }

        private void LeaveSession()
        {
            if (State == LinkState.Online)
            {
                State = LinkState.Joined;
            }

            _session.Close();
        }

        private int NextPauseMillis(long onlineMicros)
        {
            if (onlineMicros != 0 && (long)HighResTimer.GetCurrent() - onlineMicros >= GoodSessionMicros)
            {
                _ceilingMillis = FirstCeilingMillis;
            }

            int pause = _random.Next(_ceilingMillis + 1);
            _ceilingMillis = _ceilingMillis * 2 > LastCeilingMillis ? LastCeilingMillis : _ceilingMillis * 2;
            return pause;
        }

        private static uint SeedOf(LinkOptions options)
        {
            uint seed = (uint)HighResTimer.GetCurrent() ^ (uint)options.Boot;
            for (int i = 0; i < options.Station.Length; i++)
            {
                seed = (seed * 31) + options.Station[i];
            }

            return seed;
        }
    }
}
