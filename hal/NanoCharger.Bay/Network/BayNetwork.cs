using System;
using System.Collections.Generic;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Network
{
    /// <summary>Wi-Fi, names and broker as the chip's radio meets them, with the scenario's faults; the real broker stands behind.</summary>
    internal sealed class BayNetwork : INetwork
    {
        private const long NanosPerMilli = 1_000_000;
        private const long LatencyFromNanos = 20 * NanosPerMilli;
        private const long LatencyToNanos = 200 * NanosPerMilli;
        private const long DnsFromNanos = 20 * NanosPerMilli;
        private const long DnsToNanos = 150 * NanosPerMilli;
        private const long DnsFailureNanos = 5_000 * NanosPerMilli;
        private const long HandshakeFromNanos = 1_000 * NanosPerMilli;
        private const long HandshakeToNanos = 3_000 * NanosPerMilli;
        private const string Up = "/up";
        private const string Down = "/dn";

        private readonly Chance _chance;
        private readonly Chance _lateness;
        private readonly string? _brokerHost;
        private readonly int _brokerPort;
        private readonly BayResult _result;
        private readonly Action<byte[]>? _published;
        private readonly Dictionary<string, string> _actions = new Dictionary<string, string>();
        private BrokerState _broker = BrokerState.Up;

        public BayNetwork(ulong seed, string? brokerHost, int brokerPort, BayResult result, Action<byte[]>? published = null)
        {
            _chance = SeedStream.For(seed, "network");
            _lateness = SeedStream.For(seed, "delays");
            _brokerHost = brokerHost;
            _brokerPort = brokerPort;
            _result = result;
            _published = published;
        }

        public event Action? ConnectionCut;

        /// <summary>The firmware has published an answer: the call's id, and the frame.</summary>
        public event Action<string, byte[]>? Answered;

        /// <summary>A message has reached the chip.</summary>
        public event Action? Heard;

        /// <summary>The answer to a message is here, while virtual time stands still.</summary>
        public event Action? AnswerTaken;

        /// <summary>Where messages and the state of the link are written; null until the bay is set up.</summary>
        public ITrace? Trace { get; set; }

        public IWire? Wire { get; init; }

        /// <summary>What is late.</summary>
        public NetworkDelays Delays { get; init; } = new NetworkDelays(0, 0);

        public bool WifiUp { get; private set; } = true;

        public bool BackendUp { get; set; } = true;

        public bool Connected { get; private set; }

        public bool TimeServerUp
        {
            get { return WifiUp && TimeServerOpen; }
        }

        /// <summary>False while a firewall lets nothing through to the time server.</summary>
        public bool TimeServerOpen { get; set; } = true;

        public long TimeServerOffMicros { get; set; }

        /// <summary>How long a handshake takes; null: drawn for each.</summary>
        public double? HandshakeSeconds { get; set; }

        public bool AnswerWillCome
        {
            get { return WifiUp && BackendUp && _brokerHost is not null && _broker == BrokerState.Up; }
        }

        public void SetWifi(bool up)
        {
            WifiUp = up;
            Cut(!up);
        }

        /// <summary>Down and silent both end the sessions: a silent broker accepts a new connection, and never answers it.</summary>
        public void SetBroker(BrokerState state)
        {
            _broker = state;
            Cut(state != BrokerState.Up);
        }

        public long DnsNanos(string host)
        {
            return WifiUp ? _chance.Between(DnsFromNanos, DnsToNanos) : -DnsFailureNanos;
        }

        public BrokerReach Reach(string host, int port)
        {
            if (!WifiUp || _brokerHost is null || _broker == BrokerState.Down)
            {
                return BrokerReach.Down;
            }

            return _broker == BrokerState.Silent ? BrokerReach.Silent : BrokerReach.Up(_brokerHost, _brokerPort);
        }

        public long LatencyNanos()
        {
            long late = _lateness.Unit() < Delays.Share ? (long)(_lateness.Unit() * Delays.MostSeconds * 1_000 * NanosPerMilli) : 0;
            return late + _chance.Between(LatencyFromNanos, LatencyToNanos);
        }

        public long HandshakeNanos()
        {
            long drawn = _chance.Between(HandshakeFromNanos, HandshakeToNanos);
            return HandshakeSeconds is { } seconds ? (long)(seconds * 1_000 * NanosPerMilli) : drawn;
        }

        public bool ExpectsAnswer(string topic, byte[] payload, out string key)
        {
            Frame frame = topic.EndsWith(Up, StringComparison.Ordinal) ? Frame.Read(payload) : default;
            key = frame.IsCall ? frame.Id : "";
            return frame.IsCall;
        }

        public bool Answers(string topic, byte[] payload, out string key)
        {
            Frame frame = topic.EndsWith(Down, StringComparison.Ordinal) ? Frame.Read(payload) : default;
            key = frame.IsAnswer ? frame.Id : "";
            return frame.IsAnswer;
        }

        public void AnswerLost(string key)
        {
            _result.Reproducible = false;
        }

        public void Exchanged()
        {
            AnswerTaken?.Invoke();
        }

        public void Stray()
        {
            _result.Reproducible = false;
        }

        public void Sent(string topic, byte[] payload)
        {
            Tell("up", topic, payload);
            if (topic.EndsWith(Up, StringComparison.Ordinal))
            {
                _published?.Invoke(payload);
                Frame frame = Frame.Read(payload);
                if (frame.IsAnswer)
                {
                    Answered?.Invoke(frame.Id, payload);
                }
            }
        }

        public void Received(string topic, byte[] payload)
        {
            Tell("down", topic, payload);
            Heard?.Invoke();
        }

        public void StateChanged(bool connected)
        {
            Connected = connected;
            Trace?.Write("link", ("state", connected ? "online" : "offline"));
        }

        private void Tell(string direction, string topic, byte[] payload)
        {
            Frame frame = Frame.Read(payload);
            if (frame.Type == 0)
            {
                string name = topic.Substring(topic.LastIndexOf('/') + 1);
                Trace?.Write("message", ("direction", direction), ("kind", "other"), ("action", name), ("id", null));
                return;
            }

            if (frame.IsCall)
            {
                _actions[frame.Id] = frame.Action;
            }

            string kind = frame.IsCall ? "call" : frame.Type == 3 ? "result" : "error";
            string action = _actions.GetValueOrDefault(frame.Id, "");
            if (frame.IsAnswer)
            {
                _actions.Remove(frame.Id);
            }

            if (frame.IsCall && frame.Action == Frame.SecurityEvent)
            {
                Trace?.Write("message", ("direction", direction), ("kind", kind), ("action", action), ("id", frame.Id), ("type", Frame.TypeOf(payload)));
                return;
            }

            Trace?.Write("message", ("direction", direction), ("kind", kind), ("action", action), ("id", frame.Id));
        }

        private void Cut(bool cut)
        {
            if (cut)
            {
                ConnectionCut?.Invoke();
            }
        }
    }
}
