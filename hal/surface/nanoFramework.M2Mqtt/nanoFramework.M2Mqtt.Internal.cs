using System;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt.Internal
{
    public abstract class InternalEvent
    {
        protected InternalEvent() => throw null;
    }

    public class MsgInternalEvent : InternalEvent
    {
        public MsgInternalEvent(MqttMsgBase msg) => throw null;
        public MqttMsgBase Message { get => throw null; set => throw null; }
    }

    public class MsgPublishedInternalEvent : MsgInternalEvent
    {
        public MsgPublishedInternalEvent(MqttMsgBase msg, bool isPublished) : base(default(MqttMsgBase)) => throw null;
        public bool IsPublished => throw null;
    }
}
