namespace NanoCharger.Link.Tests
{
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using NanoCharger.Link.Credentials;
    using nanoFramework.TestFramework;

    /// <summary>What is taken, what is refused, and the way back.</summary>
    [TestClass]
    public class CredentialsTests
    {
        [TestMethod]
        public void Nothing_stored_is_no_identity_and_nothing_to_tell()
        {
            CredentialStage stage = new CredentialStage();
            Assert.IsNull(stage.Told);
            Assert.IsNull(stage.Credentials.Identity);
            Assert.IsFalse(stage.Credentials.OnTrial);
            Assert.IsFalse(stage.Credentials.Return());
        }

        [TestMethod]
        public void What_was_taken_is_in_use_at_once_and_after_a_restart()
        {
            CredentialStage stage = new CredentialStage();
            int before = stage.Credentials.Generation;
            stage.Await(TestCertificates.Key);
            Assert.IsNull(stage.ImportTrust(TestCertificates.Root));
            LinkIdentity first = stage.Credentials.Identity;
            Assert.IsNull(first.Chain);
            Assert.IsNull(stage.ImportChain(TestCertificates.Own));
            Assert.IsFalse(first == stage.Credentials.Identity);
            Assert.AreEqual(before + 2, stage.Credentials.Generation);
            for (int i = 0; i < 2; i++)
            {
                Credentials credentials = stage.Credentials;
                Assert.AreEqual(CredentialStage.Both(TestCertificates.Root, TestCertificates.Own), stage.InUse);
                Assert.AreEqual((byte)0, credentials.Identity.Trust[credentials.Identity.Trust.Length - 1]);
                Assert.AreEqual((byte)0, credentials.Identity.Chain[credentials.Identity.Chain.Length - 1]);
                CollectionAssert.AreEqual(TestCertificates.FromHex(TestCertificates.Key), credentials.Identity.Key);
                Assert.AreEqual(TestCertificates.Station, credentials.Subject);
                Assert.AreEqual(1767225600000, credentials.NotBeforeMillis);
                Assert.AreEqual(1798761600000, credentials.NotAfterMillis);
                Assert.IsTrue(credentials.HasChain);
                Assert.IsTrue(credentials.OnTrial);
                Assert.IsNull(credentials.Pending);
                Assert.AreEqual(-1, stage.Flash.Length("link.new"));
                stage.Restart();
            }
        }

        /// <summary>Who has not heard our answer brings it once more: the session must not end for that, nor a trial begin anew.</summary>
        [TestMethod]
        public void What_is_in_use_is_taken_once_more_without_any_change()
        {
            CredentialStage stage = new CredentialStage();
            stage.Settle();
            int generation = stage.Credentials.Generation;
            int operations = stage.Flash.Operations;
            Assert.IsNull(stage.ImportChain(TestCertificates.Own));
            Assert.IsNull(stage.ImportTrust(TestCertificates.Root));
            Assert.AreEqual(generation, stage.Credentials.Generation);
            Assert.AreEqual(operations, stage.Flash.Operations);
            Assert.IsFalse(stage.Credentials.OnTrial);
        }

        [TestMethod]
        [DataRow("next", "not for this station's key")]
        [DataRow("other name", "its name is 'NC-0002', the station's is 'NC-0001'")]
        [DataRow("ended", "it has ended, on 2025-01-01T00:00:00Z")]
        [DataRow("later", "it holds only from 2030-01-01T00:00:00Z on")]
        [DataRow("reversed", "it ends before it begins")]
        [DataRow("other curve", "its key is not of P-256")]
        [DataRow("none", "no certificate: its outer form")]
        public void A_chain_with_anything_wrong_is_refused_and_changes_nothing(string which, string why)
        {
            CredentialStage stage = new CredentialStage();
            stage.Settle();
            int generation = stage.Credentials.Generation;
            int operations = stage.Flash.Operations;
            string wrong = stage.ImportChain(TestCertificates.Of(which));
            Assert.IsTrue(wrong != null && wrong.IndexOf(why) >= 0, wrong);
            Assert.AreEqual(generation, stage.Credentials.Generation);
            Assert.AreEqual(operations, stage.Flash.Operations);
            Assert.AreEqual(CredentialStage.Both(TestCertificates.Root, TestCertificates.Own), stage.InUse);
        }

        [TestMethod]
        public void A_chain_has_to_hang_together_up_to_an_authority()
        {
            CredentialStage stage = new CredentialStage();
            stage.Settle();
            string own = TestCertificates.Pem(TestCertificates.Own);
            Assert.AreEqual("certificate 2: it is not the issuer of the one before it", Import(stage, own + TestCertificates.Pem(TestCertificates.Root)));
            Assert.AreEqual("certificate 2: that of no authority", Import(stage, own + own));
            Assert.IsNull(Import(stage, own + TestCertificates.Pem(TestCertificates.Stations) + TestCertificates.Pem(TestCertificates.Root)));
        }

        [TestMethod]
        public void Text_that_is_not_certificates_in_PEM_is_refused_by_name()
        {
            CredentialStage stage = new CredentialStage();
            stage.Settle();
            string own = TestCertificates.Pem(TestCertificates.Own);
            Assert.AreEqual("not PEM: -----BEGIN CERTIFICATE----- is missing", Import(stage, ""));
            Assert.AreEqual("not PEM: -----BEGIN CERTIFICATE----- is missing", Import(stage, "hello\n" + own));
            Assert.AreEqual("not PEM: -----END CERTIFICATE----- is missing", Import(stage, own.Substring(0, 300)));
            Assert.AreEqual("not PEM: a block is cut short", Import(stage, own.Substring(0, 90) + "\n-----END CERTIFICATE-----"));
            Assert.AreEqual("not PEM: a character that base64 has not", Import(stage, own.Substring(0, 90) + "*" + own.Substring(91)));
            Assert.AreEqual("something else than certificates in it", Import(stage, "-----BEGIN EC PRIVATE KEY-----\n"));
            Assert.AreEqual("too long: 3073 bytes of at most 3072", stage.Credentials.ImportChain(new byte[3073], 3073));
            Assert.IsNull(Import(stage, own.Substring(0, 100) + "\r\n" + own.Substring(100)), "lines of any length");
        }

        [TestMethod]
        public void Authorities_are_such_and_have_not_ended()
        {
            CredentialStage stage = new CredentialStage();
            stage.Settle();
            Assert.AreEqual("certificate 1: that of no authority", stage.ImportTrust(TestCertificates.Own));
            Assert.AreEqual("certificate 1: it has ended, on 2021-01-01T00:00:00Z", stage.ImportTrust(TestCertificates.EndedRoot));
            stage.Clock.Quality = ClockQuality.Unknown;
            Assert.IsNull(stage.ImportTrust(TestCertificates.EndedRoot), "nobody knows the date");
        }

        [TestMethod]
        public void The_way_back_leads_to_the_set_that_was_kept()
        {
            CredentialStage stage = new CredentialStage();
            stage.Settle();
            Assert.IsFalse(stage.Credentials.Return(), "it is what is in use");
            stage.Await(TestCertificates.NextKey);
            Assert.IsNull(stage.ImportTrust(TestCertificates.OtherRoot));
            Assert.IsNull(stage.ImportChain(TestCertificates.Next));
            Assert.IsTrue(stage.Credentials.OnTrial);
            stage.Restart();
            Assert.AreEqual(CredentialStage.Both(TestCertificates.OtherRoot, TestCertificates.Next), stage.InUse);
            int generation = stage.Credentials.Generation;
            Assert.IsFalse(stage.Credentials.Return(1798761600001), "its certificate has ended");
            Assert.AreEqual(generation, stage.Credentials.Generation);
            Assert.IsTrue(stage.Credentials.Return(TestCertificates.Today));
            Assert.AreEqual(generation + 1, stage.Credentials.Generation);
            Assert.AreEqual(CredentialStage.Both(TestCertificates.Root, TestCertificates.Own), stage.InUse);
            CollectionAssert.AreEqual(TestCertificates.FromHex(TestCertificates.Key), stage.Credentials.Identity.Key);
            Assert.IsFalse(stage.Credentials.OnTrial);
            stage.Restart();
            Assert.AreEqual(CredentialStage.Both(TestCertificates.Root, TestCertificates.Own), stage.InUse);
            Assert.IsFalse(stage.Credentials.OnTrial);
        }

        /// <summary>Whoever is in the way of a new set must not have the locks taken off by that.</summary>
        [TestMethod]
        public void No_way_leads_back_to_a_set_without_authorities()
        {
            CredentialStage stage = new CredentialStage();
            stage.Await(TestCertificates.Key);
            Assert.IsNull(stage.ImportChain(TestCertificates.Own));
            stage.Credentials.Keep();
            Assert.IsNull(stage.ImportTrust(TestCertificates.Root));
            Assert.IsTrue(stage.Credentials.OnTrial);
            Assert.IsFalse(stage.Credentials.Return());
            Assert.IsNotNull(stage.Credentials.Identity);
        }

        [TestMethod]
        public void All_of_it_can_be_deleted()
        {
            CredentialStage stage = new CredentialStage();
            stage.Settle();
            stage.Await(TestCertificates.NextKey);
            Assert.IsNull(stage.Credentials.ClearAll());
            Assert.IsNull(stage.Credentials.Identity);
            Assert.AreEqual(0, stage.Flash.List().Length);
            stage.Restart();
            Assert.IsNull(stage.Told);
            Assert.IsNull(stage.Credentials.Pending);
        }

        private static string Import(CredentialStage stage, string pem)
        {
            byte[] bytes = TestCertificates.Bytes(pem);
            return stage.Credentials.ImportChain(bytes, bytes.Length);
        }
    }
}
