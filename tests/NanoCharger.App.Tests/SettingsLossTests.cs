using NanoCharger.Core.Protection;
using NanoCharger.Core.Settings;
using NanoCharger.Fakes;
using NanoCharger.Hal;
using nanoFramework.TestFramework;

namespace NanoCharger.App.Tests
{
    /// <summary>The whole charger after the flash has spoilt its settings: what it offers, and how it is commissioned again.</summary>
    [TestClass]
    public sealed class SettingsLossTests
    {
        private const int C = 6_000;
        private const int B = 9_000;

        private static readonly string[] Commands =
        {
            "set phases 1", "set station.id NC-0042", "set cable.amps 20", "set auth.mode free", "set market EU", "set maxAmps 16",
        };

        /// <summary>Each slot in turn: never the 32 A of the save before.</summary>
        [TestMethod]
        [DataRow(SettingsStore.SlotA)]
        [DataRow(SettingsStore.SlotB)]
        public void A_spoilt_slot_offers_16_A_and_not_the_32_A_before(string name)
        {
            FakeFlash flash = Commissioned();
            flash.Content(name)[20] ^= 4;
            Loop loop = Start(flash);
            Assert.IsTrue(loop.Board.Port.Printed.IndexOf("settings: a slot was damaged, mended from the other") >= 0, loop.Board.Port.Printed);
            loop.Show(B, 1_000);
            Assert.AreEqual(16_000, loop.Status.OfferMilliamps);
            Assert.AreEqual(0, loop.Status.FaultCode);
        }

        /// <summary>Both slots: not commissioned, so nothing is offered, and console, lamp and status say why; a restart changes nothing.</summary>
        [TestMethod]
        public void Lost_settings_offer_nothing_and_are_a_fault()
        {
            FakeFlash flash = Spoilt();
            for (int start = 0; start < 2; start++)
            {
                Loop loop = Start(flash);
                Assert.IsTrue(loop.Board.Port.Printed.IndexOf("settings: lost, no slot is sound") >= 0, loop.Board.Port.Printed);
                loop.Show(B, 1_000);
                loop.Show(C, 40_000);
                Nothing(loop);
                Assert.AreEqual("settings lost", loop.Status.FaultName);
                Assert.AreEqual((int)Indication.Fault, (int)loop.Board.Lamp);
                loop.Board.Port.Type("faults clear\r");
                loop.Run(1_000);
                Nothing(loop);
            }
        }

        /// <summary>All of it typed, though bills are owed under the name that was lost: after the next start it offers what was set.</summary>
        [TestMethod]
        public void Set_by_hand_and_started_anew_it_sells_again()
        {
            FakeFlash flash = Commissioned();
            Loop before = Start(flash);
            before.Charge(100);
            before.Show(12_000, 1_000);
            Spoil(flash);

            Loop loop = Start(flash);
            loop.Show(B, 1_000);
            for (int i = 0; i < Commands.Length; i++)
            {
                Nothing(loop);
                loop.Board.Port.Type(Commands[i] + "\r");
                loop.Run(2_000);
            }

            Assert.IsTrue(loop.Board.Port.Printed.IndexOf("ok, all is stored; nothing is sold before the next boot") > 0, loop.Board.Port.Printed);
            loop.Show(C, 40_000);
            Nothing(loop);
            Loop after = Start(flash);
            after.Charge(100);
            Assert.IsTrue(after.Closed);
            Assert.AreEqual(16_000, after.Status.OfferMilliamps);
            Assert.AreEqual(0, after.Status.FaultCode);
        }

        /// <summary>A restart half-way: what was typed before it counts for nothing.</summary>
        [TestMethod]
        public void Commissioned_by_half_and_started_anew_it_sells_nothing()
        {
            FakeFlash flash = Spoilt();
            for (int half = 0; half < 2; half++)
            {
                Loop loop = Start(flash);
                for (int i = half; i < Commands.Length - 1 + half; i++)
                {
                    loop.Board.Port.Type(Commands[i] + "\r");
                    loop.Run(2_000);
                }

                loop.Show(B, 1_000);
                loop.Show(C, 40_000);
                Nothing(loop);
            }
        }

        private static void Nothing(Loop loop)
        {
            Assert.AreEqual((int)FaultCode.SettingsLost, loop.Status.FaultCode);
            Assert.AreEqual(0, loop.Status.OfferMilliamps);
            Assert.AreEqual(10_000, loop.Board.PilotLine.Duty);
            Assert.IsFalse(loop.Closed);
            Assert.AreEqual(0, loop.Board.Chain.Closings);
        }

        private static FakeFlash Commissioned()
        {
            FakeFlash flash = new FakeBoard().Flash;
            FakeUnit.Set(flash, "maxAmps", "16");
            return flash;
        }

        private static FakeFlash Spoilt()
        {
            FakeFlash flash = Commissioned();
            Spoil(flash);
            return flash;
        }

        private static void Spoil(FakeFlash flash)
        {
            flash.Content(SettingsStore.SlotA)[20] ^= 4;
            flash.Content(SettingsStore.SlotB)[40] ^= 1;
        }

        private static Loop Start(FakeFlash flash)
        {
            FakeBoard board = new FakeBoard();
            board.Flash = flash;
            return new Loop(board);
        }
    }
}
