namespace NanoCharger.Backend.Hosting
{
    /// <summary>The locks of the link to the brokers: how the backend comes in, and what the broker of this process shows and asks for.</summary>
    internal sealed class LinkSettings
    {
        /// <summary>PEM: the roots that the certificates of mqtts:// brokers come from; those of the machine count for nothing.</summary>
        public string Trust { get; set; } = "";

        /// <summary>PEM: the worker's certificate that is shown there, behind it what stands between it and the root.</summary>
        public string Certificate { get; set; } = "";

        /// <summary>PEM: its key.</summary>
        public string Key { get; set; } = "";

        /// <summary>The name in the brokers' certificates; empty: the host of the address.</summary>
        public string HostName { get; set; } = "";

        /// <summary>Plain mqtt:// may leave this machine.</summary>
        public bool Plain { get; set; }

        /// <summary>A folder of <c>ca.sh</c>: by it the broker of this process has locks. Empty: it has none, and listens on loopback alone.</summary>
        public string Folder { get; set; } = "";

        /// <summary>The host name of the broker of this process, as <c>ca.sh FOLDER broker NAME</c> was told.</summary>
        public string Server { get; set; } = "";

        /// <summary>Whose certificate of that folder the backend shows at its own broker, as <c>ca.sh FOLDER worker NAME</c> was told.</summary>
        public string Worker { get; set; } = "";

        /// <summary>A folder of <c>ca.sh</c> whose CA signs what stations ask for, and revokes ('station revoke-link'); empty: nobody signs here, unless <see cref="Forward"/> does.</summary>
        public string Authority { get; set; } = "";

        /// <summary>A folder into which stations' requests are put and from which signed chains are taken; in place of <see cref="Authority"/>.</summary>
        public string Forward { get; set; } = "";

        /// <summary>The address at which stations come in at the broker of this process, when it has locks; 0.0.0.0 for all of the machine.</summary>
        public string Listen { get; set; } = "127.0.0.1";
    }
}
