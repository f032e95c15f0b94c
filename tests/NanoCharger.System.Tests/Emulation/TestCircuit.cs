using System;
using System.Collections.Generic;
using System.Text;
using NanoCharger.Emulation;

namespace NanoCharger.System.Tests.Emulation;

/// <summary>The least that a chip can be soldered to: constant voltages, a note of what it drives, and a network on which every message on "up" is answered on "dn" with the same text.</summary>
internal sealed class TestCircuit : ISurroundings, INetwork, IAnalogNode
{
    public event Action? ConnectionCut;

    public double PinMillivolts { get; set; } = 1300;

    public List<(int Gpio, int Hertz, int Duty)> Pwm { get; } = [];

    public List<(int Gpio, bool High)> Writes { get; } = [];

    public int Resets { get; private set; }

    public INetwork Network => this;

    public bool WifiUp { get; set; } = true;

    public bool TimeServerUp { get; set; } = true;

    public long TimeServerOffMicros { get; set; }

    public bool AnswerWillCome { get; set; } = true;

    public BrokerReach Broker { get; set; } = BrokerReach.Down;

    public List<string> Lost { get; } = [];

    public List<bool> States { get; } = [];

    public IAnalogNode Analog(int gpio)
    {
        return this;
    }

    public double Millivolts(long nowNanos)
    {
        return PinMillivolts;
    }

    public bool ReadPin(int gpio)
    {
        return false;
    }

    public void WritePin(int gpio, bool high)
    {
        Writes.Add((gpio, high));
    }

    public void SetPwm(int gpio, int hertz, int dutyHundredths)
    {
        Pwm.Add((gpio, hertz, dutyHundredths));
    }

    public long PulseCount(int gpio)
    {
        return 0;
    }

    public void ChipReset()
    {
        Resets++;
    }

    public long DnsNanos(string host)
    {
        return 40_000_000;
    }

    public BrokerReach Reach(string host, int port)
    {
        return Broker;
    }

    public long LatencyNanos()
    {
        return 30_000_000;
    }

    public long HandshakeNanos()
    {
        return 1_500_000_000;
    }

    public bool ExpectsAnswer(string topic, byte[] payload, out string key)
    {
        key = Encoding.ASCII.GetString(payload);
        return topic.EndsWith("up", StringComparison.Ordinal);
    }

    public bool Answers(string topic, byte[] payload, out string key)
    {
        key = Encoding.ASCII.GetString(payload);
        return topic.EndsWith("dn", StringComparison.Ordinal);
    }

    public void AnswerLost(string key)
    {
        Lost.Add(key);
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
        States.Add(connected);
    }

    public void Cut()
    {
        ConnectionCut?.Invoke();
    }
}
