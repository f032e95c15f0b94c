using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text;
using System.Threading;
using NanoCharger.Mosquitto;

namespace NanoCharger.Emulation;

/// <summary>The real side of a connection: a session with the real broker and a mailbox, both in real time. Nothing in here knows virtual time.</summary>
internal sealed class BrokerSession
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly List<MosquittoMessage> _mail = [];
    private readonly HashSet<int> _acknowledged = [];
    private readonly MosquittoClient _client;

    internal BrokerSession(MqttLogin login)
    {
        _client = new MosquittoClient(login.ClientId, login.CleanSession);
        _client.SetCredentials(login.User, login.Password);
        if (login.WillTopic is not null)
        {
            _client.SetWill(login.WillTopic, Encoding.UTF8.GetBytes(login.WillMessage ?? ""), (int)login.WillQos, login.WillRetain);
        }

        _client.MessageReceived += OnMessage;
        _client.Published += OnPublished;
    }

    internal bool IsConnected => _client.IsConnected;

    /// <summary>Connects and returns the broker's reason code.</summary>
    /// <exception cref="MosquittoException">No answer.</exception>
    internal int Connect(string host, int port, int keepAliveSeconds)
    {
        // The real broker's patience is real time: a bay may stand still for minutes in a debugger.
        return _client.Connect(host, port, keepAliveSeconds == 0 ? 0 : Math.Max(60, keepAliveSeconds), _patience);
    }

    /// <summary>Publishes and waits for the acknowledgement, at most 10 s.</summary>
    /// <returns>False when none came.</returns>
    /// <exception cref="MosquittoException">Not connected.</exception>
    internal bool Publish(string topic, byte[] payload, int qos, bool retain)
    {
        int id = _client.Publish(topic, payload, qos, retain);
        return qos == 0 || Await(() => _acknowledged.Remove(id), _patience);
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
        catch (MosquittoException)
        {
            return false;
        }
    }

    /// <summary>Waits until a certain message is in the mailbox and takes it out.</summary>
    /// <returns>Null when the time was over first.</returns>
    internal MosquittoMessage? Take(Predicate<MosquittoMessage> isIt, TimeSpan patience)
    {
        MosquittoMessage? found = null;
        Await(() => (found = _mail.Find(isIt)) is not null && _mail.Remove(found), patience);
        return found;
    }

    internal MosquittoMessage? TakeAnswer(Predicate<MosquittoMessage> isIt)
    {
        return Take(isIt, _patience);
    }

    /// <summary>Empties the mailbox.</summary>
    internal MosquittoMessage[] TakeAll()
    {
        lock (_gate)
        {
            MosquittoMessage[] all = [.. _mail];
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

    private void OnMessage(MosquittoMessage message)
    {
        lock (_gate)
        {
            _mail.Add(message);
            Monitor.PulseAll(_gate);
        }
    }

    private void OnPublished(int id)
    {
        lock (_gate)
        {
            _acknowledged.Add(id);
            Monitor.PulseAll(_gate);
        }
    }
}
