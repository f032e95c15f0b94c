using System;
using nanoFramework.M2Mqtt.Messages;

namespace NanoCharger.Emulation;

/// <summary>Whom a connection tells what happened, on its firmware thread for callbacks.</summary>
internal sealed record MqttHandlers(
    Action<MqttMsgPublishEventArgs> Message,
    Action<MqttMsgPublishedEventArgs> Published,
    Action<MqttMsgSubscribedEventArgs> Subscribed,
    Action Closed);
