namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.Documents;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Core.Settings;
    using NanoCharger.Core.Time;
    using NanoCharger.Core.Tests.Charging;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using NanoCharger.Signing;
    using nanoFramework.TestFramework;

    /// <summary>An outbox over a log whose records are signed with a key that is known.</summary>
    /// <remarks>The device runs tests without an instance of their class: what they share is static, and made anew by Begin.</remarks>
    public abstract class SignedOutboxStage
    {
        protected const long Second = 1000000;
        protected const int MostSteps = 2000;
        protected const string Accepted = "{\"currentTime\":\"2026-11-22T13:22:04Z\",\"interval\":120,\"status\":\"Accepted\"}";
        protected const string Data = "\"signedMeterValue\":{\"signedMeterData\":\"";

        protected static FakeFlash _flash;
        protected static RecordLog _log;
        protected static SoftHmac _hmac;
        protected static ScriptedLink _link;
        protected static Delivery _delivery;
        protected static KeyStore _keys;
        protected static DocumentSigner _signer;
        protected static Outbox _outbox;
        protected static int _delivered;
        protected static long _now;

        protected static void Begin()
        {
            _now = 0;
            _flash = new FakeFlash();
            FakeKey.Store(_flash);
            Open();
        }

        // A start on what the flash holds.
        protected static void Open()
        {
            _log = new RecordLog(_flash) { Origin = { Station = "NC-0001", KeyGeneration = 1 } };
            _log.Recover();
            _log.Boot(0, 0, ClockQuality.Unknown);
            _keys = new KeyStore(_flash);
            _keys.Load();
            _hmac = new SoftHmac();
            _link = new ScriptedLink();
            _delivery = new Delivery(_flash);
            Authorisation authorisation = new Authorisation(new LocalList(_flash));
            _signer = new DocumentSigner(_keys, _hmac, null);
            OcppParts parts = new OcppParts
            {
                Station = "NC-0001",
                Serial = "240AC4123456",
                Cause = ResetCause.PowerOn,
                Clock = new FakeClock(),
                Times = new WallClock(new FakeClock()),
                Settings = new SettingsStore(),
                Log = _log,
                Delivery = _delivery,
                Signer = _signer,
                Authorisation = authorisation,
                Commands = new FakeCommands(authorisation),
                Status = new ChargerStatus(1),
                Closings = new ClosingCount(),
            };
            _outbox = new Outbox(_link, parts);
        }

        protected static long Record(TransactionEventKind kind, DocumentForm form, TriggerReason trigger = TriggerReason.MeterValuePeriodic)
        {
            TransactionEvent told = new TransactionEvent
            {
                Event = kind,
                Transaction = kind == TransactionEventKind.Started ? 0 : 1,
                Trigger = trigger,
                State = ChargingState.Charging,
                Reason = kind == TransactionEventKind.Ended ? StoppedReason.EVDisconnected : StoppedReason.None,
                Source = GrantSource.Card,
                Token = "04A1B2C3",
                RegisterMilliwattHours = _log.RegisterMilliwattHours + 1000,
                Document = form,
                UtcMillis = 1700000000000,
                Quality = ClockQuality.Synchronised,
                BeginUtcMillis = 1699999000000,
                BeginQuality = ClockQuality.Synchronised,
                BeginRegisterMilliwattHours = 500,
            };
            return _log.Record(told);
        }

        protected static void Accept()
        {
            _link.Connect();
            Step();
            _delivered = _link.Count;
            Answer(Accepted);
        }

        protected static void Answer()
        {
            Answer("{}");
        }

        protected static void Answer(string payload)
        {
            _link.Answer(payload);
            _outbox.Step(_now);
        }

        protected static void Step()
        {
            _outbox.Step(_now);
        }

        // Turns until this record leaves; after a refusal, leaves again. It may have left in the turn that took the last answer.
        protected static string Deliver(long sequence)
        {
            string id = "1-" + sequence.ToString();
            int before = _delivered;
            for (int i = 0; i < MostSteps && _link.Count <= before; i++)
            {
                Step();
                _signer.Step(_now);
            }

            _delivered = _link.Count;
            Assert.AreEqual(id, _link.LastId);
            return _link.Last;
        }

        protected static int Digit(char letter)
        {
            return letter <= '9' ? letter - '0' : letter - 'a' + 10;
        }

        protected static string DataOf(string message)
        {
            int at = message.IndexOf(Data) + Data.Length;
            return message.Substring(at, message.IndexOf('"', at) - at);
        }

        // The record's document as a signer of its own makes it.
        protected static byte[] Alone(LogRecord record)
        {
            DocumentSigner alone = new DocumentSigner(_keys, new SoftHmac(), null);
            alone.Begin(record);
            for (int i = 0; i < MostSteps && !alone.Ready; i++)
            {
                alone.Step(0);
            }

            Assert.IsTrue(alone.Ready);
            byte[] document = new byte[alone.Document.Length];
            System.Array.Copy(alone.Document.Buffer, document, document.Length);
            return document;
        }
    }
}
