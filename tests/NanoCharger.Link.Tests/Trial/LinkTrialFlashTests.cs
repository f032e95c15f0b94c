namespace NanoCharger.Link.Tests
{
    using NanoCharger.Fakes;
    using NanoCharger.Link.Trial;
    using nanoFramework.TestFramework;

    /// <summary>What power and flash can do to a trial.</summary>
    [TestClass]
    public class LinkTrialFlashTests
    {
        [TestMethod]
        public void Spoilt_locks_are_no_leave_to_talk_in_clear()
        {
            TrialStage stage = new TrialStage();
            stage.Set("mqtt.plain", "1");
            stage.Certificates.Settle();
            stage.Certificates.Flash.Write("link.a", new byte[] { 1 }, 1);
            stage.Certificates.Flash.Write("link.b", new byte[] { 2 }, 1);
            stage.Restart();
            Assert.IsNull(stage.Link.Options.Identity);
            Assert.IsFalse(stage.Link.Options.PlainAllowed);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(3)]
        [DataRow(9)]
        [DataRow(20)]
        public void A_spoilt_note_of_the_good_link_is_none(int at)
        {
            TrialStage stage = new TrialStage();
            stage.Accept();
            byte[] good = stage.Certificates.Flash.Content("link.good");
            good[at] ^= 0x10;
            stage.Certificates.Flash.Write("link.good", good, good.Length);
            stage.Change("second.example");
            Assert.IsFalse(stage.Trial.OnTrial);
            stage.Accept();
            stage.Change("third.example");
            Assert.IsTrue(stage.Trial.OnTrial);
        }

        [TestMethod]
        public void What_was_accepted_does_not_return_because_the_flash_failed()
        {
            TrialStage stage = new TrialStage();
            stage.Accept();
            stage.Change("second.example");
            stage.Link.Connect();
            stage.Certificates.Flash.Worn = true;
            for (int i = 0; i < 2000; i++)
            {
                stage.Turn(stage.Link.Session);
            }

            Assert.AreEqual(0, stage.Link.Changes);
            stage.Certificates.Flash.Worn = false;
            for (int i = 0; i < 61; i++)
            {
                stage.Turn(stage.Link.Session);
            }

            stage.Restart();
            Assert.AreEqual("second.example", stage.Link.Options.BrokerHost);
            Assert.IsFalse(stage.Trial.OnTrial);
        }

        /// <summary>The session may end before the flash takes it.</summary>
        [TestMethod]
        public void What_was_accepted_and_not_written_down_has_15_min_for_its_next_session()
        {
            TrialStage stage = new TrialStage();
            stage.Accept();
            stage.Change("second.example");
            stage.Pass(800);
            stage.Link.Connect();
            stage.Certificates.Flash.Worn = true;
            stage.Turn(stage.Link.Session);
            stage.Certificates.Flash.Worn = false;
            stage.Pass(890);
            Assert.AreEqual("second.example", stage.Link.Options.BrokerHost);
            stage.Pass(20);
            Assert.AreEqual("first.example", stage.Link.Options.BrokerHost);
        }

        /// <summary>Each attempt may stop every thread for 400 ms.</summary>
        [TestMethod]
        public void What_the_flash_does_not_take_it_is_given_once_a_minute()
        {
            TrialStage stage = new TrialStage();
            stage.Accept();
            stage.Change("second.example");
            stage.Link.Connect();
            stage.Certificates.Flash.Lying = true;
            int before = stage.Certificates.Flash.Operations;
            for (int i = 0; i < 120; i++)
            {
                stage.Turn(stage.Link.Session);
            }

            Assert.AreEqual(before + 2, stage.Certificates.Flash.Operations);
        }

        [TestMethod]
        public void Certificates_return_a_minute_after_a_flash_that_failed_works_again()
        {
            TrialStage stage = new TrialStage();
            stage.Certificates.Settle();
            stage.Restart();
            stage.Accept();
            Assert.IsNull(stage.Certificates.ImportTrust(TestCertificates.OtherRoot));
            stage.Turn(0);
            stage.Pass(898);
            stage.Certificates.Flash.Worn = true;
            stage.Pass(200);
            Assert.IsTrue(stage.Trial.OnTrial);
            stage.Certificates.Flash.Worn = false;
            stage.Pass(61);
            Assert.IsFalse(stage.Trial.OnTrial);
            Assert.AreEqual(CredentialStage.Both(TestCertificates.Root, TestCertificates.Own), stage.Certificates.InUse);
            Assert.IsTrue(stage.Certificates.Credentials.Identity == stage.Link.Options.Identity);
        }

        [TestMethod]
        public void First_locks_are_taken_off_a_minute_after_a_flash_that_failed_works_again()
        {
            TrialStage stage = new TrialStage();
            stage.Set("mqtt.plain", "1");
            stage.Accept();
            Assert.IsNull(stage.Certificates.ImportTrust(TestCertificates.OtherRoot));
            stage.Turn(0);
            stage.Certificates.Flash.Worn = true;
            stage.Pass(1000);
            stage.Certificates.Flash.Worn = false;
            stage.Pass(61);
            Assert.IsNull(stage.Link.Options.Identity);
        }

        /// <summary>At each change of the flash that an undoing makes: after the next start the good link is in use, or the change is on trial still.</summary>
        [TestMethod]
        public void The_power_may_go_at_any_step_of_the_way_back()
        {
            for (int step = 1; ; step++)
            {
                TrialStage stage = new TrialStage();
                stage.Accept();
                stage.Change("second.example");
                stage.Now += LinkTrial.TrialMicros;
                int before = stage.Certificates.Flash.Operations;
                stage.Certificates.Flash.CutAt = before + step;
                bool cut = false;
                try
                {
                    stage.Turn(0);
                }
                catch (PowerCutException)
                {
                    cut = true;
                }

                stage.Certificates.Flash.Restore();
                stage.Restart();
                bool good = stage.Link.Options.BrokerHost == "first.example";
                Assert.IsTrue(good || stage.Trial.OnTrial, step.ToString());
                stage.Pass(901);
                Assert.AreEqual("first.example", stage.Link.Options.BrokerHost);
                if (!cut)
                {
                    Assert.IsTrue(step > 3);
                    return;
                }
            }
        }
    }
}
