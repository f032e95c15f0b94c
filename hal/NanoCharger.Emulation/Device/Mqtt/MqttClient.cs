using System;
using System.Collections;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using NanoCharger.Emulation;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt;

/// <summary>An MQTT 5 client in the manner of M2Mqtt 5.1.220, over a real broker. It never connects again by itself, and what is under way when a connection ends is lost.</summary>
/// <remarks>
/// As the library's public source has it: <see cref="Close"/> closes a TLS stream that there is no more as well, breaks off, and never closes anything again.
/// There is none before a handshake has begun, nor after a session that the broker has ended, since then the library has closed it by itself.
/// </remarks>
public class MqttClient : IDisposable
{
    private const int CloseMillis = 200;
    private const ushort DefaultKeepAliveSeconds = 60;

    // Fixed header of a packet up to 16 KiB (3), length of the topic (2), packet id (2), length of no properties (1).
    private const int PublishHeaderBytes = 8;

    private readonly Chip _chip = VirtualThread.Current.Chip;
    private readonly string _host;
    private readonly int _port;
    private readonly ConnectionKeys? _keys;
    private MqttConnection? _connection;
    private bool _spoilt;
    private ushort _lastId;

    /// <summary>A client of a broker on port 1883, plain. Resolves the name, which stops every managed thread.</summary>
    /// <exception cref="SocketException">The name cannot be resolved.</exception>
    public MqttClient(string brokerHostName)
        : this(brokerHostName, MqttSettings.BrokerDefaultPort, false, null, null, MqttSslProtocols.None)
    {
    }

    /// <summary>A client of a broker. Resolves the name, which stops every managed thread.</summary>
    /// <param name="brokerHostName">Name or address; over TLS the name that the broker's certificate has to bear.</param>
    /// <param name="brokerPort">TCP port.</param>
    /// <param name="secure">Whether over TLS.</param>
    /// <param name="caCert">Whom the broker's certificate has to come from.</param>
    /// <param name="clientCert">The client's own, with its key; null: what is stored in the chip, which is nothing here.</param>
    /// <param name="sslProtocol">Which TLS.</param>
    /// <exception cref="SocketException">The name cannot be resolved.</exception>
    /// <exception cref="NotSupportedException">Over TLS: another version than 1.2.</exception>
    public MqttClient(
        string brokerHostName,
        int brokerPort,
        bool secure,
        X509Certificate? caCert,
        X509Certificate? clientCert,
        MqttSslProtocols sslProtocol)
    {
        _host = brokerHostName;
        _port = brokerPort;
        _keys = secure ? ConnectionKeys.From(caCert, clientCert, sslProtocol) : null;
        Resolve();
    }

    /// <summary>Handles a message that arrived.</summary>
    public delegate void MqttMsgPublishEventHandler(object sender, MqttMsgPublishEventArgs e);

    /// <summary>Handles the fate of a message sent.</summary>
    public delegate void MqttMsgPublishedEventHandler(object sender, MqttMsgPublishedEventArgs e);

    /// <summary>Handles the answer to a subscription.</summary>
    public delegate void MqttMsgSubscribedEventHandler(object sender, MqttMsgSubscribedEventArgs e);

    /// <summary>Handles the end of a connection.</summary>
    public delegate void ConnectionClosedEventHandler(object sender, EventArgs e);

    /// <summary>A message arrived.</summary>
    public event MqttMsgPublishEventHandler? MqttMsgPublishReceived;

    /// <summary>A message sent with quality of service 1 or 2 was acknowledged, or given up after 3 s.</summary>
    public event MqttMsgPublishedEventHandler? MqttMsgPublished;

    /// <summary>A subscription was answered.</summary>
    public event MqttMsgSubscribedEventHandler? MqttMsgSubscribed;

    /// <summary>The connection has ended, by whomever.</summary>
    public event ConnectionClosedEventHandler? ConnectionClosed;

    /// <summary>True from an accepted connect until the client has noticed the end.</summary>
    public bool IsConnected => _connection is { IsOpen: true };

    /// <summary>True once <see cref="Close"/> has broken off: whoever goes on with this client leaves connections open. For tests; the library does not tell.</summary>
    internal bool IsSpoilt => _spoilt;

    /// <summary>Identity of the last accepted connect.</summary>
    public string? ClientId { get; private set; }

    /// <summary>MQTT version; only 5 is emulated, and the library begins with 3.1.1.</summary>
    public MqttProtocolVersion ProtocolVersion { get; set; } = MqttProtocolVersion.Version_3_1_1;

    /// <summary>Longest packet that the broker may send, in bytes, told when connecting; 0 sets no limit. The broker drops longer ones in silence (MQTT 5, 3.1.2.11.4).</summary>
    public uint MaximumPacketSize { get; set; }

    /// <summary>The client's knobs.</summary>
    public MqttSettings Settings { get; } = new();

    /// <summary>Connects with a clean session and a keep-alive of 60 s.</summary>
    public MqttReasonCode Connect(string clientId)
    {
        return Connect(clientId, null, null, true, DefaultKeepAliveSeconds);
    }

    /// <summary>Connects without a will.</summary>
    public MqttReasonCode Connect(string clientId, string? username, string? password, bool cleanSession, ushort keepAlivePeriod)
    {
        return Connect(clientId, username, password, false, MqttQoSLevel.AtMostOnce, false, null, null, cleanSession, keepAlivePeriod);
    }

    /// <summary>Connects. Blocks the caller for the network's time; over TLS, every managed thread.</summary>
    /// <returns>The broker's answer.</returns>
    /// <exception cref="MqttConnectionException">No route, refused.</exception>
    /// <exception cref="MqttCommunicationException">Accepted, but not answered within 30 s.</exception>
    /// <exception cref="NotSupportedException"><see cref="ProtocolVersion"/> is not 5.</exception>
    public MqttReasonCode Connect(
        string clientId,
        string? username,
        string? password,
        bool willRetain,
        MqttQoSLevel willQosLevel,
        bool willFlag,
        string? willTopic,
        string? willMessage,
        bool cleanSession,
        ushort keepAlivePeriod)
    {
        if (ProtocolVersion != MqttProtocolVersion.Version_5)
        {
            throw new NotSupportedException("Only MQTT 5 is emulated: set ProtocolVersion");
        }

        MqttLogin login = new(clientId, username, password, willFlag ? willTopic : null, willMessage, willQosLevel, willRetain, cleanSession, keepAlivePeriod);
        ConnectionKeys? keys = _keys is null ? null : _keys with { Checks = Settings.ValidateServerCertificate };
        MqttConnection connection = new(_chip, _host, _port, keys, new MqttHandlers(OnMessage, OnPublished, OnSubscribed, OnClosed));
        _connection = connection;
        MqttReasonCode code = connection.Open(login);
        ClientId = code == MqttReasonCode.Success ? clientId : ClientId;
        return code;
    }

    /// <summary>Takes leave of the broker, which then does not publish the will.</summary>
    /// <exception cref="MqttCommunicationException">Not connected.</exception>
    public void Disconnect()
    {
        _chip.Machine.Spend(Cost.MessageNanos);
        if (!IsConnected)
        {
            throw new MqttCommunicationException();
        }

        _connection!.End(orderly: true, tell: true);
    }

    /// <summary>Drops the connection without taking leave, without an event. Takes 0.2 s.</summary>
    public void Close()
    {
        if (_spoilt)
        {
            return;
        }

        VirtualThread.Sleep(CloseMillis);
        _spoilt = _keys is not null && _connection is not { HasStream: true };
        if (!_spoilt)
        {
            _connection?.End(orderly: false, tell: false);
            _connection = null;
        }
    }

    /// <summary>As <see cref="Close"/>.</summary>
    public void Dispose()
    {
        Close();
    }

    /// <summary>Asks for topics; the answer comes by event.</summary>
    /// <returns>The id that the event will carry.</returns>
    /// <exception cref="MqttClientException">No topics, or not as many levels.</exception>
    public ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels)
    {
        if (topics is null || topics.Length == 0)
        {
            throw new MqttClientException(MqttClientErrorCode.TopicsEmpty);
        }

        if (qosLevels is null || qosLevels.Length != topics.Length)
        {
            throw new MqttClientException(MqttClientErrorCode.TopicsQosLevelsNotMatch);
        }

        _chip.Machine.Spend(Cost.MessageNanos);
        ushort id = NextId();
        _connection?.Subscribe(topics, qosLevels, id);
        return id;
    }

    /// <summary>Sends with quality of service 0.</summary>
    public ushort Publish(string topic, byte[] message)
    {
        return Publish(topic, message, null, null, MqttQoSLevel.AtMostOnce, false);
    }

    /// <summary>Sends with quality of service 0.</summary>
    public ushort Publish(string topic, byte[] message, string? contentType)
    {
        return Publish(topic, message, contentType, null, MqttQoSLevel.AtMostOnce, false);
    }

    /// <summary>Sends a message. Without a connection it goes nowhere, and nothing tells. Cost: 3 ms.</summary>
    /// <param name="topic">Topic, without wildcards.</param>
    /// <param name="message">Payload.</param>
    /// <param name="contentType">Not carried by the emulation.</param>
    /// <param name="userProperties">Not emulated: null.</param>
    /// <param name="qosLevel">Quality of service.</param>
    /// <param name="retain">Whether the broker keeps it.</param>
    /// <returns>The id that <see cref="MqttMsgPublished"/> will carry.</returns>
    /// <exception cref="MqttClientException">Wildcard in the topic, or its length is not 1..65 535, or too many messages are under way.</exception>
    /// <exception cref="NotSupportedException">User properties are given.</exception>
    public ushort Publish(string topic, byte[] message, string? contentType, ArrayList? userProperties, MqttQoSLevel qosLevel, bool retain)
    {
        if (userProperties is { Count: > 0 })
        {
            throw new NotSupportedException("User properties are not emulated");
        }

        if (topic.Contains('#') || topic.Contains('+'))
        {
            throw new MqttClientException(MqttClientErrorCode.TopicWildcard);
        }

        if (topic.Length is < 1 or > ushort.MaxValue)
        {
            throw new MqttClientException(MqttClientErrorCode.TopicLength);
        }

        _chip.Machine.Spend(Cost.MessageNanos);
        if (_connection is { IsOpen: true } open && open.UnderWay >= Settings.InflightQueueSize)
        {
            throw new MqttClientException(MqttClientErrorCode.InflightQueueFull);
        }

        ushort id = NextId();
        _connection?.Publish(topic, message, qosLevel, retain, id);
        return id;
    }

    private void Resolve()
    {
        long nanos = _chip.Machine.Surroundings.Network.DnsNanos(_host);
        _chip.Machine.Stall(Math.Abs(nanos));
        if (nanos < 0 || !_chip.Radio.Online)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }
    }

    private ushort NextId()
    {
        _lastId = _lastId == ushort.MaxValue ? (ushort)1 : (ushort)(_lastId + 1);
        return _lastId;
    }

    private void OnMessage(MqttMsgPublishEventArgs message)
    {
        int packetBytes = PublishHeaderBytes + message.Topic.Length + message.Message.Length;
        if (MaximumPacketSize == 0 || packetBytes <= MaximumPacketSize)
        {
            MqttMsgPublishReceived?.Invoke(this, message);
        }
    }

    private void OnPublished(MqttMsgPublishedEventArgs fate)
    {
        MqttMsgPublished?.Invoke(this, fate);
    }

    private void OnSubscribed(MqttMsgSubscribedEventArgs answer)
    {
        MqttMsgSubscribed?.Invoke(this, answer);
    }

    private void OnClosed()
    {
        ConnectionClosed?.Invoke(this, EventArgs.Empty);
    }
}
