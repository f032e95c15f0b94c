using System.IO;
using NanoCharger.Hal;
using NanoCharger.Records.SessionLog;

namespace NanoCharger.Link.Credentials
{
    /// <summary>Where technician and backend change the certificates, by one path: each change and each refusal goes into the log, and the backend is told.</summary>
    public sealed class CertificateDesk
    {
        /// <summary>Where the technician is meant.</summary>
        public const string Console = "console";

        /// <summary>Where the backend is meant.</summary>
        public const string Backend = "backend";

        private const long HourMicros = 3_600_000_000;

        // The ring holds 120 events, those of metering among them: nobody flushes it by sending nonsense.
        private const int MostRefusalsAnHour = 4;

        private readonly EventLog _log;
        private readonly IClock _clock;
        private int _refusals;
        private long _hourMicros;

        /// <summary>A desk over the parts.</summary>
        /// <param name="credentials">What is changed.</param>
        /// <param name="requests">Where certificates are asked for.</param>
        /// <param name="log">Is told; it has been recovered before anything is changed.</param>
        /// <param name="clock">Dates it.</param>
        public CertificateDesk(Credentials credentials, RequestDesk requests, EventLog log, IClock clock)
        {
            Credentials = credentials;
            Requests = requests;
            Renewal = new RenewalClock(credentials, clock);
            _log = log;
            _clock = clock;
        }

        /// <summary>The certificates.</summary>
        public Credentials Credentials { get; }

        /// <summary>Where they are asked for.</summary>
        public RequestDesk Requests { get; }

        /// <summary>When the next one is asked for.</summary>
        public RenewalClock Renewal { get; }

        /// <summary>The newest change or refusal that the backend was not told of, as OCPP 2.0.1 names it; null for none. Whoever has told it clears it.</summary>
        public string EventType { get; set; }

        /// <summary>More of it, for a human; at most 255 characters.</summary>
        public string EventInfo { get; private set; }

        /// <summary>When it was; monotonic, in microseconds.</summary>
        public long EventMicros { get; private set; }

        /// <summary>As <see cref="Credentials.ImportTrust"/>. Cost: a record more.</summary>
        /// <param name="pem">The text.</param>
        /// <param name="length">Its bytes.</param>
        /// <param name="by">Who brings it.</param>
        public string ImportTrust(byte[] pem, int length, string by)
        {
            int before = Credentials.Generation;
            return Note(before, Credentials.ImportTrust(pem, length), "authorities", by, "InvalidCsmsCertificate");
        }

        /// <summary>As <see cref="Credentials.ImportChain"/>. Cost: a record more.</summary>
        /// <param name="pem">The text.</param>
        /// <param name="length">Its bytes.</param>
        /// <param name="by">Who brings it.</param>
        public string ImportChain(byte[] pem, int length, string by)
        {
            int before = Credentials.Generation;
            return Note(before, Credentials.ImportChain(pem, length), "certificate", by, "InvalidChargingStationCertificate");
        }

        /// <summary>As <see cref="Credentials.ClearAll"/>. Cost: a record more.</summary>
        public string ClearAll()
        {
            string wrong = Credentials.ClearAll();
            Record("link certificates cleared", wrong == null);
            Tell("ReconfigurationOfSecurityParameters", "certificates of the link: " + (wrong ?? "all cleared at the console"));
            return wrong;
        }

        /// <summary>A change that the backend did not accept was undone: into the log and to the backend, since whoever made it believes that it holds. Cost: a record.</summary>
        public void NoteReturn()
        {
            Record("link returned: change not accepted", true);
            Tell("ReconfigurationOfSecurityParameters", "a change of broker, Wi-Fi or certificates was not accepted in time: the last good link returned");
        }

        private string Note(int before, string wrong, string what, string by, string type)
        {
            bool taken = wrong == null;
            if (taken && Credentials.Generation == before)
            {
                // What is in use already: nothing has changed, and nobody flushes the log by saying it again.
                return null;
            }

            Record("link " + what + (taken ? " by " : " refused: ") + by, taken);
            string info = "link " + what + " by " + by + ": " + (wrong ?? "taken, on trial");
            Tell(taken ? "ReconfigurationOfSecurityParameters" : type, info);
            return wrong;
        }

        private void Tell(string type, string info)
        {
            EventType = type;
            EventInfo = info;
            EventMicros = _clock.NowMicros;
        }

        private void Record(string what, bool done)
        {
            long now = _clock.NowMicros;
            if (now - _hourMicros >= HourMicros)
            {
                _hourMicros = now;
                _refusals = 0;
            }

            if (!done && ++_refusals > MostRefusalsAnHour)
            {
                return;
            }

            try
            {
                _log.RecordSecurity(0, what, now, _clock.UtcMillis, _clock.Quality);
            }
            catch (IOException)
            {
                // The backend is told all the same; the log tells of its own faults.
            }
        }
    }
}
