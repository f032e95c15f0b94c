namespace NanoCharger.Link.Tests
{
    using System;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using NanoCharger.Link.Credentials;
    using NanoCharger.Signing;
    using NanoCharger.Signing.Certificates;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>Asking for a certificate: the key, the request, and what stands in the way.</summary>
    [TestClass]
    public class RequestDeskTests
    {
        private const int MostSteps = 1000;

        [TestMethod]
        public void Draws_a_key_stores_it_and_asks_in_the_stations_name()
        {
            CredentialStage stage = new CredentialStage();
            RequestDesk desk = new RequestDesk(stage.Credentials, new SoftHmac(), new CountingNoise());
            Assert.IsNull(desk.Pem);
            desk.Begin();
            Finish(desk);
            Assert.IsNull(desk.Failure);
            string pem = Ascii.Text(desk.Pem, 0, desk.Pem.Length);
            Assert.AreEqual(0, pem.IndexOf("-----BEGIN CERTIFICATE REQUEST-----\nMI"));
            Assert.AreEqual(pem.Length - 34, pem.IndexOf("-----END CERTIFICATE REQUEST-----\n"));
            Assert.IsNotNull(stage.Credentials.Pending);
            byte first = stage.Credentials.Pending.Public.X[0];
            stage.Restart();
            Assert.AreEqual(first, stage.Credentials.Pending.Public.X[0], "it survives a restart");

            desk = new RequestDesk(stage.Credentials, new SoftHmac(), new CountingNoise());
            desk.Begin();
            Finish(desk);
            Assert.AreEqual(pem, Ascii.Text(desk.Pem, 0, desk.Pem.Length), "the same key, the same request");
        }

        /// <summary>Noise and flash stop the loop; the arithmetic does not.</summary>
        [TestMethod]
        public void What_stops_the_loop_waits_for_an_open_contactor()
        {
            CredentialStage stage = new CredentialStage();
            RequestDesk desk = new RequestDesk(stage.Credentials, new SoftHmac(), new CountingNoise());
            desk.Begin();
            for (int i = 0; i < 3; i++)
            {
                int operations = stage.Flash.Operations;
                for (int step = 0; step < MostSteps; step++)
                {
                    Assert.IsFalse(desk.Step(true));
                }

                Assert.AreEqual(operations, stage.Flash.Operations);
                desk.Step(false);
            }

            bool done = false;
            for (int step = 0; step < MostSteps && !done; step++)
            {
                done = desk.Step(true);
            }

            Assert.IsTrue(done, "signed while charging");
        }

        [TestMethod]
        public void The_key_in_use_stays_until_the_certificate_of_the_next_one_comes()
        {
            CredentialStage stage = new CredentialStage();
            stage.Settle();
            RequestDesk desk = new RequestDesk(stage.Credentials, new SoftHmac(), new CountingNoise());
            desk.Begin();
            Finish(desk);
            CollectionAssert.AreEqual(TestCertificates.FromHex(TestCertificates.Key), stage.Credentials.Identity.Key);
            Assert.IsNull(stage.ImportChain(TestCertificates.Own), "the key in use still serves");
            Assert.IsNotNull(stage.Credentials.Pending);
            stage.Await(TestCertificates.NextKey);
            Assert.IsNull(desk.Pem, "it was made for another key");
            Assert.IsNull(stage.ImportChain(TestCertificates.Next));
            CollectionAssert.AreEqual(TestCertificates.FromHex(TestCertificates.NextKey), stage.Credentials.Identity.Key);
            Assert.IsNull(stage.Credentials.Pending);
        }

        [TestMethod]
        public void Dead_noise_a_wrong_HMAC_and_a_worn_flash_give_no_request()
        {
            CredentialStage stage = new CredentialStage();
            Assert.AreEqual("the board's noise gives no key", Failure(stage, new SoftHmac(), new FakeNoise(7)));
            Assert.AreEqual("the board's noise gives no key", Failure(stage, new SoftHmac(), null));
            SoftHmac wrong = new SoftHmac();
            wrong.Wrong = new byte[32];
            Assert.AreEqual("the signature did not hold", Failure(stage, wrong, new CountingNoise()));
            Assert.IsNull(stage.Credentials.ClearAll());
            stage.Flash.Worn = true;
            Assert.AreEqual("the flash did not take the key", Failure(stage, new SoftHmac(), new CountingNoise()));
        }

        /// <summary>A number and a point that do not belong together, as a bit that fell over would make them.</summary>
        [TestMethod]
        public void A_signature_that_does_not_hold_is_not_let_out()
        {
            byte[] der = TestCertificates.FromHex(TestCertificates.Key);
            Array.Copy(TestCertificates.FromHex(TestCertificates.NextKey), 57, der, 57, 64);
            LinkKey key = LinkKey.FromSec1(der, 0, der.Length);
            CertificateRequest request = new CertificateRequest(new SoftHmac(), null);
            request.Begin(key, "NC-0001");
            while (!request.Step())
            {
            }

            Assert.IsNull(request.Der);
        }

        [TestMethod]
        public void A_key_is_read_in_its_one_form_only()
        {
            byte[] der = TestCertificates.FromHex(TestCertificates.Key);
            byte[] again = new byte[der.Length];
            LinkKey.FromSec1(der, 0, der.Length).WriteSec1(again, 0);
            CollectionAssert.AreEqual(der, again);
            Assert.IsNull(LinkKey.FromSec1(der, 0, der.Length - 1));
            Assert.IsNull(LinkKey.FromSec1(der, 1, der.Length));
            for (int i = 0; i < der.Length; i++)
            {
                if (i >= 7 && i < 39)
                {
                    continue;
                }

                der[i] ^= 1;
                Assert.IsNull(LinkKey.FromSec1(der, 0, der.Length), "byte " + i.ToString());
                der[i] ^= 1;
            }
        }

        private static void Finish(RequestDesk desk)
        {
            for (int step = 0; step < MostSteps; step++)
            {
                if (desk.Step(false))
                {
                    Assert.IsFalse(desk.Busy);
                    return;
                }
            }

            Assert.IsTrue(false, "never done");
        }

        private static string Failure(CredentialStage stage, IHmac hmac, IEntropy noise)
        {
            RequestDesk desk = new RequestDesk(stage.Credentials, hmac, noise);
            desk.Begin();
            Finish(desk);
            Assert.IsNull(desk.Pem);
            return desk.Failure;
        }
    }
}
