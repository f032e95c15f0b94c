namespace NanoCharger.Link.Tests
{
    using NanoCharger.Core.Settings;
    using NanoCharger.Fakes;
    using NanoCharger.Link.Credentials;
    using NanoCharger.Link.Trial;
    using NanoCharger.Records.Tests.SessionLog;
    using NanoCharger.Signing;
    using nanoFramework.TestFramework;

    /// <summary>What becomes of a change of the link: accepted, undone, or nothing to return to.</summary>
    /// <remarks>The device runs tests without an instance of their class: what they share is static, and made anew by Begin.</remarks>
    [TestClass]
    public class LinkTrialTests
    {
        private const long Second = 1_000_000;

        private static CredentialStage _stage;
        private static SettingsStore _settings;
        private static CertificateDesk _desk;
        private static ScriptedLink _link;
        private static LinkTrial _trial;
        private static long _now;

        [TestMethod]
        public void The_first_link_has_nothing_to_return_to()
        {
            Begin();
            Assert.IsFalse(_trial.OnTrial);
            Pass(3600);
            Assert.AreEqual("first.example", _link.Options.BrokerHost);
            Assert.AreEqual(0, _link.Changes);
        }

        [TestMethod]
        public void A_change_that_is_accepted_is_the_last_good_one()
        {
            Begin();
            Accept();
            Change("second.example");
            Assert.IsTrue(_trial.OnTrial);
            Assert.AreEqual("second.example", _link.Options.BrokerHost);
            Pass(600);
            Accept();
            Assert.IsFalse(_trial.OnTrial);
            Pass(3600);
            Restart();
            Assert.IsFalse(_trial.OnTrial);
            Assert.AreEqual("second.example", _link.Options.BrokerHost);
        }

        [TestMethod]
        public void One_that_is_not_returns_after_15_min_into_settings_and_link_and_is_told()
        {
            Begin();
            Accept();
            Change("second.example");
            Pass(899);
            Assert.AreEqual(0, _link.Changes);
            Pass(2);
            Assert.AreEqual(1, _link.Changes);
            Assert.AreEqual("first.example", _link.Options.BrokerHost);
            Assert.AreEqual("ReconfigurationOfSecurityParameters", _desk.EventType);
            Restart();
            Assert.IsFalse(_trial.OnTrial);
            Assert.AreEqual("first.example", _settings.Text(SettingId.MqttHost));
        }

        [TestMethod]
        public void What_was_set_since_is_not_touched_and_has_a_trial_of_its_own()
        {
            Begin();
            Accept();
            Change("second.example");
            Assert.IsNull(_settings.Change(_stage.Flash, "mqtt.host", "third.example"));
            Pass(901);
            Assert.AreEqual("first.example", _link.Options.BrokerHost);
            Restart();
            Assert.AreEqual("third.example", _link.Options.BrokerHost);
            Assert.IsTrue(_trial.OnTrial);
        }

        [TestMethod]
        public void A_change_that_does_not_last_is_given_up_at_the_fourth_start()
        {
            Begin();
            Accept();
            Change("second.example");
            for (int i = 1; i < LinkTrial.MostStarts; i++)
            {
                Pass(300);
                Restart();
                Assert.AreEqual("second.example", _link.Options.BrokerHost);
            }

            Restart();
            Assert.AreEqual("first.example", _link.Options.BrokerHost);
            Assert.IsFalse(_trial.OnTrial);
        }

        [TestMethod]
        public void Certificates_are_used_at_once_and_a_session_from_before_proves_nothing()
        {
            Begin();
            _stage.Settle();
            Restart();
            Accept();
            object before = _link.Options.Identity;
            _link.Connect();
            Assert.IsNull(_stage.ImportTrust(TestCertificates.OtherRoot));
            Turn(_link.Session);
            Assert.AreEqual(1, _link.Changes);
            Assert.IsFalse(before == _link.Options.Identity);
            Turn(_link.Session);
            Assert.IsTrue(_trial.OnTrial);
            Pass(901);
            Assert.AreEqual(2, _link.Changes);
            Assert.AreEqual(CredentialStage.Both(TestCertificates.Root, TestCertificates.Own), _stage.InUse);
            Assert.IsTrue(_stage.Credentials.Identity == _link.Options.Identity);
        }

        [TestMethod]
        public void Certificates_that_are_accepted_in_a_session_behind_them_are_kept()
        {
            Begin();
            _stage.Settle();
            Restart();
            Accept();
            Assert.IsNull(_stage.ImportTrust(TestCertificates.OtherRoot));
            Turn(0);
            Accept();
            Assert.IsFalse(_trial.OnTrial);
            Assert.IsFalse(_stage.Credentials.OnTrial);
        }

        [TestMethod]
        [DataRow("1", true)]
        [DataRow("0", false)]
        public void The_first_locks_that_lead_nowhere_are_taken_off_only_where_clear_was_allowed(string plain, bool off)
        {
            Begin();
            Assert.IsNull(_settings.Change(_stage.Flash, "mqtt.plain", plain));
            Restart();
            Accept();
            Assert.IsNull(_stage.ImportTrust(TestCertificates.OtherRoot));
            Turn(0);
            Pass(901);
            Assert.AreEqual(off, _stage.Credentials.Identity == null);
            Assert.AreEqual(off, _link.Options.PlainAllowed);
        }

        [TestMethod]
        public void Without_an_authority_nothing_is_said_in_clear_but_to_loopback_or_by_the_setting()
        {
            Begin();
            Assert.IsFalse(_link.Options.PlainAllowed);
            Assert.IsFalse(_trial.InClear);
            Set("mqtt.host", "127.0.0.1");
            Assert.IsTrue(_link.Options.PlainAllowed);
            Assert.IsFalse(_trial.InClear);
            Set("mqtt.host", "10.0.0.7");
            Assert.IsFalse(_link.Options.PlainAllowed);
            Set("mqtt.plain", "1");
            Assert.IsTrue(_link.Options.PlainAllowed);
            Assert.IsTrue(_trial.InClear);
        }

        [TestMethod]
        public void Spoilt_locks_are_no_leave_to_talk_in_clear()
        {
            Begin();
            Set("mqtt.plain", "1");
            _stage.Settle();
            _stage.Flash.Write("link.a", new byte[] { 1 }, 1);
            _stage.Flash.Write("link.b", new byte[] { 2 }, 1);
            Restart();
            Assert.IsNull(_link.Options.Identity);
            Assert.IsFalse(_link.Options.PlainAllowed);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(3)]
        [DataRow(9)]
        [DataRow(20)]
        public void A_spoilt_note_of_the_good_link_is_none(int at)
        {
            Begin();
            Accept();
            byte[] good = _stage.Flash.Content("link.good");
            good[at] ^= 0x10;
            _stage.Flash.Write("link.good", good, good.Length);
            Change("second.example");
            Assert.IsFalse(_trial.OnTrial);
            Accept();
            Change("third.example");
            Assert.IsTrue(_trial.OnTrial);
        }

        /// <summary>At each change of the flash that an undoing makes: after the next start the good link is in use, or the change is on trial still.</summary>
        [TestMethod]
        public void The_power_may_go_at_any_step_of_the_way_back()
        {
            for (int step = 1; ; step++)
            {
                Begin();
                Accept();
                Change("second.example");
                _now += LinkTrial.TrialMicros;
                int before = _stage.Flash.Operations;
                _stage.Flash.CutAt = before + step;
                bool cut = false;
                try
                {
                    Turn(0);
                }
                catch (PowerCutException)
                {
                    cut = true;
                }

                _stage.Flash.Restore();
                Restart();
                bool good = _link.Options.BrokerHost == "first.example";
                Assert.IsTrue(good || _trial.OnTrial, step.ToString());
                Pass(901);
                Assert.AreEqual("first.example", _link.Options.BrokerHost);
                if (!cut)
                {
                    Assert.IsTrue(step > 3);
                    return;
                }
            }
        }

        private static void Begin()
        {
            _stage = new CredentialStage();
            _now = Second;
            _settings = new SettingsStore();
            _settings.Set("station.id", "NC-0001");
            _settings.Set("mqtt.host", "first.example");
            _settings.Save(_stage.Flash);
            LogScript script = new LogScript(_stage.Flash);
            script.Start();
            Restart();
        }

        private static void Restart()
        {
            _stage.Restart();
            _settings = new SettingsStore();
            _settings.Load(_stage.Flash);
            LogScript script = new LogScript(_stage.Flash);
            script.Start();
            _link = new ScriptedLink();
            _desk = new CertificateDesk(_stage.Credentials, new RequestDesk(_stage.Credentials, new SoftHmac(), new CountingNoise()), script.Log.Events, _stage.Clock);
            _stage.Clock.NowMicros = _now;
            _trial = new LinkTrial(_stage.Flash, _settings, _desk, _link, _stage.Clock);
            _trial.Start("NC-0001", 1);
        }

        private static void Set(string name, string value)
        {
            Assert.IsNull(_settings.Change(_stage.Flash, name, value));
            Restart();
        }

        private static void Change(string host)
        {
            Set("mqtt.host", host);
        }

        private static void Accept()
        {
            _link.Connect();
            Turn(_link.Session);
        }

        private static void Turn(int acceptedSession)
        {
            _now += Second;
            _stage.Clock.NowMicros = _now;
            _trial.Turn(acceptedSession, _now);
        }

        private static void Pass(int seconds)
        {
            for (int i = 0; i < seconds; i++)
            {
                Turn(0);
            }
        }
    }
}
