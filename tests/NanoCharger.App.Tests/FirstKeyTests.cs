namespace NanoCharger.App.Tests
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Core.Protection;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using NanoCharger.Signing;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>One key for the station's life: made once, whatever operation the power goes at, and never silently made anew.</summary>
    [TestClass]
    public class FirstKeyTests
    {
        private const int DocumentMillis = 30000;

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(2)]
        public void Every_document_is_of_the_one_key_whatever_operation_of_the_first_start_the_power_goes_at(int cut)
        {
            bool finished = false;
            int operation = 0;
            while (!finished)
            {
                operation++;
                string when = "cut at operation " + operation.ToString();
                FakeFlash flash = FakeUnit.Flash();
                CountingNoise noise = new CountingNoise();
                flash.Cut = (PowerCut)cut;
                flash.CutAt = flash.Operations + operation;
                SignedLoop first = Live(new SignedLoop(flash, noise));
                finished = flash.Operations < flash.CutAt;
                flash.Restore();
                SignedLoop second = new SignedLoop(flash, noise);
                Assert.AreEqual("key 1 made", SignedLoop.SecurityEvent(flash), when);
                Live(second);

                string key = second.KeySent();
                Assert.IsTrue(second.Documents >= 2, when);
                Assert.IsTrue(key != null && key != "several", when);
                Assert.IsTrue(first.KeySent() == null || first.KeySent() == key, when + ": two keys");
                KeyStore keys = new KeyStore(flash);
                keys.Load();
                Assert.AreEqual(Ascii.Text(keys.PublicText, 0, keys.PublicText.Length), key, when);
                Assert.AreEqual(1L, keys.Generation, when);
                Assert.AreEqual(SignedLoop.PrivateDigits(flash, KeyStore.SlotA), SignedLoop.PrivateDigits(flash, KeyStore.SlotB), when);
            }

            Assert.IsTrue(operation > 8, "the life must store something");
        }

        [TestMethod]
        public void A_key_that_is_made_is_told_once()
        {
            FakeFlash flash = FakeUnit.Flash();
            CountingNoise noise = new CountingNoise();
            Live(new SignedLoop(flash, noise));
            SignedLoop second = new SignedLoop(flash, noise);
            Assert.DoesNotContains("key:", second.Board.Port.Printed);
            RecordLog log = new RecordLog(flash);
            log.Recover();
            Assert.AreEqual(1L, log.Events.KeyChange);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(2)]
        public void A_lost_key_is_a_fault_and_what_is_owed_waits_for_the_technician(int loss)
        {
            FakeFlash flash = SignedLoop.FlashWithKey();
            CountingNoise noise = new CountingNoise();
            byte[] old = flash.Content(KeyStore.SlotA);
            SignedLoop charger = new SignedLoop(flash, noise);
            long last = 1;
            if (loss == 2)
            {
                charger.Type("key generate CONFIRM", DocumentMillis);
                last = 2;
            }

            charger.ChargeOnce(5000);
            Lose(flash, loss, old);
            charger = new SignedLoop(flash, noise);
            Assert.Contains("nothing can be signed", charger.Board.Port.Printed);
            charger.Link.Connect();
            charger.ChargeOnce(2 * DocumentMillis);
            Assert.AreEqual((int)FaultCode.SigningFailed, charger.Loop.Status.FaultCode);
            Assert.AreEqual(0, charger.Board.Chain.Closings);
            Assert.AreEqual(0, charger.Documents);
            Assert.Contains("key generate CONFIRM", charger.Type("key generate", DocumentMillis));
            Assert.AreEqual(0, charger.Documents);
            Assert.Contains("there is none", charger.Type("key show", DocumentMillis));

            charger.Type("key generate CONFIRM", 3 * DocumentMillis);
            Assert.AreEqual("key " + (last + 1).ToString() + " made, the one before replaced", SignedLoop.SecurityEvent(flash));
            Assert.AreEqual(2, charger.Documents);
            Assert.AreEqual(0, charger.Loop.Status.FaultCode);
        }

        [TestMethod]
        public void A_station_that_has_made_documents_makes_no_other_key_when_the_log_has_forgotten_the_first()
        {
            FakeFlash flash = FakeUnit.Flash();
            RecordLog log = new RecordLog(flash);
            log.Recover();
            log.Boot(0, 0, ClockQuality.Unknown);
            TransactionEvent told = new TransactionEvent
            {
                Event = TransactionEventKind.Started,
                Trigger = TriggerReason.RemoteStart,
                State = ChargingState.Charging,
                Document = DocumentForm.Begin,
            };
            told.Transaction = log.Record(told);
            told.Event = TransactionEventKind.Ended;
            told.Document = DocumentForm.Receipt;
            log.Release(log.Record(told));

            SignedLoop charger = new SignedLoop(flash, new CountingNoise());
            charger.ChargeOnce(5000);
            Assert.AreEqual((int)FaultCode.SigningFailed, charger.Loop.Status.FaultCode);
            Assert.IsNull(flash.Content(KeyStore.SlotA));
            Assert.AreEqual(0, charger.Board.Chain.Closings);
        }

        // A connection, a transaction, its documents: or as much of it as the power lasts for.
        private static SignedLoop Live(SignedLoop charger)
        {
            charger.Link.Connect();
            charger.ChargeOnce(5000);
            charger.Run(3 * DocumentMillis);
            return charger;
        }

        private static void Lose(FakeFlash flash, int loss, byte[] old)
        {
            switch (loss)
            {
                case 0:
                    flash.Content(KeyStore.SlotA)[40] ^= 1;
                    flash.Content(KeyStore.SlotB)[60] ^= 1;
                    break;
                case 1:
                    flash.Delete(KeyStore.SlotA);
                    flash.Delete(KeyStore.SlotB);
                    break;
                default:
                    flash.Write(KeyStore.SlotA, old, old.Length);
                    flash.Write(KeyStore.SlotB, old, old.Length);
                    break;
            }
        }
    }
}
