using System;
using System.Threading;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Networking;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>Wi-Fi, time server and MQTT, on a thread of their own behind two bounded queues.</summary>
    /// <remarks>
    /// The thread runs for ever: join, open a session, pump it until it breaks, pause (<see cref="Backoff"/>), again. What stops every
    /// thread it does only with leave. An exception that got past it would end it in silence, as on any thread: <see cref="Watch"/> looks.
    /// </remarks>
    public sealed class Esp32Link : ILink
    {
        private const int Slots = 4;
        private const int SlotBytes = 4096;
        private const int LiveBytes = 1024;
        private const int LeavePollMillis = 100;
        private const int PauseSliceMillis = 1000;

        private readonly MessageQueue _outgoing = new MessageQueue(Slots, SlotBytes);
        private readonly MessageQueue _incoming = new MessageQueue(Slots, SlotBytes);

        // A slot of its own: what is of worth only now takes no place from what must arrive.
        private readonly MessageQueue _live = new MessageQueue(1, LiveBytes);
        // Held for some assignments: leave that is given while the link stops wanting it would never be used up.
        private readonly object _gate = new object();
        private LinkOptions _options;
        private LinkOptions _changed;
        private BrokerSession _session;
        private Backoff _backoff;
        private Thread _thread;
        private string _joined;
        private bool _timeStarted;
        private bool _leave;

        /// <inheritdoc />
        public LinkState State { get; private set; }

        /// <inheritdoc />
        public int Session { get; private set; }

        /// <inheritdoc />
        public LinkRecord Record { get; } = new LinkRecord();

        /// <inheritdoc />
        public bool WantsHandshake { get; private set; }

        /// <inheritdoc />
        public int Handshakes { get; private set; }

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
            _session = new BrokerSession(_outgoing, _live, _incoming, SlotBytes);
            _session.Use(options);
            _backoff = new Backoff(options);
            Begin();
        }

        /// <inheritdoc />
        public void Change(LinkOptions options)
        {
            _changed = options;
            if (_thread == null)
            {
                TakeChange();
                Begin();
            }
        }

        /// <inheritdoc />
        public void Watch()
        {
            if (_thread != null && !_thread.IsAlive)
            {
                Record.Note(LinkCause.ThreadDied, 0);
                Stop();
                Begin();
            }
        }

        /// <inheritdoc />
        public bool AllowHandshake()
        {
            lock (_gate)
            {
                _leave = WantsHandshake;
                return _leave;
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

        private void Begin()
        {
            if (!string.IsNullOrEmpty(_options.WifiName))
            {
                _thread = new Thread(Run);
                _thread.Start();
            }
        }

        private void Run()
        {
            while (true)
            {
                long onlineMicros = 0;
                try
                {
                    TakeChange();
                    Join();
                    Open();
                    onlineMicros = (long)HighResTimer.GetCurrent();
                    GoOnline();
                    while (_changed == null && _session.Pump())
                    {
                    }

                    Record.Note(_changed == null ? LinkCause.SessionLost : LinkCause.Changed, 0);
                }
                catch (LinkException e)
                {
                    Record.Note(e.Cause, e.Code);
                }
                catch (Exception)
                {
                    // The one place where a session ends by what the network libraries throw; none of it is a fault of the charger.
                    Record.Note(LinkCause.Other, 0);
                }

                LeaveSession();
                Pause(_backoff.NextMillis(onlineMicros));
            }
        }

        private void TakeChange()
        {
            LinkOptions changed = _changed;
            if (changed != null)
            {
                _changed = null;
                _options = changed;
                _session.Use(changed);
                _backoff.Restart();
            }
        }

        /// <summary>Returns with an address, however long that takes. The system rejoins a network by itself once it has the name and passphrase.</summary>
        /// <remarks>The name is given only where it is another: each time would write it to flash again.</remarks>
        private void Join()
        {
            State = LinkState.Offline;
            string network = _options.WifiName + "\n" + _options.WifiPassphrase;
            bool joined = _joined == network
                ? WifiNetworkHelper.Reconnect()
                : WifiNetworkHelper.ConnectDhcp(_options.WifiName, _options.WifiPassphrase);
            if (!joined)
            {
                throw new LinkException(LinkCause.NoNetwork, 0);
            }

            _joined = network;
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

        /// <summary>Opens a session; over TLS with leave alone, however long that takes.</summary>
        private void Open()
        {
            if (_options.Identity == null)
            {
                if (!_options.PlainAllowed)
                {
                    throw new LinkException(LinkCause.PlainForbidden, 0);
                }

                _session.Open();
                return;
            }

            if (_options.Identity.Name != null && _options.Identity.Name != _options.Station)
            {
                throw new LinkException(LinkCause.WrongName, 0);
            }

            WantsHandshake = true;
            while (!TakesLeave())
            {
                Thread.Sleep(LeavePollMillis);
            }

            try
            {
                _session.Open();
            }
            finally
            {
                Handshakes++;
            }
        }

        private bool TakesLeave()
        {
            lock (_gate)
            {
                if (!_leave && _changed != null)
                {
                    WantsHandshake = false;
                    throw new LinkException(LinkCause.Changed, 0);
                }

                WantsHandshake = !_leave;
                bool leave = _leave;
                _leave = false;
                return leave;
            }
        }

        // What a dead thread has left: nobody waits for leave, and what it had begun is over.
        private void Stop()
        {
            lock (_gate)
            {
                WantsHandshake = false;
                _leave = false;
                Handshakes++;
            }

            LeaveSession();
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

        // Whoever changes something wants to see what becomes of it.
        private void Pause(int millis)
        {
            for (int left = millis; left > 0 && _changed == null; left -= PauseSliceMillis)
            {
                Thread.Sleep(left < PauseSliceMillis ? left : PauseSliceMillis);
            }
        }
    }
}
