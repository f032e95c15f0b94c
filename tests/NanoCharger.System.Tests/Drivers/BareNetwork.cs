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

        public int Lookups { get; private set; }

        public int Sessions { get; private set; }

        public long DnsNanos(string host)
        {
            Lookups++;
            return 20_000_000;
        }

        public BrokerReach Reach(string host, int port) => Broker;

        public long LatencyNanos() => 30_000_000;

        public long HandshakeNanos() => 1_000_000_000;

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
        }

        public void Cut()
        {
            ConnectionCut?.Invoke();
        }
    }
}
