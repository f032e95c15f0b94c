namespace NanoCharger.Link.Tests
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Core.Settings;
    using NanoCharger.Core.Tests.Charging;
    using NanoCharger.Core.Time;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using NanoCharger.Link.Credentials;
    using NanoCharger.Ocpp;
    using NanoCharger.Records.Documents;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Records.Tests.SessionLog;
    using NanoCharger.Signing;
    using nanoFramework.TestFramework;

    /// <summary>Certificates over OCPP: the request, what it brings, and what the backend is told.</summary>
    /// <remarks>The device runs tests without an instance of their class: what they share is static, and made anew by Begin.</remarks>
    [TestClass]
    public class CertificateCallTests
    {
        private const long Second = 1_000_000;
        private const string Accepted = "{\"status\":\"Accepted\"}";

        private static CredentialStage _stage;
        private static LogScript _charger;
        private static ScriptedLink _link;
        private static CertificateDesk _certificates;
        private static Outbox _outbox;
        private static int _generation;
        private static long _now;

        [TestMethod]
        public void A_triggered_request_brings_a_certificate()
        {
            Begin();
            Assert.AreEqual(Accepted, Result("TriggerMessage", "{\"requestedMessage\":\"SignChargingStationCertificate\"}"));
            string call = Await("SignCertificate");
            Assert.IsTrue(call.IndexOf("{\"csr\":\"-----BEGIN CERTIFICATE REQUEST-----\\nMI") > 0, call);
            Assert.IsTrue(call.IndexOf("\\n-----END CERTIFICATE REQUEST-----\\n\",\"certificateType\":\"ChargingStationCertificate\"}]") > 0, call);
            Answer(Accepted);
            Assert.IsFalse(_certificates.Renewal.Wanted);
            _stage.Await(TestCertificates.Key);
            Assert.AreEqual(Accepted, Result("CertificateSigned", Signed(TestCertificates.Own, "ChargingStationCertificate")));
            Assert.AreEqual(TestCertificates.Pem(TestCertificates.Own), TestCertificates.Text(ChainOf()));
            string told = Await("SecurityEventNotification");
            Assert.IsTrue(told.IndexOf("{\"type\":\"ReconfigurationOfSecurityParameters\",\"timestamp\":\"2026-11-01T") > 0, told);
            Assert.IsTrue(told.IndexOf("\"techInfo\":\"link certificate by backend: taken, on trial\"") > 0, told);
            Answer("{}");
            Assert.IsNull(_certificates.EventType);
        }

        [TestMethod]
        public void A_certificate_that_is_not_ours_is_rejected_with_the_reason_and_told()
        {
            Begin();
            _stage.Await(TestCertificates.Key);
            Assert.AreEqual(
                "{\"status\":\"Rejected\",\"statusInfo\":{\"reasonCode\":\"InvalidCertificate\",\"additionalInfo\":\"certificate 1: not for this station's key: not of its newest request\"}}",
                Result("CertificateSigned", Signed(TestCertificates.Next, "ChargingStationCertificate")));
            Assert.AreEqual(
                "{\"status\":\"Rejected\",\"statusInfo\":{\"reasonCode\":\"UnsupportedType\"}}", Result("CertificateSigned", Signed(TestCertificates.Own, "V2GCertificate")));
            Assert.IsFalse(_stage.Credentials.HasChain);
            string told = _link.Sent(2);
            Assert.IsTrue(told.IndexOf("{\"type\":\"InvalidChargingStationCertificate\"") > 0, told);
        }

        [TestMethod]
        public void An_authority_is_installed_and_a_worn_flash_is_a_failure()
        {
            Begin();
            _stage.Flash.Worn = true;
            Assert.AreEqual(
                "{\"status\":\"Failed\",\"statusInfo\":{\"reasonCode\":\"InternalError\",\"additionalInfo\":\"the flash did not take it, all is as before\"}}",
                Result("InstallCertificate", Root(TestCertificates.Root, "CSMSRootCertificate")));
            _stage.Flash.Worn = false;
            Assert.AreEqual(Accepted, Result("InstallCertificate", Root(TestCertificates.Root, "CSMSRootCertificate")));
            Assert.AreEqual(TestCertificates.Pem(TestCertificates.Root), TestCertificates.Text(_stage.Credentials.Identity.Trust));
            Assert.IsTrue(Result("InstallCertificate", Root(TestCertificates.Own, "CSMSRootCertificate")).IndexOf("that of no authority") > 0);
            Assert.IsTrue(Result("InstallCertificate", Root(TestCertificates.Root, "MORootCertificate")).IndexOf("UnsupportedType") > 0);
            Assert.IsTrue(Call("InstallCertificate", "{\"certificateType\":\"CSMSRootCertificate\"}").IndexOf("OccurrenceConstraintViolation") > 0);
        }

        /// <summary>Nobody flushes the log by sending nonsense.</summary>
        [TestMethod]
        public void Of_refusals_the_log_takes_four_an_hour()
        {
            Begin();
            for (int i = 0; i < 10; i++)
            {
                Result("InstallCertificate", Root(TestCertificates.Own, "CSMSRootCertificate"));
            }

            Assert.AreEqual(4L, _charger.Log.Events.Audit.LastSequence);
            Assert.AreEqual(Accepted, Result("InstallCertificate", Root(TestCertificates.Root, "CSMSRootCertificate")));
            Assert.AreEqual(5L, _charger.Log.Events.Audit.LastSequence);
            _now += 3600 * Second;
            Result("InstallCertificate", Root(TestCertificates.Own, "CSMSRootCertificate"));
            Assert.AreEqual(6L, _charger.Log.Events.Audit.LastSequence);
        }

        /// <summary>The backend sends a call again that it has no answer to, and one that lies sends it for ever.</summary>
        [TestMethod]
        public void What_is_in_use_already_is_accepted_and_the_log_takes_it_once()
        {
            Begin();
            for (int i = 0; i < 10; i++)
            {
                Assert.AreEqual(Accepted, Result("InstallCertificate", Root(TestCertificates.Root, "CSMSRootCertificate")));
            }

            Assert.AreEqual(1L, _charger.Log.Events.Audit.LastSequence);
            Assert.AreEqual(1, _stage.Credentials.Generation - _generation);
        }

        [TestMethod]
        public void A_request_that_was_refused_or_lost_is_made_again_after_a_pause()
        {
            Begin();
            _certificates.Renewal.Want();
            string first = Await("SignCertificate");
            Answer("{\"status\":\"Rejected\"}");
            Assert.IsTrue(_certificates.Renewal.Wanted);
            int sent = _link.Count;
            Step(3599);
            Step(0);
            Assert.IsFalse(Sent("SignCertificate", sent));
            Step(1);
            string again = Await("SignCertificate");
            Assert.AreEqual(first.Substring(first.IndexOf("csr")), again.Substring(again.IndexOf("csr")), "the same key, the same request");

            // Nobody answers: a minute, and others have their turn.
            Step(61);
            _link.Answer(Accepted);
            Step(1);
            Assert.IsTrue(_certificates.Renewal.Wanted, "that answer came too late");
            Assert.AreEqual(1, _outbox.Ignored);
            sent = _link.Count;
            Step(7100);
            Assert.IsFalse(Sent("SignCertificate", sent));
            Step(100);
            Await("SignCertificate");
        }

        [TestMethod]
        public void An_old_certificate_is_renewed_without_being_asked()
        {
            Begin();
            _stage.Settle();
            Step(1);
            Await("SignCertificate");
            Answer(Accepted);
            int sent = _link.Count;
            Step(86_000);
            Assert.IsFalse(Sent("SignCertificate", sent));
            Step(401);
            Await("SignCertificate");
        }

        private static void Begin()
        {
            _now = 0;
            _stage = new CredentialStage();
            _generation = _stage.Credentials.Generation;
            _charger = new LogScript(_stage.Flash);
            _charger.Start();
            _link = new ScriptedLink();
            SettingsStore settings = new SettingsStore();
            settings.Load(_stage.Flash);
            Authorisation authorisation = new Authorisation(new LocalList(_stage.Flash));
            RequestDesk requests = new RequestDesk(_stage.Credentials, new SoftHmac(), new CountingNoise());
            _certificates = new CertificateDesk(_stage.Credentials, requests, _charger.Log.Events, _stage.Clock);
            Delivery delivery = new Delivery(_stage.Flash);
            _outbox = new Outbox(_link, new OcppParts
            {
                Station = TestCertificates.Station,
                Serial = "240AC4123456",
                Cause = ResetCause.PowerOn,
                Clock = _stage.Clock,
                Times = new WallClock(_stage.Clock),
                Settings = settings,
                SettingsDesk = new SettingsDesk(settings, _stage.Flash, _charger.Log, delivery),
                Log = _charger.Log,
                Delivery = delivery,
                Signer = new DocumentSigner(new KeyStore(_stage.Flash), new SoftHmac(), null),
                Authorisation = authorisation,
                Commands = new FakeCommands(authorisation),
                Status = new ChargerStatus(1),
                Closings = new ClosingCount(),
                Certificates = _certificates,
            });
            _link.Connect();
            Step(0);
            _link.Answer("{\"currentTime\":\"2026-11-01T00:00:00Z\",\"interval\":86400,\"status\":\"Accepted\"}");
            Step(0);
        }

        private static void Step(int seconds)
        {
            _now += seconds * Second;
            _stage.Clock.NowMicros = _now;
            _outbox.Step(_now);
        }

        /// <summary>Answers whatever else the station sends, until it sends this.</summary>
        private static string Await(string action)
        {
            for (int i = 0; i < 1000; i++)
            {
                if (_link.Last.IndexOf("\"" + action + "\"") > 0 && _link.Last[1] == '2')
                {
                    return _link.Last;
                }

                if (_link.Last[1] == '2' && _link.Last.IndexOf("BootNotification") < 0)
                {
                    _link.Answer("{}");
                }

                _certificates.Requests.Step(false);
                Step(0);
            }

            Assert.IsTrue(false, "never sent: " + action);
            return null;
        }

        private static void Answer(string payload)
        {
            _link.Answer(payload);
            Step(0);
        }

        private static bool Sent(string action, int from)
        {
            for (int i = from; i < _link.Count; i++)
            {
                if (_link.Sent(i).IndexOf(action) > 0)
                {
                    return true;
                }
            }

            return false;
        }

        private static string Call(string action, string payload)
        {
            int sent = _link.Count;
            _link.Arrive("[2,\"x1\",\"" + action + "\"," + payload + "]");
            Step(0);
            return _link.Sent(sent);
        }

        private static string Result(string action, string payload)
        {
            string answer = Call(action, payload);
            Assert.AreEqual("[3,\"x1\",", answer.Substring(0, 8));
            return answer.Substring(8, answer.Length - 9);
        }

        private static string Signed(string body, string type)
        {
            return "{\"certificateChain\":\"" + Escaped(TestCertificates.Pem(body)) + "\",\"certificateType\":\"" + type + "\"}";
        }

        private static string Root(string body, string type)
        {
            return "{\"certificateType\":\"" + type + "\",\"certificate\":\"" + Escaped(TestCertificates.Pem(body)) + "\"}";
        }

        private static string Escaped(string pem)
        {
            string text = "";
            int from = 0;
            for (int at = 0; at < pem.Length; at++)
            {
                if (pem[at] == '\n')
                {
                    text += pem.Substring(from, at - from) + "\\n";
                    from = at + 1;
                }
            }

            return text;
        }

        private static byte[] ChainOf()
        {
            Assert.IsNull(_stage.Credentials.Identity, "no authorities yet");
            _stage.ImportTrust(TestCertificates.Root);
            return _stage.Credentials.Identity.Chain;
        }
    }
}
