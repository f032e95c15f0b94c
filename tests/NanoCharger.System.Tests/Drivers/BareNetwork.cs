using System;
using NanoCharger.Emulation;

namespace NanoCharger.System.Tests.Drivers
{
    /// <summary>Wi-Fi and a time server, and where <see cref="Broker"/> leads; no faults.</summary>
    internal sealed class BareNetwork : INetwork
    {
        public event Action? ConnectionCut;

        public bool WifiUp { get; set; } = true;

        public bool TimeServerUp { get; set; } = true;

        public long TimeServerOffMicros { get; set; }

        public bool AnswerWillCome => false;

        public BrokerReach Broker { get; set; } = BrokerReach.Down;

        public IWire? Wire { get; set; }

        public int Lookups { get; private set; }

        public int Sessions { get; private set; }

        /// <summary>How long a handshake stops everything.</summary>
        public long Handshake { get; set; } = 1_000_000_000;

        /// <summary>Called when a session has ended, on the thread that has ended it.</summary>
        public Action? Left { get; set; }

        public long DnsNanos(string host)
        {
            Lookups++;
            return 20_000_000;
        }

        public BrokerReach Reach(string host, int port) => Broker;

        public long LatencyNanos() => 30_000_000;

        public long HandshakeNanos() => Handshake;

        public bool ExpectsAnswer(string topic, byte[] payload, out string key)
        {
            key = "";
            return false;
        }

        public bool Answers(string topic, byte[] payload, out string key)
        {
            key = "";
            return false;
        }

        public void AnswerLost(string key)
        {
        }

        public void Exchanged()
        {
        }

        public void Stray()
        {
        }

        public void Sent(string topic, byte[] payload)
        {
        }

        public void Received(string topic, byte[] payload)
        {
        }

        public void StateChanged(bool connected)
        {
            Sessions += connected ? 1 : 0;
            if (!connected)
            {
                Left?.Invoke();
            }
        }

        public void Cut()
        {
            ConnectionCut?.Invoke();
        }
    }
}
