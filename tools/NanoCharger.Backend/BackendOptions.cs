using System;
using System.Collections.Generic;
using NanoCharger.Backend.Link;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;
using NanoCharger.Mqtt;
using NanoCharger.Verify;

namespace NanoCharger.Backend
{
    /// <summary>What a <see cref="PaymentBackend"/> is given.</summary>
    public sealed record BackendOptions
    {
        /// <summary>The broker's name or address.</summary>
        public string Host { get; init; } = "127.0.0.1";

        /// <summary>The broker's TCP port.</summary>
        public int Port { get; init; } = 1883;

        /// <summary>That broker is spoken to by TLS, as <see cref="Tls"/> says.</summary>
        public bool Secured { get; init; }

        /// <summary>How secured brokers are come in at, asked at each connection; a host name that is empty is the broker's own. Throws InvalidDataException where it cannot be said now.</summary>
        public Func<BrokerTls>? Tls { get; init; }

        /// <summary>Further brokers: a company's stations hang on several, each on one.</summary>
        public IReadOnlyList<BrokerUrl> OtherBrokers { get; init; } = [];

        /// <summary>Others like this one serve the same stations on the same PostgreSQL: each message goes to one of them.</summary>
        public bool Shared { get; init; }

        /// <summary>File of the database, created if absent; ":memory:" keeps it as long as the object lives; a connection string with "Host=" is PostgreSQL.</summary>
        public string DatabasePath { get; init; } = ":memory:";

        /// <summary>Everyone's price from now on, put down as a version of each tenant; null: what was put down before stays, and where nothing was, nothing costs anything.</summary>
        public TariffVersion? Tariff { get; init; }

        /// <summary>How long after a power cut a charge may go on: the stations' setting auth.resume.</summary>
        public TimeSpan Resume { get; init; } = TimeSpan.FromMinutes(30);

        /// <summary>When each station was heard.</summary>
        internal Presence Presence { get; init; } = new(TimeProvider.System);

        /// <summary>Why the tariff cannot be sold; null where it can, or where there is none.</summary>
        internal string? Unsold => Tariff is null ? null : Tariff.Problem() ?? Market.Problem(Tariff);

        /// <summary>Where the stations stand: what its law allows to be priced.</summary>
        public Market Market { get; init; } = Market.Default;

        /// <summary>A folder of <c>ca.sh</c> whose CA signs stations' requests for certificates of their link (OCPP 2.0.1, A02); empty: it does not.</summary>
        public string SignFolder { get; init; } = "";

        /// <summary>A folder into which such requests are put, for somebody else to sign; empty: they are not.</summary>
        public string ForwardFolder { get; init; } = "";

        /// <summary>Who signs; null: nobody.</summary>
        internal ILinkSigner? LinkSigner => SignFolder.Length > 0 ? new LinkAuthority(SignFolder) : ForwardFolder.Length > 0 ? new LinkForward(ForwardFolder) : null;

        /// <summary>Who takes guests' cards, and on what terms; null: nobody.</summary>
        internal CardTerms? Cards { get; init; }

        /// <summary>Who sells, as the receipts name it: name, address, tax number in one line; empty where nobody said it.</summary>
        public string Operator { get; init; } = "";

        /// <summary>Where the stations stand, as the receipts name it; empty where nobody said it.</summary>
        public string Site { get; init; } = "";

        /// <summary>Says whether a token may charge; nobody may unless told otherwise.</summary>
        public Func<string, bool> Accepts { get; init; } = static _ => false;

        /// <summary>Public keys to register, by station, in place of any that is registered already.</summary>
        public IReadOnlyDictionary<string, StationKey> Keys { get; init; } = new Dictionary<string, StationKey>();

        /// <summary>A station that has no key gets the one that its first sound document was signed by: nobody has compared it with the station's display, and so it is marked.</summary>
        public bool KeysOnFirstSight { get; init; }

        /// <summary>The one station that it serves; "+" for all of the broker's.</summary>
        public string Station { get; init; } = "+";

        /// <summary>The clock that the stations are told; in bench runs the bay's virtual one.</summary>
        public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

        /// <summary>Seconds between two Heartbeats of a station, told in the answer to BootNotification.</summary>
        public int HeartbeatSeconds { get; init; } = 300;

        /// <summary>How long connecting and subscribing may take each, real time.</summary>
        public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

        /// <summary>Is told of each call to a station just before it is published: its topic and its frame. Who keeps virtual time has it arrive at its delay behind what caused it.</summary>
        public Action<string, byte[]> Calling { get; init; } = static (_, _) => { };

        /// <summary>Takes one line of log, without control characters; called from the connection's thread.</summary>
        public Action<string> Log { get; init; } = static _ => { };
    }
}
