using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text;
using System.Threading;
using NanoCharger.Mqtt;

namespace NanoCharger.Emulation;

/// <summary>The real side of a connection: a session with the real broker and a mailbox, both in real time. Nothing in here knows virtual time.</summary>
internal sealed class BrokerSession
{
    private const ushort LeastKeepAliveSeconds = 60;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly List<BrokerMessage> _mail = [];
    private readonly BrokerClient _client;

    internal BrokerSession(MqttLogin login, BrokerTls? tls)
    {
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
    }

    internal bool IsConnected => _client.IsConnected;

    /// <summary>Connects and returns the broker's reason code.</summary>
    /// <exception cref="BrokerException">No answer.</exception>
    internal int Connect(string host, int port)
    {
        return _client.Connect(host, port, _patience);
    }

    /// <summary>Publishes and waits for the acknowledgement, at most 10 s.</summary>
    /// <returns>False when none came.</returns>
    internal bool Publish(BrokerMessage message)
    {
        return _client.Publish(message, _patience);
    }

    /// <summary>Subscribes and waits for the answer.</summary>
    /// <returns>False when it was refused or none came.</returns>
    internal bool Subscribe(string topic, int qos)
    {
        try
        {
            _client.Subscribe(topic, qos, _patience);
            return true;
        }
        catch (BrokerException)
        {
            return false;
        }
    }

    /// <summary>Waits until a certain message is in the mailbox and takes it out.</summary>
    /// <returns>Null when the time was over first.</returns>
    internal BrokerMessage? Take(Predicate<BrokerMessage> isIt, TimeSpan patience)
    {
        BrokerMessage? found = null;
        Await(() => (found = _mail.Find(isIt)) is not null && _mail.Remove(found), patience);
        return found;
    }

    internal BrokerMessage? TakeAnswer(Predicate<BrokerMessage> isIt)
    {
        return Take(isIt, _patience);
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
        _client.Disconnect();
        _client.Dispose();
    }

    /// <summary>Ends it without taking leave: the broker publishes the will.</summary>
    internal void Drop()
    {
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

    private void OnMessage(BrokerMessage message)
    {
        lock (_gate)
        {
            _mail.Add(message);
            Monitor.PulseAll(_gate);
        }
    }
}
