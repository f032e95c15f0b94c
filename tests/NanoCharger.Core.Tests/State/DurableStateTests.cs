namespace NanoCharger.Core.Tests.State
{
    using NanoCharger.Core.State;
    using NanoCharger.Fakes;
    using NanoCharger.Storage;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>The one owner of what survives a restart: when it writes, what a power cut leaves, and what a spoilt slot costs.</summary>
    [TestClass]
    public class DurableStateTests
    {
        private const long Second = 1_000_000;

        private static FakePiece _one;
        private static FakePiece _other;

        [TestMethod]
        public void Nothing_is_written_while_nothing_changes()
        {
            FakeFlash flash = new FakeFlash();
            DurableState state = Start(flash);
            for (int turn = 0; turn < 100; turn++)
            {
                state.Step(false, turn * Second);
            }

            Assert.AreEqual(0, flash.Operations);
            Assert.IsFalse(state.Lost);
        }

        [TestMethod]
        public void A_change_is_written_at_once_and_both_slots_hold_it_before_long()
        {
            FakeFlash flash = new FakeFlash();
            DurableState state = Start(flash);
            _other.Value = 777;
            state.Step(true, Second);
            Assert.AreEqual(1, flash.Operations, "one write a turn, however many copies");
            state.Step(true, 2 * Second);
            Assert.AreEqual(1, flash.Operations, "closed: the copy waits");
            state.Step(true, 12 * Second);
            state.Step(true, 13 * Second);
            Assert.AreEqual(2, flash.Operations);
            AssertSame(flash);
            Start(flash);
            Assert.AreEqual(777, _other.Value);
            Assert.AreEqual(0, _one.Value);
        }

        [TestMethod]
        public void An_open_contactor_lets_the_copy_follow_in_the_next_turn()
        {
            FakeFlash flash = new FakeFlash();
            DurableState state = Start(flash);
            _one.Value = 3;
            state.Step(false, Second);
            state.Step(false, Second + 40_000);
            Assert.AreEqual(2, flash.Operations);
            AssertSame(flash);
        }

        /// <summary>Fifty changes, the power cut at each write, before it and after it: the state is the one before or after, and both slots agree again.</summary>
        [TestMethod]
        [DataRow((int)PowerCut.Before)]
        [DataRow((int)PowerCut.After)]
        public void A_power_cut_leaves_the_state_before_or_after_a_change(int cut)
        {
            for (int at = 1; at <= 60; at++)
            {
                FakeFlash flash = new FakeFlash();
                flash.CutAt = at;
                flash.Cut = (PowerCut)cut;
                int told = Play(flash, out int asked);
                flash.Restore();
                DurableState state = Start(flash);
                Assert.IsFalse(state.Lost);
                Assert.IsTrue(_one.Value == told || _one.Value == asked, "cut " + at.ToString() + ": " + _one.Value.ToString());
                Assert.AreEqual(_one.Value * 2, _other.Value, "pieces of one moment");
                if (_one.Value > 0)
                {
                    AssertSame(flash);
                }
            }
        }

        /// <summary>And the cut at the write that mends.</summary>
        [TestMethod]
        public void Mending_may_be_cut_too()
        {
            FakeFlash flash = Stored(5, 6);
            flash.Content(DurableState.SlotB)[9] ^= 1;
            flash.CutAt = flash.Operations + 1;
            flash.Cut = PowerCut.Before;
            try
            {
                Start(flash);
            }
            catch (PowerCutException)
            {
            }

            flash.Restore();
            Start(flash);
            Assert.AreEqual(5, _one.Value);
            AssertSame(flash);
        }

        /// <summary>Every bit of either slot: the newest state comes back, and the slot is whole again.</summary>
        [TestMethod]
        public void A_spoilt_slot_never_brings_an_older_state_back()
        {
            FakeFlash sound = Stored(5, 6);
            int bits = sound.Content(DurableState.SlotA).Length * 8;
            for (int bit = 0; bit < 2 * bits; bit++)
            {
                FakeFlash flash = Stored(5, 6);
                byte[] slot = flash.Content(bit < bits ? DurableState.SlotA : DurableState.SlotB);
                slot[(bit % bits) / 8] ^= (byte)(1 << (bit % 8));
                DurableState state = Start(flash);
                Assert.AreEqual(5, _one.Value, bit.ToString());
                Assert.AreEqual(6, _other.Value, bit.ToString());
                Assert.AreEqual("a slot was damaged, mended from the other", state.Notice);
                AssertSame(flash);
            }
        }

        [TestMethod]
        public void Both_slots_spoilt_are_told()
        {
            FakeFlash flash = Stored(5, 6);
            flash.Content(DurableState.SlotA)[9] ^= 1;
            flash.Content(DurableState.SlotB)[9] ^= 1;
            Assert.IsTrue(Start(flash).Lost);
            Assert.AreEqual(0, _one.Value);
        }

        [TestMethod]
        public void A_piece_that_is_not_known_is_passed_over()
        {
            FakeFlash flash = Stored(5, 6);
            _other = new FakePiece(DurablePiece.Grant);
            DurableState newer = new DurableState(flash, new IDurable[] { _other });
            newer.Load();
            Assert.AreEqual(6, _other.Value);
        }

        // Changes until the power goes; what was told as stored, and what was asked for last.
        private static int Play(FakeFlash flash, out int asked)
        {
            int told = 0;
            asked = 0;
            try
            {
                DurableState state = Start(flash);
                for (int change = 1; change <= 50; change++)
                {
                    asked = change;
                    _one.Value = change;
                    _other.Value = change * 2;
                    state.Step(change % 3 == 0, change * Second);
                    told = change;
                    state.Step(false, (change * Second) + 40_000);
                }
            }
            catch (PowerCutException)
            {
            }

            return told;
        }

        private static FakeFlash Stored(int one, int other)
        {
            FakeFlash flash = new FakeFlash();
            DurableState state = Start(flash);
            _one.Value = 1;
            state.Step(false, Second);
            state.Step(false, 2 * Second);
            _one.Value = one;
            _other.Value = other;
            state.Step(false, 3 * Second);
            state.Step(false, 4 * Second);
            return flash;
        }

        private static DurableState Start(FakeFlash flash)
        {
            _one = new FakePiece(DurablePiece.Latches);
            _other = new FakePiece(DurablePiece.Grant);
            DurableState state = new DurableState(flash, new IDurable[] { _one, _other });
            state.Load();
            return state;
        }

        private static void AssertSame(FakeFlash flash)
        {
            byte[] a = flash.Content(DurableState.SlotA);
            byte[] b = flash.Content(DurableState.SlotB);
            Assert.AreEqual(a.Length, b.Length);
            Assert.AreEqual(Crc32.Compute(a, 0, a.Length), Crc32.Compute(b, 0, b.Length));
            Assert.AreEqual(SlotFrame.Generation(a), SlotFrame.Generation(b));
        }
    }
}
