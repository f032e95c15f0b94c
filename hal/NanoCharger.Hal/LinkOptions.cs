namespace NanoCharger.Hal
{
    /// <summary>What the link needs to know: given when it starts, and anew where something of it changes. Not changed once it was given.</summary>
    public sealed class LinkOptions
    {
        /// <summary>Network name of the Wi-Fi, 1..32 characters.</summary>
        public string WifiName { get; set; }

        /// <summary>Its passphrase, 0..63 characters.</summary>
        public string WifiPassphrase { get; set; }

        /// <summary>Host name or address of the MQTT broker.</summary>
        public string BrokerHost { get; set; }

        /// <summary>TCP port of the broker, 1..65 535.</summary>
        public int BrokerPort { get; set; }

        /// <summary>By what the station and the broker know each other, over TLS 1.2. Null: plain TCP, where whoever is on the way reads and forges.</summary>
        public LinkIdentity Identity { get; set; }

        /// <summary>Whether there may be a session without <see cref="Identity"/>; else there is none then.</summary>
        public bool PlainAllowed { get; set; }

        /// <summary>Host name of the time server (SNTP).</summary>
        public string TimeHost { get; set; }

        /// <summary>The station's identity: part of its topics, 1..20 characters of a-z, A-Z, 0-9, '-' and '_'.</summary>
        public string Station { get; set; }

        /// <summary>Number of this boot: told in the retained state message and its will.</summary>
        public long Boot { get; set; }
    }
}
