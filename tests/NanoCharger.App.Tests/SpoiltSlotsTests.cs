using NanoCharger.Core.Charging;
using NanoCharger.Core.Protection;
using NanoCharger.Core.State;
using NanoCharger.Fakes;
using nanoFramework.TestFramework;

namespace NanoCharger.App.Tests
{
    /// <summary>What the technician hears at the start of a slot that the flash has spoilt, and of two.</summary>
    [TestClass]
    public sealed class SpoiltSlotsTests
    {
        [TestMethod]
        [DataRow(LocalList.SlotA, "tokens: ")]
        [DataRow(LocalList.SlotB, "tokens: ")]
        [DataRow(DurableState.SlotA, "state: ")]
        [DataRow(DurableState.SlotB, "state: ")]
        [DataRow(FaultCounters.FirstName, "fault counters: ")]
        [DataRow(FaultCounters.SecondName, "fault counters: ")]
        public void One_spoilt_slot_is_mended_and_told_once(string name, string what)
        {
            FakeFlash flash = Used();
            flash.Content(name)[9] ^= 4;
            string told = what + "a slot was damaged, mended from the other";
            Assert.IsTrue(Start(flash).Board.Port.Printed.IndexOf(told) >= 0);
            string printed = Start(flash).Board.Port.Printed;
            Assert.IsTrue(printed.IndexOf(what) < 0, printed);
        }

        [TestMethod]
        [DataRow(LocalList.SlotA, LocalList.SlotB, "tokens: lost, no slot is sound: the list is empty")]
        [DataRow(DurableState.SlotA, DurableState.SlotB, "state: both copies damaged: out of service until available is typed")]
        [DataRow(FaultCounters.FirstName, FaultCounters.SecondName, "fault counters: both copies damaged: counted from 0 again")]
        public void Two_spoilt_slots_are_told_as_lost(string one, string other, string told)
        {
            FakeFlash flash = Used();
            flash.Content(one)[9] ^= 4;
            flash.Content(other)[9] ^= 4;
            string printed = Start(flash).Board.Port.Printed;
            Assert.IsTrue(printed.IndexOf(told) >= 0, printed);
        }

        // A unit with a token, a limit and a fault behind it.
        private static FakeFlash Used()
        {
            Loop loop = new Loop();
            loop.Board.Port.Type("token add 04AABB\r");
            loop.Run(1_000);
            loop.Board.Port.Type("limit 10\r");
            loop.Run(1_000);
            loop.Charge(100);
            loop.Board.Spend(5_000_000);
            loop.Run(1_000);
            loop.Show(12_000, 40_000);
            return loop.Board.Flash;
        }

        private static Loop Start(FakeFlash flash)
        {
            FakeBoard board = new FakeBoard();
            board.Flash = flash;
            return new Loop(board);
        }
    }
}
