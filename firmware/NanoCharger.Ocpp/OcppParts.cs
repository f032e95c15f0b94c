using NanoCharger.Core.Charging;
using NanoCharger.Records.Documents;
using NanoCharger.Records.SessionLog;
using NanoCharger.Core.Settings;
using NanoCharger.Core.Time;
using NanoCharger.Hal;
using NanoCharger.Link.Credentials;
using NanoCharger.Ocpp.Profiles;

namespace NanoCharger.Ocpp
{
    /// <summary>What OCPP knows of the charger: the parts that its operations, in and out, read and ask.</summary>
    /// <remarks>Whoever makes it sets all of them, once; what is internal the operations of both directions share.</remarks>
    public sealed class OcppParts
    {
        /// <summary>The station's identity: first part of a transaction's id. A new one holds from the next start.</summary>
        public string Station { get; set; }

        /// <summary>The board's own number, which nobody sets: ChargingStationType.serialNumber, whose 25 characters are more than its 12.</summary>
        public string Serial { get; set; }

        /// <summary>Why the chip started: the backend is told.</summary>
        public ResetCause Cause { get; set; }

        /// <summary>Only for dates in messages.</summary>
        public IClock Clock { get; set; }

        /// <summary>Is told what time the backend says it is, and says what there is to tell of that.</summary>
        public WallClock Times { get; set; }

        /// <summary>For the heartbeat's interval, and as variables.</summary>
        public SettingsStore Settings { get; set; }

        /// <summary>Where the backend changes settings.</summary>
        public SettingsDesk SettingsDesk { get; set; }

        /// <summary>What is owed to the backend. OCPP alone releases records, and keeps <see cref="RecordLog.Offline"/>.</summary>
        public RecordLog Log { get; set; }

        /// <summary>How the owed records fare, and those set aside.</summary>
        public Delivery Delivery { get; set; }

        /// <summary>Signs what is billed; somebody else turns it.</summary>
        public DocumentSigner Signer { get; set; }

        /// <summary>Takes the backend's grants and its answers; its pending token the backend is asked about.</summary>
        public Authorisation Authorisation { get; set; }

        /// <summary>Carries the backend's wishes out.</summary>
        public ICommands Commands { get; set; }

        /// <summary>Starts the charger anew.</summary>
        public IRestart Restart { get; set; }

        /// <summary>Tells the open transaction; only read.</summary>
        public ChargerStatus Status { get; set; }

        /// <summary>The backend's charging profiles, with those that survived a restart.</summary>
        public ProfileStack Profiles { get; set; } = new ProfileStack();

        /// <summary>How the backend has taken the station in, with a no that survived a restart.</summary>
        public Registration Registration { get; set; } = new Registration();

        /// <summary>How often the contactor has closed; only read.</summary>
        public ClosingCount Closings { get; set; }

        /// <summary>By what the link and the broker know each other; null for a station that has no such thing, and answers so.</summary>
        public CertificateDesk Certificates { get; set; }

        /// <summary>What the backend has asked the station to send.</summary>
        internal Wishes Wishes { get; } = new Wishes();
    }
}
