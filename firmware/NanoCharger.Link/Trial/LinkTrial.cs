using System.IO;
using NanoCharger.Core.Settings;
using NanoCharger.Hal;
using NanoCharger.Link.Credentials;
using NanoCharger.Link.Handshakes;
using NanoCharger.Text;

namespace NanoCharger.Link.Trial
{
    /// <summary>Holds a changed broker, Wi-Fi, authority or certificate to account: without an acceptance by the backend within 15 min the last good link returns.</summary>
    /// <remarks>
    /// So nobody can strand a garage from afar, neither by a wrong word nor by a wrong certificate. Settings count from the next start on, certificates at
    /// once. A change that does not even last from one start to the next is given up at the fourth. Where nothing was ever accepted there is nothing to
    /// return to. What returns goes into the log, and by that to the backend. The 15 min begin when the change may be tried: while the ration of handshakes
    /// holds the first one back they do not pass, or nobody could ever leave a broker that stalls.
    /// </remarks>
    public sealed class LinkTrial
    {
        /// <summary>How long a change has to be accepted.</summary>
        public const long TrialMicros = 900_000_000;

        /// <summary>Starts that a change has without ever being accepted; at the one after them it is given up at once.</summary>
        public const int MostStarts = 3;

        private const long AgainMicros = 60_000_000;
        private const long SecondMicros = 1_000_000;

        // Places in the texts of a link.
        private const int Name = 0;
        private const int Passphrase = 1;
        private const int Host = 2;
        private const int Port = 3;
        private const int Plain = 4;

        private readonly GoodLink _good;
        private readonly SettingsStore _settings;
        private readonly NanoCharger.Link.Credentials.Credentials _credentials;
        private readonly CertificateDesk _desk;
        private readonly HandshakeDesk _handshakes;
        private readonly ILink _link;
        private readonly IClock _clock;

        // The link's settings that are in use: what is set meanwhile counts from the next start on, and then has a trial of its own.
        private string[] _inUse;
        private string _timeHost;
        private string _station;
        private long _boot;
        private int _generation;
        private int _session;
        private int _begun;
        private long _untilMicros;
        private long _acceptAgainMicros;
        private long _turnMicros;
        private bool _started;

        /// <summary>A trial; nothing is known before <see cref="Load"/>.</summary>
        /// <param name="storage">Where the good settings lie.</param>
        /// <param name="settings">Those in use from this start on.</param>
        /// <param name="desk">Has the certificates, and is told what returns.</param>
        /// <param name="handshakes">Says whether a change could be tried.</param>
        /// <param name="link">Is given what returns, and what was changed.</param>
        /// <param name="clock">Dates it.</param>
        public LinkTrial(IStorage storage, SettingsStore settings, CertificateDesk desk, HandshakeDesk handshakes, ILink link, IClock clock)
        {
            _good = new GoodLink(storage);
            _settings = settings;
            _desk = desk;
            _handshakes = handshakes;
            _credentials = desk.Credentials;
            _link = link;
            _clock = clock;
        }

        /// <summary>True while something of the link was changed that the backend has not accepted yet, and there is a good one to return to.</summary>
        public bool OnTrial { get; private set; }

        /// <summary>Seconds that are left to it, as of the last turn; of no meaning while nothing is on trial.</summary>
        public int LeftSeconds
        {
            get { return (int)((_untilMicros - _turnMicros) / SecondMicros); }
        }

        /// <summary>What the link was given last; null before the start.</summary>
        public LinkOptions Options { get; private set; }

        /// <summary>True where the station would talk in clear over a wire that others share: nobody has forbidden it, and no authority is stored.</summary>
        public bool InClear
        {
            get { return _credentials.Identity == null && !IsLoopback(_inUse[Host]) && PlainAllowed; }
        }

        // Whoever had locks does not go without them because they are spoilt.
        private bool PlainAllowed
        {
            get { return !_credentials.Lost && (_inUse[Plain] == "1" || IsLoopback(_inUse[Host])); }
        }

        private bool Differs
        {
            get { return !GoodLink.Alike(_inUse, _good.Texts) || _credentials.OnTrial; }
        }

        /// <summary>Looks whether the link is another than the last good one, and starts it. For the start, after settings, credentials and log. Cost: one write to flash where it is, two more where it is given up.</summary>
        /// <param name="station">The station's name.</param>
        /// <param name="boot">Number of this start.</param>
        /// <returns>What the technician should know; null for nothing.</returns>
        public string Start(string station, long boot)
        {
            _station = station;
            _boot = boot;
            _inUse = GoodLink.Of(_settings);
            _timeHost = _settings.Text(SettingId.TimeHost);
            _good.Load();
            string told = null;
            if (_good.Known && Differs)
            {
                told = _good.Starts >= MostStarts ? Return() : Count();
            }

            _generation = _credentials.Generation;
            Options = Make();
            _link.Start(Options);
            _started = true;
            return told;
        }

        /// <summary>One turn. Cost: some comparisons; a write to flash at the first acceptance, and at that of a change; up to four where a change returns.</summary>
        /// <param name="acceptedSession">The link's session in which the backend has accepted the station; 0 while it has not.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        /// <returns>What the technician should know; null for nothing.</returns>
        public string Turn(int acceptedSession, long nowMicros)
        {
            _turnMicros = nowMicros;
            if (_credentials.Generation != _generation)
            {
                Change();
                Begin(nowMicros);
                return OnTrial ? "changed: tried for 15 min" : "changed";
            }

            if (acceptedSession > _session)
            {
                // What is accepted does not return, also where the flash does not take it yet.
                return nowMicros < _acceptAgainMicros ? null : Accept(acceptedSession, nowMicros);
            }

            if (OnTrial && _handshakes.HoldsBack && _handshakes.Begun == _begun)
            {
                _untilMicros = nowMicros + TrialMicros;
            }

            return OnTrial && nowMicros >= _untilMicros ? Return() : null;
        }

        // What was changed at hand is given to the link at once: a session from before it is no proof of anything.
        private void Change()
        {
            _generation = _credentials.Generation;
            _session = _link.Session;
            Options = Make();
            _link.Change(Options);
        }

        private void Begin(long nowMicros)
        {
            OnTrial = _good.Known && Differs;
            _begun = _handshakes.Begun;
            _untilMicros = nowMicros + TrialMicros;
        }

        private string Count()
        {
            try
            {
                _good.Save(_good.Starts + 1);
            }
            catch (IOException)
            {
                // It is tried for 15 min all the same.
            }

            Begin(_clock.NowMicros);
            return "changed: tried for 15 min";
        }

        private string Accept(int acceptedSession, long nowMicros)
        {
            bool tried = OnTrial;
            if (_good.Known && !Differs && _good.Starts == 0)
            {
                _session = acceptedSession;
                return null;
            }

            try
            {
                _good.Take(_inUse);
                _credentials.Keep();
                OnTrial = false;
                _session = acceptedSession;
            }
            catch (IOException)
            {
                // It is good for now, and written down a minute later; where the session ends before that, at the next acceptance.
                _untilMicros = nowMicros + TrialMicros;
                _acceptAgainMicros = nowMicros + AgainMicros;
                return null;
            }

            return tried ? "the change was accepted" : null;
        }

        private string Return()
        {
            bool settings = !GoodLink.Alike(_inUse, _good.Texts);
            bool credentials;
            try
            {
                // What somebody has set since is not touched.
                if (settings && GoodLink.Alike(_inUse, GoodLink.Of(_settings)))
                {
                    _good.Restore(_settings);
                }

                credentials = _credentials.OnTrial && (_credentials.Return(_clock.UtcMillis) || GoesWithout());
                OnTrial = false;
                if (settings || credentials)
                {
                    _good.Save(0);
                    _desk.NoteReturn();
                }
            }
            catch (IOException)
            {
                OnTrial = true;
                _untilMicros = _clock.NowMicros + AgainMicros;
                return null;
            }

            if (!settings && !credentials)
            {
                // The last good certificate has ended, say: nothing better is to be had.
                return "the change was not accepted, and there is nothing to return to";
            }

            _inUse = _good.Texts;
            if (_started)
            {
                Change();
            }

            return "the change was not accepted: the last good link returns";
        }

        // The last good link had no locks, and somebody had allowed that: the first ones from afar must not strand it.
        private bool GoesWithout()
        {
            if (_credentials.HasGood || _good.Texts[Plain] != "1")
            {
                return false;
            }

            string wrong = _credentials.ClearAll();
            if (wrong != null)
            {
                throw new IOException(wrong);
            }

            return true;
        }

        private LinkOptions Make()
        {
            LinkOptions options = new LinkOptions();
            options.WifiName = _inUse[Name];
            options.WifiPassphrase = _inUse[Passphrase];
            options.BrokerHost = _inUse[Host];
            options.BrokerPort = Ascii.TryNumber(_inUse[Port], out long port) ? (int)port : 0;
            options.TimeHost = _timeHost;
            options.Identity = _credentials.Identity;
            options.PlainAllowed = PlainAllowed;
            options.Station = _station;
            options.Boot = _boot;
            return options;
        }

        // By its address: a name that begins like one is anybody's.
        private static bool IsLoopback(string host)
        {
            for (int i = 0; i < host.Length; i++)
            {
                if (host[i] != '.' && (host[i] < '0' || host[i] > '9'))
                {
                    return host == "localhost";
                }
            }

            return host.Length > 4 && host.Substring(0, 4) == "127.";
        }
    }
}
