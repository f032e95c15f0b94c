namespace NanoCharger.Link.Tests
{
    using System;
    using System.IO;
    using NanoCharger.Fakes;
    using NanoCharger.Link.Credentials;
    using nanoFramework.TestFramework;

    /// <summary>What power and flash can do to the certificates.</summary>
    [TestClass]
    public class CredentialFlashTests
    {
        private const int Steps = 7;

        /// <summary>A change on trial in the one slot, the last good set in the other.</summary>
        [TestMethod]
        [DataRow(SetFiles.SlotA, SetFiles.SlotB)]
        [DataRow(SetFiles.SlotB, SetFiles.SlotA)]
        public void A_spoilt_slot_leaves_the_other_set_and_is_told(string spoilt, string sound)
        {
            for (int at = 0; at < 800; at += 37)
            {
                CredentialStage stage = new CredentialStage();
                stage.Settle();
                Assert.IsNull(stage.ImportTrust(TestCertificates.OtherRoot));
                string trust = sound == SetFiles.SlotA ? TestCertificates.Root : TestCertificates.OtherRoot;
                byte[] slot = stage.Flash.Content(spoilt);
                slot[at % slot.Length] ^= 0x10;
                stage.Restart();
                Assert.AreEqual("a slot was damaged, mended from the other", stage.Told);
                Assert.AreEqual(CredentialStage.Both(trust, TestCertificates.Own), stage.InUse, at.ToString());
                Assert.IsFalse(stage.Credentials.OnTrial);
                stage.Restart();
                Assert.IsNull(stage.Told);
                Assert.AreEqual(CredentialStage.Both(trust, TestCertificates.Own), stage.InUse);
            }
        }

        [TestMethod]
        public void Two_spoilt_slots_are_lost_and_told_until_others_come()
        {
            CredentialStage stage = new CredentialStage();
            stage.Settle();
            stage.Flash.Content(SetFiles.SlotA)[100] ^= 1;
            stage.Flash.Content(SetFiles.SlotB)[200] ^= 1;
            stage.Restart();
            Assert.IsTrue(stage.Credentials.Lost);
            Assert.IsNotNull(stage.Told);
            Assert.IsNull(stage.Credentials.Identity);
            Assert.IsNull(stage.ImportTrust(TestCertificates.Root));
            Assert.IsFalse(stage.Credentials.Lost);
            stage.Restart();
            Assert.IsNull(stage.Told);
            Assert.IsTrue(stage.Credentials.OnTrial);
        }

        [TestMethod]
        public void A_spoilt_pending_key_is_told_and_nothing_else_is_lost()
        {
            CredentialStage stage = new CredentialStage();
            stage.Settle();
            stage.Await(TestCertificates.NextKey);
            stage.Flash.Content("link.new")[50] ^= 1;
            stage.Restart();
            Assert.IsNotNull(stage.Told);
            Assert.IsNull(stage.Credentials.Pending);
            Assert.IsTrue(stage.Credentials.HasChain);
        }

        /// <summary>Each step once with the power cut at each of its writes, before it and behind it: what is found is the state before the step or after it.</summary>
        [TestMethod]
        [DataRow((int)PowerCut.Before)]
        [DataRow((int)PowerCut.After)]
        public void A_power_cut_at_any_write_loses_the_change_at_hand_at_most(int cut)
        {
            for (int step = 0; step < Steps; step++)
            {
                for (int operation = 1; ; operation++)
                {
                    CredentialStage stage = Played(step);
                    string before = Picture(stage);
                    stage.Flash.Cut = (PowerCut)cut;
                    stage.Flash.CutAt = stage.Flash.Operations + operation;
                    bool dark = false;
                    try
                    {
                        Play(stage, step);
                    }
                    catch (PowerCutException)
                    {
                        dark = true;
                    }

                    stage.Flash.Restore();
                    stage.Restart();
                    string after = Picture(Played(step + 1));
                    string found = Picture(stage);
                    Assert.IsNull(stage.Told);
                    Assert.IsTrue(found == after || (dark && found == before), "step " + step.ToString() + ", operation " + operation.ToString());
                    if (!dark)
                    {
                        Assert.IsTrue(operation > 1);
                        break;
                    }
                }
            }
        }

        [TestMethod]
        public void A_flash_that_takes_nothing_changes_nothing()
        {
            CredentialStage stage = new CredentialStage();
            stage.Settle();
            stage.Await(TestCertificates.NextKey);
            string before = Picture(stage);
            stage.Flash.Worn = true;
            Assert.AreEqual("the flash did not take it, all is as before", stage.ImportTrust(TestCertificates.OtherRoot));
            Assert.AreEqual("the flash did not take it, all is as before", stage.ImportChain(TestCertificates.Next));
            Assert.AreEqual(before, Picture(stage));
            stage.Flash.Worn = false;
            Assert.IsNull(stage.ImportChain(TestCertificates.Next));
            stage.Flash.Worn = true;
            stage.Credentials.Keep();
            Assert.IsTrue(stage.Credentials.OnTrial, "still owed");
            Assert.ThrowsException(typeof(IOException), () => stage.Credentials.Return());
            stage.Flash.Worn = false;
            stage.Credentials.Keep();
            Assert.IsFalse(stage.Credentials.OnTrial);
        }

        /// <summary>One that takes the bytes and says that it did not: the next start would find them, so they count.</summary>
        [TestMethod]
        public void A_flash_that_says_it_failed_and_did_not_is_believed_by_its_bytes()
        {
            CredentialStage stage = new CredentialStage();
            stage.Settle();
            stage.Flash.Lying = true;
            Assert.IsNull(stage.ImportTrust(TestCertificates.OtherRoot));
            stage.Flash.Lying = false;
            Assert.AreEqual(CredentialStage.Both(TestCertificates.OtherRoot, TestCertificates.Own), stage.InUse);
        }

        private static CredentialStage Played(int steps)
        {
            CredentialStage stage = new CredentialStage();
            for (int i = 0; i < steps; i++)
            {
                Play(stage, i);
            }

            return stage;
        }

        private static void Play(CredentialStage stage, int step)
        {
            switch (step)
            {
                case 0:
                    stage.Await(TestCertificates.Key);
                    break;
                case 1:
                    Assert.IsNull(stage.ImportTrust(TestCertificates.Root));
                    break;
                case 2:
                    Assert.IsNull(stage.ImportChain(TestCertificates.Own));
                    break;
                case 3:
                    stage.Credentials.Keep();
                    break;
                case 4:
                    Assert.IsNull(stage.ImportTrust(TestCertificates.OtherRoot));
                    break;
                case 5:
                    Assert.IsNull(stage.ImportTrust(TestCertificates.Root));
                    break;
                default:
                    Assert.IsTrue(stage.Credentials.Return());
                    break;
            }
        }

        private static string Picture(CredentialStage stage)
        {
            Credentials credentials = stage.Credentials;
            return stage.InUse + "|" + credentials.OnTrial.ToString() + "|" + (credentials.Pending != null).ToString();
        }
    }
}
