using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Mqtt;

namespace NanoCharger.Emulation;

/// <summary>The real side of a connection: a session with the real broker and a mailbox, both in real time. Nothing in here knows virtual time.</summary>
internal sealed class BrokerSession
{
    private const ushort LeastKeepAliveSeconds = 60;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly List<BrokerMessage> _mail = [];
    private readonly List<WireHarm> _kept = [];
    private readonly CancellationTokenSource _silence = new();
    private readonly BrokerClient _client;
    private readonly IWire? _wire;
    private WireHarmKind? _harm;
    private int _messagesKept;
    private int _acknowledgementsKept;
    private bool _broken;

    internal BrokerSession(MqttLogin login, BrokerTls? tls, IWire? wire)
    {
        _wire = wire;
        _client = new BrokerClient(new BrokerLogin(login.ClientId)
        {
            Tls = tls,
            CleanStart = login.CleanSession,
            User = login.User,
            Password = login.Password,
            Will = login.WillTopic is null
                ? null
                : new BrokerMessage(login.WillTopic, Encoding.UTF8.GetBytes(login.WillMessage ?? ""), (int)login.WillQos, login.WillRetain),

            // The real broker's patience is real time: a bay may stand still for minutes in a debugger.
            KeepAliveSeconds = Math.Max(LeastKeepAliveSeconds, login.KeepAliveSeconds),
        });
        _client.MessageReceived += OnMessage;
        _client.Lost += OnLost;
        if (wire is not null)
        {
            wire.Harmed += OnHarm;
        }
    }

    /// <summary>What the wire has done to the whole connection; null: nothing.</summary>
    internal WireHarmKind? Harm
    {
        get
        {
            lock (_gate)
            {
                return _harm;
            }
        }
    }

    /// <summary>True while the connection stands and carries nothing.</summary>
    internal bool IsSilent => Harm is WireHarmKind.Silence or WireHarmKind.SilenceInHandshake;

    /// <summary>True once an accepted connection has ended, and not by us.</summary>
    internal bool IsBroken
    {
        get
        {
            lock (_gate)
            {
                return _broken;
            }
        }
    }

    /// <summary>Connects and returns the broker's reason code.</summary>
    /// <exception cref="BrokerException">No answer.</exception>
    internal int Connect(string host, int port)
    {
        return _client.Connect(host, port, _patience, _silence.Token);
    }

    /// <summary>Publishes and waits for the acknowledgement, at most 10 s, and only while one can come.</summary>
    internal PublishFate Publish(BrokerMessage message)
    {
        int messages;
        int acknowledgements;
        lock (_gate)
        {
            messages = _messagesKept;
            acknowledgements = _acknowledgementsKept;
        }

        // One that is kept back is left to itself: it ends with the connection, and holds up no other.
        Task<bool> posted = _client.Post(message);
        posted.ContinueWith(_ => Pulse(), TaskScheduler.Default);
        bool kept = false;
        bool swallowed = false;
        Await(
            () =>
            {
                kept = _messagesKept != messages;
                swallowed = _acknowledgementsKept != acknowledgements;
                return posted.IsCompleted || kept || swallowed || Silenced;
            },
            _patience);
        return posted.IsCompleted && posted.Result ? PublishFate.Acknowledged
            : swallowed && !kept ? PublishFate.Unacknowledged
            : kept || Harm is not null ? PublishFate.KeptBack
            : PublishFate.Lost;
    }

    /// <summary>Subscribes and waits for the answer.</summary>
    /// <returns>False when it was refused or none came; null when the wire has kept it back.</returns>
    internal bool? Subscribe(string topic, int qos)
    {
        try
        {
            _client.Subscribe(topic, qos, _patience, _silence.Token);
            return true;
        }
        catch (BrokerException)
        {
            return Harm is null ? false : null;
        }
    }

    /// <summary>Waits until a certain message is in the mailbox and takes it out.</summary>
    /// <param name="isIt">Which message.</param>
    /// <param name="patience">How long, real time; not while it cannot come any more.</param>
    /// <param name="harmed">Whether it was the wire that has kept it back.</param>
    /// <returns>Null when it did not come.</returns>
    internal BrokerMessage? Take(Predicate<BrokerMessage> isIt, TimeSpan patience, out bool harmed)
    {
        BrokerMessage? found = null;
        bool kept = false;
        Await(
            () =>
            {
                found = _mail.Find(isIt);
                kept = _kept.RemoveAll(harm => isIt(new BrokerMessage(harm.Topic, harm.Payload!, 1, false))) > 0 || Silenced || _broken;
                return (found is not null && _mail.Remove(found)) || kept;
            },
            patience);
        harmed = found is null && kept && (Harm is not null || !IsBroken);
        return found;
    }

    internal BrokerMessage? TakeAnswer(Predicate<BrokerMessage> isIt, out bool harmed)
    {
        return Take(isIt, _patience, out harmed);
    }

    /// <summary>Whether an accepted connection has ended, and not by us; of one that the wire has cut, when that is seen.</summary>
    internal bool AwaitBreak()
    {
        return Harm == WireHarmKind.Cut ? Await(() => _broken, _patience) : IsBroken;
    }

    /// <summary>Empties the mailbox.</summary>
    internal BrokerMessage[] TakeAll()
    {
        lock (_gate)
        {
            BrokerMessage[] all = [.. _mail];
            _mail.Clear();
            return all;
        }
    }

    internal void Disconnect()
    {
        Leave();
        _client.Disconnect();
        _client.Dispose();
    }

    /// <summary>Ends it without taking leave: the broker publishes the will.</summary>
    internal void Drop()
    {
        Leave();
        _client.Dispose();
    }

    private bool Await(Func<bool> condition, TimeSpan patience)
    {
        long started = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            while (!condition())
            {
                TimeSpan left = patience - Stopwatch.GetElapsedTime(started);
                if (left <= TimeSpan.Zero)
                {
                    return false;
                }

                Monitor.Wait(_gate, left);
            }

            return true;
        }
    }

    private bool Silenced => _harm is WireHarmKind.Silence or WireHarmKind.SilenceInHandshake;

    private void Leave()
    {
        if (_wire is not null)
        {
            _wire.Harmed -= OnHarm;
        }
    }

    private void Pulse()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }

    private void OnLost(string reason)
    {
        lock (_gate)
        {
            _broken = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void OnHarm(WireHarm harm)
    {
        lock (_gate)
        {
            switch (harm.Kind)
            {
                case WireHarmKind.MessageUp:
                    _messagesKept++;
                    break;
                case WireHarmKind.Acknowledgement:
                    _acknowledgementsKept++;
                    break;
                case WireHarmKind.MessageDown:
                    _kept.Add(harm);
                    break;
                default:
                    _harm ??= harm.Kind;
                    break;
            }

            Monitor.PulseAll(_gate);
        }

        if (IsSilent)
        {
            _silence.Cancel();
        }
    }

    private void OnMessage(BrokerMessage message)
    {
        lock (_gate)
        {
            _mail.Add(message);
            Monitor.PulseAll(_gate);
        }
    }
}
