using System.Collections.Generic;

namespace NanoCharger.Backend.Hosting
{
    /// <summary>The section <c>NanoCharger</c> of the settings: the file, over it the environment (<c>NanoCharger__Market=DE</c>), over it the options of the command.</summary>
    internal sealed class BackendSettings
    {
        /// <summary>Its name in the file.</summary>
        internal const string Section = "NanoCharger";

        /// <summary>The database where nobody named one: a file in the folder in which the program was started.</summary>
        internal const string UsualDatabase = "nanocharger.db";

        /// <summary>A SQLite file, created where it is absent; or a connection string of PostgreSQL (Host=...).</summary>
        public string Database { get; set; } = UsualDatabase;

        /// <summary>The brokers, mqtts://host:port (or mqtt://) each; none: the embedded one.</summary>
        public List<string> Brokers { get; set; } = [];

        /// <summary>The locks of the link to them.</summary>
        public LinkSettings Link { get; set; } = new();

        /// <summary>It is one of several workers on one PostgreSQL, which take the messages of real brokers in turns.</summary>
        public bool Shared { get; set; }

        /// <summary>The port of the embedded broker, with locks that of the stations' door; 0: one that is free.</summary>
        public int BrokerPort { get; set; } = 1883;

        /// <summary>A file with the tariff; empty: nothing costs anything.</summary>
        public string Tariff { get; set; } = "";

        /// <summary>Tokens that may charge.</summary>
        public List<string> Tokens { get; set; } = [];

        /// <summary>Every token may charge.</summary>
        public bool AcceptAll { get; set; }

        /// <summary>A station without a key gets the one that its first sound document was signed by.</summary>
        public bool KeysOnFirstSight { get; set; }

        /// <summary>Who sells, as the receipts name it.</summary>
        public string Operator { get; set; } = "";

        /// <summary>Where the stations stand, as the receipts name it.</summary>
        public string Site { get; set; } = "";

        /// <summary>The country whose law says what may have a price, or EU.</summary>
        public string Market { get; set; } = Backend.Market.Default.Code;

        /// <summary>The stations' clock was assessed with the meter.</summary>
        public bool LegalClock { get; set; }

        /// <summary>A folder for the receipts' files; empty: none are written.</summary>
        public string Out { get; set; } = "";

        /// <summary>Seconds between two Heartbeats of a station.</summary>
        public int HeartbeatSeconds { get; set; } = 300;

        /// <summary>Minutes after a power cut within which a charge may go on: not fewer than the stations' setting auth.resume.</summary>
        public int ResumeMinutes { get; set; } = 30;

        /// <summary>What people type to come here, http(s)://host[:port]: the one source of links. Empty: where the web listens.</summary>
        public string PublicAddress { get; set; } = "";

        /// <summary>Proxies before this program, each an address or a network (10.0.0.0/8): what they say of who asks is believed, and nobody else's word.</summary>
        public List<string> Proxies { get; set; } = [];

        /// <summary>Who takes guests' cards.</summary>
        public CardSettings Cards { get; set; } = new();

        /// <summary>The server by which mails are posted.</summary>
        public MailSettings Mail { get; set; } = new();
    }

    /// <summary>A mail server.</summary>
    internal sealed class MailSettings
    {
        /// <summary>Its name or address; empty: no mail is posted, and whoever invites copies the link.</summary>
        public string Host { get; set; } = "";

        /// <summary>Its port.</summary>
        public int Port { get; set; } = 587;

        /// <summary>STARTTLS is asked for.</summary>
        public bool Tls { get; set; } = true;

        /// <summary>Who signs in there; empty: nobody.</summary>
        public string User { get; set; } = "";

        /// <summary>His password.</summary>
        public string Password { get; set; } = "";

        /// <summary>Whom the mails come from.</summary>
        public string From { get; set; } = "";
    }
}
