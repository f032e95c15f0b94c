namespace NanoCharger.Link.Tests
{
    using NanoCharger.Core.Settings;
    using NanoCharger.Link.Trial;
    using nanoFramework.TestFramework;

    /// <summary>What becomes of a change of the link: accepted, undone, or nothing to return to.</summary>
    [TestClass]
    public class LinkTrialTests
    {
        [TestMethod]
        public void The_first_link_has_nothing_to_return_to()
        {
            TrialStage stage = new TrialStage();
            Assert.IsFalse(stage.Trial.OnTrial);
            stage.Pass(3600);
            Assert.AreEqual("first.example", stage.Link.Options.BrokerHost);
            Assert.AreEqual(0, stage.Link.Changes);
        }

        [TestMethod]
        public void A_change_that_is_accepted_is_the_last_good_one()
        {
            TrialStage stage = new TrialStage();
            stage.Accept();
            stage.Change("second.example");
            Assert.IsTrue(stage.Trial.OnTrial);
            Assert.AreEqual("second.example", stage.Link.Options.BrokerHost);
            stage.Pass(600);
            stage.Accept();
            Assert.IsFalse(stage.Trial.OnTrial);
            stage.Pass(3600);
            stage.Restart();
            Assert.IsFalse(stage.Trial.OnTrial);
            Assert.AreEqual("second.example", stage.Link.Options.BrokerHost);
        }

        [TestMethod]
        public void One_that_is_not_returns_after_15_min_into_settings_and_link_and_is_told()
        {
            TrialStage stage = new TrialStage();
            stage.Accept();
            stage.Change("second.example");
            stage.Pass(899);
            Assert.AreEqual(0, stage.Link.Changes);
            stage.Pass(2);
            Assert.AreEqual(1, stage.Link.Changes);
            Assert.AreEqual("first.example", stage.Link.Options.BrokerHost);
            Assert.AreEqual("ReconfigurationOfSecurityParameters", stage.Desk.EventType);
            stage.Restart();
            Assert.IsFalse(stage.Trial.OnTrial);
            Assert.AreEqual("first.example", stage.Settings.Text(SettingId.MqttHost));
        }

        [TestMethod]
        public void What_was_set_since_is_not_touched_and_has_a_trial_of_its_own()
        {
            TrialStage stage = new TrialStage();
            stage.Accept();
            stage.Change("second.example");
            Assert.IsNull(stage.Settings.Change(stage.Certificates.Flash, "mqtt.host", "third.example"));
            stage.Pass(901);
            Assert.AreEqual("first.example", stage.Link.Options.BrokerHost);
            stage.Restart();
            Assert.AreEqual("third.example", stage.Link.Options.BrokerHost);
            Assert.IsTrue(stage.Trial.OnTrial);
        }

        [TestMethod]
        public void A_change_that_does_not_last_is_given_up_at_the_fourth_start()
        {
            TrialStage stage = new TrialStage();
            stage.Accept();
            stage.Change("second.example");
            for (int i = 1; i < LinkTrial.MostStarts; i++)
            {
                stage.Pass(300);
                stage.Restart();
                Assert.AreEqual("second.example", stage.Link.Options.BrokerHost);
            }

            stage.Restart();
            Assert.AreEqual("first.example", stage.Link.Options.BrokerHost);
            Assert.IsFalse(stage.Trial.OnTrial);
        }

        [TestMethod]
        public void Certificates_are_used_at_once_and_a_session_from_before_proves_nothing()
        {
            TrialStage stage = new TrialStage();
            stage.Certificates.Settle();
            stage.Restart();
            stage.Accept();
            object before = stage.Link.Options.Identity;
            stage.Link.Connect();
            Assert.IsNull(stage.Certificates.ImportTrust(TestCertificates.OtherRoot));
            stage.Turn(stage.Link.Session);
            Assert.AreEqual(1, stage.Link.Changes);
            Assert.IsFalse(before == stage.Link.Options.Identity);
            stage.Turn(stage.Link.Session);
            Assert.IsTrue(stage.Trial.OnTrial);
            stage.Pass(901);
            Assert.AreEqual(2, stage.Link.Changes);
            Assert.AreEqual(CredentialStage.Both(TestCertificates.Root, TestCertificates.Own), stage.Certificates.InUse);
            Assert.IsTrue(stage.Certificates.Credentials.Identity == stage.Link.Options.Identity);
        }

        [TestMethod]
        public void Certificates_that_are_accepted_in_a_session_behind_them_are_kept()
        {
            TrialStage stage = new TrialStage();
            stage.Certificates.Settle();
            stage.Restart();
            stage.Accept();
            Assert.IsNull(stage.Certificates.ImportTrust(TestCertificates.OtherRoot));
            stage.Turn(0);
            stage.Accept();
            Assert.IsFalse(stage.Trial.OnTrial);
            Assert.IsFalse(stage.Certificates.Credentials.OnTrial);
        }

        [TestMethod]
        [DataRow("1", true)]
        [DataRow("0", false)]
        public void The_first_locks_that_lead_nowhere_are_taken_off_only_where_clear_was_allowed(string plain, bool off)
        {
            TrialStage stage = new TrialStage();
            Assert.IsNull(stage.Settings.Change(stage.Certificates.Flash, "mqtt.plain", plain));
            stage.Restart();
            stage.Accept();
            Assert.IsNull(stage.Certificates.ImportTrust(TestCertificates.OtherRoot));
            stage.Turn(0);
            stage.Pass(901);
            Assert.AreEqual(off, stage.Certificates.Credentials.Identity == null);
            Assert.AreEqual(off, stage.Link.Options.PlainAllowed);
        }

        [TestMethod]
        public void Without_an_authority_nothing_is_said_in_clear_but_to_loopback_or_by_the_setting()
        {
            TrialStage stage = new TrialStage();
            Assert.IsFalse(stage.Link.Options.PlainAllowed);
            Assert.IsFalse(stage.Trial.InClear);
            stage.Set("mqtt.host", "127.0.0.1");
            Assert.IsTrue(stage.Link.Options.PlainAllowed);
            Assert.IsFalse(stage.Trial.InClear);
            stage.Set("mqtt.host", "10.0.0.7");
            Assert.IsFalse(stage.Link.Options.PlainAllowed);
            stage.Set("mqtt.plain", "1");
            Assert.IsTrue(stage.Link.Options.PlainAllowed);
            Assert.IsTrue(stage.Trial.InClear);
        }

        /// <summary>Else a station at a broker that stalls could be given no other one: each change would have returned before its first handshake.</summary>
        [TestMethod]
        public void The_15_min_begin_when_the_ration_of_handshakes_lets_the_change_be_tried()
        {
            TrialStage stage = new TrialStage();
            stage.Certificates.Settle();
            stage.Restart();
            stage.Accept();
            for (int reset = 0; reset < 4; reset++)
            {
                stage.Link.WantsHandshake = true;
                while (stage.Link.Allowed == 0)
                {
                    stage.Turn(0);
                }

                stage.Restart();
            }

            stage.Change("second.example");
            stage.Link.WantsHandshake = true;
            stage.Pass(3599);
            Assert.AreEqual(0, stage.Link.Allowed);
            Assert.AreEqual("second.example", stage.Link.Options.BrokerHost);
            stage.Pass(3);
            Assert.AreEqual(1, stage.Link.Allowed);

            // It answers within the hold, and takes nobody in: from here on its time passes, though it tries again and again.
            for (int i = 0; i < 902; i++)
            {
                stage.Link.Handshakes++;
                stage.Link.WantsHandshake = true;
                stage.Turn(0);
            }

            Assert.AreEqual("first.example", stage.Link.Options.BrokerHost);
        }

        /// <summary>Whether one was given up, or taken back by hand.</summary>
        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void The_next_change_has_its_starts_anew(bool givenUp)
        {
            TrialStage stage = new TrialStage();
            stage.Accept();
            stage.Change("second.example");
            for (int i = givenUp ? 0 : 1; i < LinkTrial.MostStarts; i++)
            {
                stage.Restart();
            }

            stage.Change("first.example");
            Assert.IsFalse(stage.Trial.OnTrial);
            if (!givenUp)
            {
                stage.Accept();
            }

            stage.Change("third.example");
            Assert.AreEqual("third.example", stage.Link.Options.BrokerHost);
            Assert.IsTrue(stage.Trial.OnTrial);
        }

        /// <summary>The last good certificate has ended meanwhile: no way back, and no reason to talk in clear either.</summary>
        [TestMethod]
        public void Who_had_locks_keeps_those_on_trial_where_there_is_nothing_to_return_to()
        {
            TrialStage stage = new TrialStage();
            stage.Certificates.Settle();
            stage.Set("mqtt.plain", "1");
            stage.Accept();
            stage.Certificates.Clock.UtcMillis = 1798761600001;
            Assert.IsNull(stage.Certificates.ImportTrust(TestCertificates.OtherRoot));
            stage.Turn(0);
            stage.Pass(901);
            Assert.AreEqual(CredentialStage.Both(TestCertificates.OtherRoot, TestCertificates.Own), stage.Certificates.InUse);
            stage.Accept();
            Assert.IsFalse(stage.Certificates.Credentials.OnTrial);
        }

        /// <summary>A name may begin as an address does, and be anybody's.</summary>
        [TestMethod]
        [DataRow("127.0.0.1", true)]
        [DataRow("127.4.5.6", true)]
        [DataRow("localhost", true)]
        [DataRow("127.0.0.1.example.org", false)]
        [DataRow("127.example", false)]
        [DataRow("localhost.example", false)]
        [DataRow("127-0.example", false)]
        public void Loopback_is_an_address_and_no_name_that_begins_like_one(string host, bool clear)
        {
            TrialStage stage = new TrialStage();
            stage.Set("mqtt.host", host);
            Assert.AreEqual(clear, stage.Link.Options.PlainAllowed);
        }
    }
}
