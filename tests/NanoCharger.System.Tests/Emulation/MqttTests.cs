using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using nanoFramework.Networking;
using NanoCharger.Emulation;
using NanoCharger.Mqtt;
using NanoCharger.System.Tests.Brokers;
using Xunit;

namespace NanoCharger.System.Tests.Emulation;

public sealed class MqttTests : IDisposable
{
    private const long Second = TestMachine.Second;

    private readonly TestBroker _broker = TestBroker.Start();
    private readonly BrokerClient _backend = new(new BrokerLogin("backend"));
    private readonly ConcurrentQueue<string> _seen = new();
    private int _delayMillis;

    public MqttTests()
    {
        _backend.MessageReceived += Answer;
        _backend.Connect(_broker.Host, _broker.Port, TimeSpan.FromSeconds(5));
        _backend.Subscribe("up", 1, TimeSpan.FromSeconds(5));
        _backend.Subscribe("state", 1, TimeSpan.FromSeconds(5));
    }

    public void Dispose()
    {
        _backend.Dispose();
        _broker.Dispose();
    }

    [Fact]
    public void Answers_arrive_at_the_same_virtual_time_however_slow_the_backend_is()
    {
        List<string> fast = Converse();
        _delayMillis = 40;
        List<string> slow = Converse();

        Assert.Equal(21, fast.Count);
        Assert.Equal(fast, slow);
    }

    [Fact]
    public void A_power_cut_makes_the_broker_publish_the_will_and_a_disconnect_does_not()
    {
        TestMachine test = Online();
        test.Run(
            () =>
            {
                MqttClient client = Connected([]);
                client.Disconnect();
                VirtualThread.Sleep(100);
                Connected([]);
                VirtualThread.Sleep(2000);
            },
            10 * Second);

        Assert.True(SpinWait.SpinUntil(() => !_seen.IsEmpty, TimeSpan.FromSeconds(5)), "no will");
        Thread.Sleep(100);
        Assert.Equal(["state offline"], _seen);
        Assert.Equal([true, false, true, false], test.Circuit.States);
    }

    [Fact]
    public void Without_radio_the_keep_alive_tells_the_end_and_with_it_the_broker_does()
    {
        Assert.InRange(ClosedAfter(wifiUp: false), 14 * Second, 16 * Second);
        Assert.InRange(ClosedAfter(wifiUp: true), 0, Second);
    }

    [Fact]
    public void A_silent_broker_costs_the_message_after_3_s_and_the_session_after_the_keep_alive()
    {
        TestMachine test = Online();
        List<string> log = [];
        test.Run(
            () =>
            {
                MqttClient client = Connected(log);
                test.Circuit.Broker = BrokerReach.Silent;
                client.Publish("up", "lost"u8.ToArray(), null, null, MqttQoSLevel.AtLeastOnce, false);
                log.Clear();
                VirtualThread.Sleep(40_000);
            },
            60 * Second);

        Assert.Equal(["published False", "closed"], log.ConvertAll(line => line[(line.IndexOf(':') + 2)..]));
        Assert.DoesNotContain("up lost", _seen);
    }

    [Fact]
    public void Whoever_finds_no_broker_is_refused_though_it_is_back_before_he_hears_of_it()
    {
        TestMachine test = Online();
        List<bool> refused = [];
        test.Run(
            () =>
            {
                MqttClient client = Connected([]);
                client.Disconnect();
                test.Circuit.Broker = BrokerReach.Down;
                test.Machine.Schedule(test.Machine.NowNanos + (test.Circuit.LatencyNanos() / 2), () => test.Circuit.Broker = BrokerReach.Up(_broker.Host, _broker.Port));
                refused.Add(Record.Exception(() => client.Connect("station")) is MqttConnectionException);
                refused.Add(Record.Exception(() => client.Connect("station")) is not null);
            },
            20 * Second);

        Assert.Equal([true, false], refused);
    }

    [Fact]
    public void A_command_that_the_bay_publishes_arrives_at_a_reproducible_time()
    {
        List<string> first = Commanded();
        List<string> second = Commanded();

        Assert.Single(first);
        Assert.Equal(first, second);
    }

    [Fact]
    public void A_message_without_a_connection_vanishes()
    {
        TestMachine test = Online();
        List<string> log = [];
        test.Run(() =>
        {
            MqttClient client = Connected(log);
            client.Close();
            log.Clear();
            client.Publish("up", "x"u8.ToArray(), null, null, MqttQoSLevel.AtLeastOnce, false);
            VirtualThread.Sleep(5000);
        });

        Assert.Empty(log);
        Assert.DoesNotContain("up x", _seen);
    }

    private List<string> Converse()
    {
        TestMachine test = Online();
        List<string> log = [];
        test.Run(
            () =>
            {
                MqttClient client = Connected(log);
                for (int i = 0; i < 10; i++)
                {
                    client.Publish("up", Encoding.ASCII.GetBytes("m" + i), null, null, MqttQoSLevel.AtLeastOnce, false);
                    VirtualThread.Sleep(70);
                }
            },
            20 * Second);
        Assert.Empty(test.Circuit.Lost);
        return log;
    }

    private List<string> Commanded()
    {
        TestMachine test = Online();
        List<string> log = [];
        test.Machine.Schedule(6 * Second, () =>
        {
            _backend.Post(new BrokerMessage("dn", [.. "command"u8], 1, false));
            Assert.True(test.Machine.AwaitMessage((topic, _) => topic == "dn", TimeSpan.FromSeconds(5)));
        });
        test.Run(
            () =>
            {
                Connected(log);
                log.Clear();
                VirtualThread.Sleep(9000);
            },
            20 * Second);
        return log;
    }

    private long ClosedAfter(bool wifiUp)
    {
        TestMachine test = Online();
        List<string> log = [];
        test.Machine.Schedule(6 * Second, () =>
        {
            test.Circuit.WifiUp = wifiUp;
            test.Circuit.Broker = BrokerReach.Down;
            test.Circuit.Cut();
        });
        test.Run(
            () =>
            {
                Connected(log);
                log.Clear();
                VirtualThread.Sleep(60_000);
            },
            40 * Second);
        string closed = Assert.Single(log);
        return long.Parse(closed[..closed.IndexOf(':')]) - (6 * Second);
    }

    private TestMachine Online()
    {
        TestMachine test = new();
        test.Circuit.Broker = BrokerReach.Up(_broker.Host, _broker.Port);
        return test;
    }

    /// <summary>Runs on the firmware's thread: joins, connects and subscribes; notes every event with its time.</summary>
    private static MqttClient Connected(List<string> log)
    {
        WifiNetworkHelper.ConnectDhcp("net", "secret");
        MqttClient client = new("broker", 1883, false, null, null, MqttSslProtocols.None) { ProtocolVersion = MqttProtocolVersion.Version_5 };
        client.MqttMsgPublished += (_, e) => Note(log, "published " + e.IsPublished);
        client.MqttMsgPublishReceived += (_, e) => Note(log, "received " + Encoding.ASCII.GetString(e.Message));
        client.MqttMsgSubscribed += (_, e) => Note(log, "subscribed " + e.GrantedQoSLevels[0]);
        client.ConnectionClosed += (_, _) => Note(log, "closed");
        MqttReasonCode code = client.Connect("station", null, null, false, MqttQoSLevel.AtLeastOnce, true, "state", "offline", true, 10);
        Assert.Equal(MqttReasonCode.Success, code);
        client.Subscribe(["dn"], [MqttQoSLevel.AtLeastOnce]);
        VirtualThread.Sleep(100);
        return client;
    }

    private static void Note(List<string> log, string what)
    {
        log.Add(Machine.Current.NowNanos + ": " + what);
    }

    private void Answer(BrokerMessage message)
    {
        _seen.Enqueue(message.Topic + " " + Encoding.ASCII.GetString(message.Payload));
        if (message.Topic == "up")
        {
            Thread.Sleep(_delayMillis);
            _backend.Post(new BrokerMessage("dn", message.Payload, 1, false));
        }
    }
}
