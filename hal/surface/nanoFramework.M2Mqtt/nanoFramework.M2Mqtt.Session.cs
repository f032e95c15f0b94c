using System;
using System.Collections;

namespace nanoFramework.M2Mqtt.Session
{
    public class MqttClientSession : MqttSession
    {
        public MqttClientSession(string clientId) => throw null;
    }

    public abstract class MqttSession
    {
        protected MqttSession() => throw null;
        protected MqttSession(string clientId) => throw null;
        public virtual void Clear() => throw null;
        public string ClientId { get => throw null; set => throw null; }
        public Hashtable InflightMessages { get => throw null; set => throw null; }
    }
}
