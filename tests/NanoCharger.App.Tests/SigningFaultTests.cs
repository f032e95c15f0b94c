using NanoCharger.Core.Charging;
using NanoCharger.Core.Protection;
using NanoCharger.Fakes;
using nanoFramework.TestFramework;

namespace NanoCharger.App.Tests
{
    /// <summary>What could not be billed is not sold: the whole loop while nothing can be signed.</summary>
    [TestClass]
    public sealed class SigningFaultTests
    {
        private const int DocumentMillis = 30_000;
        private const int Paused = 10_000;

        /// <summary>An HMAC that is dead, stands still, or gives too little: each would spoil the nonce.</summary>
        [TestMethod]
        [DataRow(0, 32)]
        [DataRow(0x5A, 32)]
        [DataRow(0x5A, 31)]
        public void A_wrong_HMAC_lets_nothing_leave_and_pauses_until_it_works_again(int value, int length)
        {
            SignedLoop charger = new SignedLoop(SignedLoop.FlashWithKey(), null);
            charger.Link.Connect();
            charger.Run(5_000);
            charger.Board.Mac.Wrong = Of(value, length);
            charger.Loop.Charge(449);
            Assert.IsTrue(charger.Loop.Closed);
            charger.Run(DocumentMillis);
            AssertFailed(charger);

            // The same vehicle once more, and another: nothing begins.
            int closings = charger.Board.Chain.Closings;
            charger.ChargeOnce(DocumentMillis);
            charger.ChargeOnce(DocumentMillis);
            Assert.AreEqual(closings, charger.Board.Chain.Closings);
            AssertFailed(charger);

            charger.Board.Mac.Wrong = null;
            charger.Run(2 * DocumentMillis);
            Assert.AreEqual(0, charger.Loop.Status.FaultCode);
            Assert.AreEqual(2, charger.Documents, "begin and receipt of the first");
            charger.ChargeOnce(DocumentMillis);
            Assert.AreEqual(closings + 1, charger.Board.Chain.Closings);
        }

        /// <summary>A signature that the own public key does not confirm.</summary>
        [TestMethod]
        public void A_signature_that_does_not_hold_lets_nothing_leave_and_nothing_new_begins()
        {
            FakeFlash flash = SignedLoop.FlashWithKey();
            FakeKey.SpoilPublic(flash);
            SignedLoop charger = new SignedLoop(flash, null);
            charger.Link.Connect();
            charger.Loop.Charge(449);
            Assert.IsTrue(charger.Loop.Closed, "nobody knows yet");
            charger.Run(2 * DocumentMillis);
            AssertFailed(charger);
            int closings = charger.Board.Chain.Closings;
            charger.ChargeOnce(DocumentMillis);
            Assert.AreEqual(closings, charger.Board.Chain.Closings);
            AssertFailed(charger);
        }

        /// <summary>A board that gives no key sells nothing from the start.</summary>
        [TestMethod]
        public void Without_a_key_nothing_begins()
        {
            SignedLoop charger = new SignedLoop(FakeUnit.Flash(), null);
            charger.Link.Connect();
            charger.ChargeOnce(DocumentMillis);
            Assert.AreEqual(0, charger.Board.Chain.Closings);
            AssertFailed(charger);
        }

        private static void AssertFailed(SignedLoop charger)
        {
            Assert.AreEqual((int)FaultCode.SigningFailed, charger.Loop.Status.FaultCode);
            Assert.IsFalse(charger.Loop.Closed);
            Assert.AreEqual(Paused, charger.Board.PilotLine.Duty);
            Assert.AreEqual(0, charger.Documents);
            Assert.DoesNotContains("TransactionEvent", charger.Told);
        }

        private static byte[] Of(int value, int length)
        {
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++)
            {
                bytes[i] = (byte)value;
            }

            return bytes;
        }
    }
}
