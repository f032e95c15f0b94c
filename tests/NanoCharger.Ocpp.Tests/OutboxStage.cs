namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Core.Tests.Settings;
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.Documents;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Core.Settings;
    using NanoCharger.Core.Time;
    using NanoCharger.Core.Tests.Charging;
    using NanoCharger.Records.Tests.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using NanoCharger.Signing;
    using nanoFramework.TestFramework;

    /// <summary>A log, a link and an outbox between them, with a time that the test moves.</summary>
    /// <remarks>The device runs tests without an instance of their class: what they share is static, and made anew by Begin.</remarks>
    public abstract class OutboxStage
    {
        protected const long Second = 1000000;
        protected const string Accepted = "{\"currentTime\":\"2026-11-22T13:22:04Z\",\"interval\":120,\"status\":\"Accepted\"}";

        protected static FakeFlash _flash;
        protected static LogScript _charger;
        protected static ScriptedLink _link;
        protected static Delivery _delivery;
        protected static FakeClock _clock;
        protected static WallClock _times;
        protected static Outbox _outbox;
        protected static Authorisation _authorisation;
        protected static SettingsStore _settings;
        protected static ChargerStatus _status;
        protected static FakeCommands _commands;
        protected static Registration _registration;
        protected static NotedRestart _restart;
        protected static long _now;

        protected static void Begin()
        {
            _now = 0;
            _flash = new FakeFlash();
            _charger = new LogScript(_flash);
            _charger.Start();
            _clock = new FakeClock();
            _times = new WallClock(_clock);
            _times.Set(0);
            _clock.UtcMillis = 0;
            Open();
        }

        protected static void Open()
        {
            Open(new ChargerStatus(1));
        }

        protected static void Open(ChargerStatus status)
        {
            _link = new ScriptedLink();
            _delivery = new Delivery(_flash);
            _authorisation = new Authorisation(new LocalList(_flash));
            _authorisation.Configure(TestSettings.Of("auth.mode", "backend"));
            _settings = new SettingsStore();
            _settings.Load(_flash);
            _status = status;
            _commands = new FakeCommands(_authorisation);
            _registration = new Registration();
            _restart = new NotedRestart();
            OcppParts parts = new OcppParts
            {
                Station = "NC-0001",
                Serial = "240AC4123456",
                Cause = ResetCause.PowerOn,
                Clock = _clock,
                Times = _times,
                Settings = _settings,
                SettingsDesk = new SettingsDesk(_settings, _flash, _charger.Log, _delivery),
                Log = _charger.Log,
                Delivery = _delivery,
                Signer = new DocumentSigner(new KeyStore(_flash), new SoftHmac(), null),
                Authorisation = _authorisation,
                Commands = _commands,
                Restart = _restart,
                Status = _status,
                Closings = new ClosingCount(),
                Registration = _registration,
            };
            _outbox = new Outbox(_link, parts);
        }

        protected static void Step(int seconds)
        {
            _now += seconds * Second;
            _outbox.Step(_now);
        }

        /// <summary>The backend makes a call; what the station sends in the same step is its answer, and comes back.</summary>
        protected static string Call(string action, string payload)
        {
            int sent = _link.Count;
            _link.Arrive("[2,\"x1\",\"" + action + "\"," + payload + "]");
            Step(0);
            return _link.Sent(sent);
        }

        /// <summary>As <see cref="Call"/>, for one that has a result: its payload.</summary>
        protected static string Result(string action, string payload)
        {
            string answer = Call(action, payload);
            Assert.AreEqual("[3,\"x1\",", answer.Substring(0, 8));
            return answer.Substring(8, answer.Length - 9);
        }

        /// <summary>A session begins, and the backend answers its BootNotification.</summary>
        protected static void Connect(string status)
        {
            _link.Connect();
            Step(0);
            Assert.Contains("BootNotification", _link.Last);
            _link.Answer("{\"currentTime\":\"2026-11-22T13:22:04Z\",\"interval\":60,\"status\":\"" + status + "\"}");
            Step(0);
        }

        protected static void Accept()
        {
            _link.Connect();
            Step(0);
            _link.Answer(Accepted);
            Step(0);
        }
    }
}
