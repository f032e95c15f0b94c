using System;

namespace NanoCharger.Emulation;

/// <summary>The network around the chip, with its faults; a real broker stands behind it.</summary>
public interface INetwork
{
    /// <summary>True while the access point can be joined and carries traffic.</summary>
    bool WifiUp { get; }

    /// <summary>True while the time server answers.</summary>
    bool TimeServerUp { get; }

    /// <summary>By how much the time server is wrong, in microseconds; 0 as a rule.</summary>
    long TimeServerOffMicros { get; }

    /// <summary>How long a name look-up stalls every managed thread, in nanoseconds. Negative: the name is not found, after the positive value.</summary>
    long DnsNanos(string host);

    /// <summary>What a TCP connection to this address meets at the moment.</summary>
    BrokerReach Reach(string host, int port);

    /// <summary>Seeded virtual time until an answer arrives, in nanoseconds.</summary>
    long LatencyNanos();

    /// <summary>Seeded stall of a TLS handshake, in nanoseconds.</summary>
    long HandshakeNanos();

    /// <summary>True when a message that the firmware sends is a request that will be answered; <paramref name="key"/> identifies the answer.</summary>
    bool ExpectsAnswer(string topic, byte[] payload, out string key);

    /// <summary>True when an incoming message is an answer; <paramref name="key"/> is the request's.</summary>
    bool Answers(string topic, byte[] payload, out string key);

    /// <summary>What does the scenario's harm to real connections on their way, and tells; null: nothing does.</summary>
    IWire? Wire => null;

    /// <summary>False while the scenario has the backend or the broker down or silent: then nobody waits for an answer.</summary>
    bool AnswerWillCome { get; }

    /// <summary>An answer that should have come did not within 10 s of real time, and <see cref="Wire"/> has not kept it back: the run cannot be reproduced. An empty key: the broker's own acknowledgement.</summary>
    void AnswerLost(string key);

    /// <summary>An answer that was waited for has come: what its sender has called the firmware for, because of the request, is waited for too. Virtual time stands still.</summary>
    void Exchanged();

    /// <summary>A message came that nobody in the run has sent: a person's, or another program's. When it does is real time's affair, so the run cannot be reproduced.</summary>
    void Stray();

    /// <summary>The firmware sent a message.</summary>
    void Sent(string topic, byte[] payload);

    /// <summary>A message reached the firmware.</summary>
    void Received(string topic, byte[] payload);

    /// <summary>The session with the broker began or ended.</summary>
    void StateChanged(bool connected);

    /// <summary>Wi-Fi or broker went down: established connections are broken, and the client notices when it next sends or by its keep-alive. Raised within an event of the machine.</summary>
    event Action ConnectionCut;
}
