using System;
using System.Collections.Generic;
using System.Net.Sockets;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using NanoCharger.Mqtt;

namespace NanoCharger.Emulation;

/// <summary>The virtual side of a connection: when, in virtual time, the firmware learns what really happened, and what the scenario's faults do to it.</summary>
/// <remarks>
/// Virtual time stands still while an answer that will come is awaited in real time; the network then says after how
/// much virtual time it arrives. So a run does not depend on the speed of broker and backend.
/// </remarks>
internal sealed class MqttConnection
{
    private const long NanosPerMilli = 1_000_000;
    private const long NanosPerSecond = 1_000_000_000;
    private const long MailPeriodNanos = NanosPerSecond;
    private const long GiveUpNanos = (long)MqttSettings.MaximumAttemptsRetry * MqttSettings.DefaultDelayRetry * NanosPerMilli;
    private const long AnswerTimeoutNanos = MqttSettings.DefaultTimeout * NanosPerMilli;
    private const long ForeverNanos = 24 * 3600 * NanosPerSecond;

    private readonly Chip _chip;
    private readonly string _host;
    private readonly int _port;
    private readonly ConnectionKeys? _keys;
    private readonly MqttHandlers _handlers;
    private readonly CallbackThread _callbacks;
    private readonly HashSet<string> _topics = [];
    private BrokerSession? _session;
    private long _keepAliveNanos;
    private long _lastArrival;
    private bool _cut;

    internal MqttConnection(Chip chip, string host, int port, ConnectionKeys? keys, MqttHandlers handlers)
    {
        _chip = chip;
        _host = host;
        _port = port;
        _keys = keys;
        _handlers = handlers;
        _callbacks = new CallbackThread(chip);
    }

    internal bool IsOpen { get; private set; }

    /// <summary>True while the library has a TLS stream to close.</summary>
    internal bool HasStream { get; private set; }

    /// <summary>Messages sent and neither acknowledged nor given up.</summary>
    internal int UnderWay { get; private set; }

    private INetwork Network => _chip.Machine.Surroundings.Network;

    private Machine Machine => _chip.Machine;

    /// <summary>Connects, as the firmware sees it.</summary>
    internal MqttReasonCode Open(MqttLogin login)
    {
        BrokerReach reach = Reach();
        if (reach.State == BrokerState.Silent)
        {
            AwaitInVain();
        }

        // Whoever finds nobody is refused, though somebody may be there again by the time he hears of it: without this a session came to be with no handshake at all.
        bool found = reach.State == BrokerState.Up;
        HasStream = found && _keys is not null;
        Pause(HasStream ? Network.HandshakeNanos() : Network.LatencyNanos());
        reach = Reach();
        if (!found || reach.State != BrokerState.Up)
        {
            throw Refused(null);
        }

        using BrokerKeys? keys = _keys?.At(_host, DateTimeOffset.UnixEpoch.AddMicroseconds(_chip.ClockMicros));
        _session = new BrokerSession(login, keys?.Tls, Network.Wire);
        int code = ConnectReally(_session, reach);
        if (code == 0)
        {
            Begin(login);
        }
        else
        {
            _session.Drop();
        }

        return (MqttReasonCode)code;
    }

    /// <summary>Sends a message and, in virtual time, fixes when its acknowledgement and its answer will arrive.</summary>
    internal void Publish(string topic, byte[] payload, MqttQoSLevel qos, bool retain, ushort id)
    {
        if (!IsOpen)
        {
            return;
        }

        BrokerState state = Reach().State;
        if (_cut || state == BrokerState.Down)
        {
            End(orderly: false, tell: true);
            return;
        }

        Network.Sent(topic, payload);
        if (state == BrokerState.Silent)
        {
            TellFate(id, qos, published: false);
            return;
        }

        PublishFate fate = PublishReally(topic, payload, (int)qos, retain);
        TellFate(id, qos, fate == PublishFate.Acknowledged);
        if (fate is PublishFate.Acknowledged or PublishFate.Unacknowledged && Network.AnswerWillCome && Network.ExpectsAnswer(topic, payload, out string key))
        {
            AwaitAnswer(key);
        }

        NoticeBreak();
    }

    internal void Subscribe(string[] topics, MqttQoSLevel[] levels, ushort id)
    {
        if (!IsOpen || _cut || Reach().State != BrokerState.Up)
        {
            return;
        }

        MqttQoSLevel[] granted = new MqttQoSLevel[topics.Length];
        for (int i = 0; i < topics.Length; i++)
        {
            if (_session!.Subscribe(topics[i], (int)levels[i]) is not { } granting)
            {
                NoticeBreak();
                return;
            }

            granted[i] = granting ? levels[i] : MqttQoSLevel.GrantedFailure;
            _topics.Add(topics[i]);
        }

        Arrive(Network.LatencyNanos(), () => _handlers.Subscribed(new MqttMsgSubscribedEventArgs(id, granted)));
    }

    /// <summary>Whether a message under this topic would reach the client now.</summary>
    internal bool Hears(string topic)
    {
        return IsOpen && !_cut && !_session!.IsSilent && !_session.IsBroken && _topics.Contains(topic);
    }

    /// <summary>Waits in real time for a message that somebody has really published, and lets it arrive after a seeded latency.</summary>
    /// <returns>False when it did not come, and nobody has kept it back.</returns>
    internal bool Await(Func<string, byte[], bool> isIt, TimeSpan patience)
    {
        if (!IsOpen || _cut)
        {
            return false;
        }

        BrokerMessage? message = _session!.Take(mail => isIt(mail.Topic, mail.Payload), patience, out bool harmed);
        if (message is not null)
        {
            Receive(message);
        }

        return message is not null || harmed;
    }

    /// <summary>Ends the connection.</summary>
    /// <param name="orderly">Whether the broker is told, so that it keeps the will to itself.</param>
    /// <param name="tell">Whether the client's handler is told.</param>
    internal void End(bool orderly, bool tell)
    {
        if (!IsOpen)
        {
            return;
        }

        Release();
        if (orderly && !_cut)
        {
            _session!.Disconnect();
        }
        else
        {
            _session!.Drop();
        }

        if (tell)
        {
            _callbacks.Post(_handlers.Closed);
        }

        _callbacks.Finish();
    }

    private void Begin(MqttLogin login)
    {
        IsOpen = true;
        _keepAliveNanos = login.KeepAliveSeconds * NanosPerSecond;
        _chip.Connection = this;
        _chip.PowerLost += OnPowerLost;
        Network.ConnectionCut += OnCut;
        Network.StateChanged(true);
        _chip.Schedule(Machine.NowNanos + MailPeriodNanos, LookForMail);
        if (_keepAliveNanos > 0)
        {
            _chip.Schedule(Machine.NowNanos + _keepAliveNanos, Ping);
        }
    }

    private void Release()
    {
        IsOpen = false;
        HasStream = false;
        _chip.PowerLost -= OnPowerLost;
        Network.ConnectionCut -= OnCut;
        if (_chip.Connection == this)
        {
            _chip.Connection = null;
        }

        Network.StateChanged(false);
    }

    private int ConnectReally(BrokerSession session, BrokerReach reach)
    {
        try
        {
            return session.Connect(reach.Host, reach.Port);
        }
        catch (BrokerException fault)
        {
            session.Drop();
            switch (session.Harm)
            {
                case WireHarmKind.SilenceInHandshake:
                    AwaitInVain();
                    break;
                case WireHarmKind.Silence:
                    VirtualThread.Current.BlockFor(null, AnswerTimeoutNanos);
                    throw new MqttCommunicationException();
                case WireHarmKind.Cut:
                    throw Refused(new SocketException((int)SocketError.ConnectionReset));
                default:
                    Network.AnswerLost("");
                    break;
            }

            throw Refused(_keys is null ? fault : new SocketException(ConnectionKeys.NativeCode(fault.Failure)));
        }
    }

    private PublishFate PublishReally(string topic, byte[] payload, int qos, bool retain)
    {
        PublishFate fate = _session!.Publish(new BrokerMessage(topic, payload, qos, retain));
        if (fate == PublishFate.Lost)
        {
            Network.AnswerLost("");
        }

        return fate;
    }

    private void AwaitAnswer(string key)
    {
        BrokerMessage? answer = _session!.TakeAnswer(
            mail => Network.Answers(mail.Topic, mail.Payload, out string answered) && answered == key, out bool harmed);
        if (answer is not null)
        {
            Receive(answer);
            Network.Exchanged();
            Machine.TakePosted();
        }
        else if (!harmed)
        {
            Network.AnswerLost(key);
        }
    }

    private void TellFate(ushort id, MqttQoSLevel qos, bool published)
    {
        if (qos != MqttQoSLevel.AtMostOnce)
        {
            UnderWay++;
            long latency = published ? Network.LatencyNanos() : GiveUpNanos;
            bool inTime = published && latency <= GiveUpNanos;
            Arrive(Math.Min(latency, GiveUpNanos), () =>
            {
                UnderWay--;
                _handlers.Published(new MqttMsgPublishedEventArgs(id, inTime));
            });
        }
    }

    private void Receive(BrokerMessage message)
    {
        Arrive(Network.LatencyNanos(), () =>
        {
            Network.Received(message.Topic, message.Payload);
            Machine.Spend(Cost.MessageNanos);
            _handlers.Message(new MqttMsgPublishEventArgs(message.Topic, message.Payload, false, (MqttQoSLevel)message.Qos, message.Retain));
        });
    }

    /// <summary>Something reaches the client after that time, but not before what was on its way already, and only if the connection still stands.</summary>
    private void Arrive(long latencyNanos, Action what)
    {
        _lastArrival = Math.Max(_lastArrival, Machine.NowNanos + latencyNanos);
        _chip.Schedule(_lastArrival, () =>
        {
            if (IsOpen && !_cut)
            {
                _callbacks.Post(what);
            }
        });
    }

    /// <summary>Messages that nobody waits for: from a person at the broker, say.</summary>
    private void LookForMail()
    {
        if (!IsOpen)
        {
            return;
        }

        if (!_cut && _session!.IsBroken)
        {
            // When such a break was seen is real time's affair.
            Network.Stray();
            NoticeBreak();
        }

        if (!_cut && Reach().State == BrokerState.Up)
        {
            foreach (BrokerMessage stray in _session!.TakeAll())
            {
                Network.Stray();
                Receive(stray);
            }
        }

        _chip.Schedule(Machine.NowNanos + MailPeriodNanos, LookForMail);
    }

    /// <summary>The client's keep-alive: an unanswered ping ends the connection after another period.</summary>
    private void Ping()
    {
        if (!IsOpen)
        {
            return;
        }

        if (!_cut && !_session!.IsSilent && Reach().State == BrokerState.Up)
        {
            _chip.Schedule(Machine.NowNanos + _keepAliveNanos, Ping);
        }
        else
        {
            EndIn(_keepAliveNanos);
        }
    }

    private void EndIn(long nanos)
    {
        _chip.Schedule(Machine.NowNanos + nanos, () => End(orderly: false, tell: true));
    }

    /// <summary>The real connection has ended, and not by us.</summary>
    private void NoticeBreak()
    {
        if (IsOpen && !_cut && _session!.AwaitBreak())
        {
            OnCut();
        }
    }

    /// <summary>With the radio up the broker's end of the connection says good-bye; without it only the keep-alive tells.</summary>
    private void OnCut()
    {
        _cut = true;
        _session!.Drop();
        if (_chip.Radio.Online)
        {
            EndIn(Network.LatencyNanos());
        }
        else if (_keepAliveNanos > 0)
        {
            EndIn(_keepAliveNanos * 3 / 2);
        }
    }

    private void OnPowerLost()
    {
        Release();
        _session!.Drop();
    }

    private BrokerReach Reach()
    {
        return _chip.Radio.Online ? Network.Reach(_host, _port) : BrokerReach.Down;
    }

    /// <summary>Plain TCP blocks the caller alone; a TLS handshake loops in native code and blocks everybody.</summary>
    private void Pause(long nanos)
    {
        if (_keys is not null)
        {
            Machine.Stall(nanos);
        }
        else
        {
            VirtualThread.Current.BlockFor(null, nanos);
        }
    }

    private void AwaitInVain()
    {
        Pause(_keys is not null ? ForeverNanos : AnswerTimeoutNanos);
        throw new MqttCommunicationException();
    }

    private static MqttConnectionException Refused(Exception? cause)
    {
        return new MqttConnectionException(
            "Socket exception connecting to the broker", cause ?? new SocketException((int)SocketError.ConnectionRefused));
    }
}
