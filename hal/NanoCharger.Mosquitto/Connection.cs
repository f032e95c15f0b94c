using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace NanoCharger.Mosquitto
{
    /// <summary>One connection from CONNECT to its end: one library object, one thread that runs its loop and frees it.</summary>
    /// <remarks>
    /// A library object is never connected twice: libmosquitto would send again what the last connection left unanswered,
    /// and who repeats what is not the transport's decision here.
    /// </remarks>
    internal sealed unsafe class Connection
    {
        private const int LoopMilliseconds = 1000;

        private readonly object _gate = new();
        private readonly MosquittoClient _owner;
        private readonly ConnectionSettings _settings;
        private readonly Dictionary<int, int?> _awaitedSubscriptions = new();
        private readonly ManualResetEventSlim _released = new();
        private readonly Thread _thread;

        private nint _client;
        private GCHandle _self;
        private int _socketDuplicate = -1;
        private bool _open;
        private bool _cut;
        private bool _ended;
        private int? _connectReason;
        private MosquittoException? _connectFailure;
        private int _endReason = Native.ConnectionLost;
        private ExceptionDispatchInfo? _handlerFailure;

        internal Connection(MosquittoClient owner, ConnectionSettings settings, string host, int port, int keepAliveSeconds)
        {
            _owner = owner;
            _settings = settings;
            _thread = new Thread(() => Run(host, port, keepAliveSeconds))
            {
                IsBackground = true,
                Name = "mosquitto " + settings.ClientId,
            };
        }

        internal bool IsOpen
        {
            get
            {
                lock (_gate)
                {
                    return _open;
                }
            }
        }

        /// <summary>Starts the thread and waits for the broker's CONNACK; returns its reason code.</summary>
        internal int Open(TimeSpan timeout)
        {
            Prepare();
            _thread.Start();
            lock (_gate)
            {
                long deadline = Environment.TickCount64 + (long)timeout.TotalMilliseconds;
                while (_connectReason is null && _connectFailure is null && WaitUntil(deadline))
                {
                }

                if (_connectFailure is not null)
                {
                    throw _connectFailure;
                }

                if (_connectReason is null)
                {
                    CutSocket();
                    throw new MosquittoException(
                        MosquittoFailure.TimedOut, $"The broker did not answer within {timeout.TotalSeconds:0.###} s.");
                }

                return _connectReason.Value;
            }
        }

        internal int Publish(string topic, ReadOnlySpan<byte> payload, int qos, bool retain)
        {
            lock (_gate)
            {
                RequireOpen();
                fixed (byte* first = payload)
                {
                    Check(Native.Publish(_client, out int id, topic, payload.Length, first, qos, retain, 0), "publish on " + topic);
                    return id;
                }
            }
        }

        /// <summary>Sends a SUBSCRIBE; with <paramref name="await"/> its answer is kept for <see cref="WaitSubscribed"/>.</summary>
        internal int Subscribe(string topic, int qos, bool @await)
        {
            lock (_gate)
            {
                RequireOpen();
                Check(Native.Subscribe(_client, out int id, topic, qos, 0, 0), "subscribe to " + topic);
                if (@await)
                {
                    _awaitedSubscriptions[id] = null;
                }

                return id;
            }
        }

        /// <summary>The granted quality of service (0..2) or the reason of the refusal (128..255); null when none came in time.</summary>
        internal int? WaitSubscribed(int id, TimeSpan timeout)
        {
            lock (_gate)
            {
                long deadline = Environment.TickCount64 + (long)timeout.TotalMilliseconds;
                while (_awaitedSubscriptions[id] is null && !_ended && WaitUntil(deadline))
                {
                }

                _awaitedSubscriptions.Remove(id, out int? granted);
                return granted;
            }
        }

        /// <summary>Sends DISCONNECT after all that is queued, and waits for the end unless called from a handler.</summary>
        internal void Disconnect(TimeSpan timeout)
        {
            lock (_gate)
            {
                if (_open)
                {
                    _open = false;
                    _endReason = Native.Success;
                    Native.Disconnect(_client, 0, 0);
                }
            }

            if (Thread.CurrentThread != _thread && !_released.Wait(timeout))
            {
                Cut();
            }
        }

        /// <summary>Closes the socket under the library, so that the broker sees a lost client.</summary>
        internal void Cut()
        {
            lock (_gate)
            {
                CutSocket();
            }

            if (Thread.CurrentThread != _thread)
            {
                _released.Wait(MosquittoClient.ReleaseTimeout);
            }
        }

        internal void OnConnect(int reason)
        {
            lock (_gate)
            {
                if (_cut)
                {
                    return;
                }

                _open = reason == 0;
                _connectReason = reason;
                Monitor.PulseAll(_gate);
            }
        }

        internal void OnDisconnect(int reason)
        {
            lock (_gate)
            {
                _open = false;
                _endReason = reason;
            }
        }

        internal void OnSubscribed(int id, int granted)
        {
            lock (_gate)
            {
                if (_awaitedSubscriptions.ContainsKey(id))
                {
                    _awaitedSubscriptions[id] = granted;
                    Monitor.PulseAll(_gate);
                }
            }

            Guard(() => _owner.RaiseSubscribed(id));
        }

        internal void OnPublished(int id)
        {
            Guard(() => _owner.RaisePublished(id));
        }

        internal void OnMessage(MosquittoMessage message)
        {
            Guard(() => _owner.RaiseMessage(message));
        }

        /// <summary>Runs a handler; its exception must not cross native frames, so it is kept and thrown by the loop thread.</summary>
        private void Guard(Action handler)
        {
            if (_cut || _handlerFailure is not null)
            {
                return;
            }

            try
            {
                handler();
            }
            catch (Exception failure)
            {
                _handlerFailure = ExceptionDispatchInfo.Capture(failure);
            }
        }

        private void Prepare()
        {
            Native.EnsureLoaded();
            _self = GCHandle.Alloc(this);
            _client = Native.New(_settings.ClientId, _settings.CleanStart, GCHandle.ToIntPtr(_self));
            try
            {
                if (_client == 0)
                {
                    throw new MosquittoException(MosquittoFailure.Rejected, "libmosquitto refused the client id.");
                }

                Configure();
            }
            catch
            {
                Free();
                throw;
            }
        }

        private void Configure()
        {
            Check(Native.SetOption(_client, Native.OptionProtocolVersion, Native.ProtocolVersion5), "choose MQTT 5");
            Check(Native.SetOption(_client, Native.OptionTcpNoDelay, 1), "set TCP_NODELAY");
            Check(Native.SetThreaded(_client, true), "allow calls from several threads");
            if (_settings.User is not null)
            {
                Check(Native.SetCredentials(_client, _settings.User, _settings.Password), "set the credentials");
            }

            if (_settings.WillTopic is not null)
            {
                fixed (byte* first = _settings.WillPayload)
                {
                    Check(
                        Native.SetWill(
                            _client, _settings.WillTopic, _settings.WillPayload.Length, first, _settings.WillQos, _settings.WillRetain, 0),
                        "set the will");
                }
            }

            Callbacks.Register(_client);
        }

        private void Run(string host, int port, int keepAliveSeconds)
        {
            bool connected = false;
            try
            {
                connected = ConnectSocket(host, port, keepAliveSeconds);
                while (connected && Native.Loop(_client, LoopMilliseconds, 1) == Native.Success && _handlerFailure is null)
                {
                }
            }
            finally
            {
                Release();
            }

            if (connected && _connectReason == 0)
            {
                _owner.RaiseDisconnected(_endReason);
            }

            _handlerFailure?.Throw();
        }

        private bool ConnectSocket(string host, int port, int keepAliveSeconds)
        {
            int code = Native.Connect(_client, host, port, keepAliveSeconds, null, 0);
            int systemError = Marshal.GetLastPInvokeError();
            lock (_gate)
            {
                if (code != Native.Success)
                {
                    _connectFailure = DescribeConnectFailure(code, systemError, host, port);
                    return false;
                }

                // Our own name for the socket: the library closes its descriptor whenever it likes, and a number that
                // somebody else has got meanwhile must not be shut down.
                _socketDuplicate = Native.Duplicate(Native.Socket(_client));
                if (_cut)
                {
                    CutSocket();
                }

                return true;
            }
        }

        private void Release()
        {
            lock (_gate)
            {
                _open = false;
                _ended = true;
                if (_connectReason is null)
                {
                    _connectFailure ??= new MosquittoException(
                        MosquittoFailure.NotConnected, "The connection broke before the broker had answered.");
                }

                Free();
                Monitor.PulseAll(_gate);
            }

            _released.Set();
        }

        private void Free()
        {
            if (_client != 0)
            {
                Native.Destroy(_client);
                _client = 0;
            }

            if (_socketDuplicate >= 0)
            {
                Native.Close(_socketDuplicate);
                _socketDuplicate = -1;
            }

            _self.Free();
        }

        private void CutSocket()
        {
            _cut = true;
            _open = false;
            if (_socketDuplicate >= 0)
            {
                Native.Shutdown(_socketDuplicate, Native.BothDirections);
            }
        }

        private bool WaitUntil(long deadline)
        {
            long left = deadline - Environment.TickCount64;
            return left > 0 && Monitor.Wait(_gate, (int)Math.Min(left, int.MaxValue));
        }

        private void RequireOpen()
        {
            if (!_open)
            {
                throw new MosquittoException(MosquittoFailure.NotConnected, "There is no connection to the broker.");
            }
        }

        private static void Check(int code, string attempt)
        {
            if (code != Native.Success)
            {
                MosquittoFailure failure = code is Native.NoConnection or Native.ConnectionLost
                    ? MosquittoFailure.NotConnected
                    : MosquittoFailure.Rejected;
                throw new MosquittoException(failure, $"libmosquitto could not {attempt}: {Native.Describe(code)}");
            }
        }

        private static MosquittoException DescribeConnectFailure(int code, int systemError, string host, int port)
        {
            return code switch
            {
                Native.AddressError => new MosquittoException(
                    MosquittoFailure.Unresolved, $"The broker's name {host} has no address."),
                Native.SystemError => new MosquittoException(
                    MosquittoFailure.Unreachable, $"No broker at {host}:{port}: {Marshal.GetPInvokeErrorMessage(systemError)}."),
                Native.ConnectionRefused => new MosquittoException(
                    MosquittoFailure.Unreachable, $"No broker at {host}:{port}: connection refused."),
                _ => new MosquittoException(
                    MosquittoFailure.Rejected, $"libmosquitto could not connect to {host}:{port}: {Native.Describe(code)}"),
            };
        }
    }
}
