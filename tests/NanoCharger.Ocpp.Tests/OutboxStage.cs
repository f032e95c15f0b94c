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
            _link = new ScriptedLink();
            _delivery = new Delivery(_flash);
            _authorisation = new Authorisation(new LocalList(_flash));
            _authorisation.Configure(TestSettings.Of("auth.mode", "backend"));
            SettingsStore settings = new SettingsStore();
            settings.Load(_flash);
            OcppParts parts = new OcppParts
            {
                Station = "NC-0001",
                Cause = ResetCause.PowerOn,
                Clock = _clock,
                Times = _times,
                Settings = settings,
                Log = _charger.Log,
                Delivery = _delivery,
                Signer = new DocumentSigner(new KeyStore(_flash), new SoftHmac(), null),
                Authorisation = _authorisation,
                Commands = new FakeCommands(_authorisation),
                Status = new ChargerStatus(1),
            };
            _outbox = new Outbox(_link, parts);
        }

        protected static void Step(int seconds)
        {
            _now += seconds * Second;
            _outbox.Step(_now);
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
