using NanoCharger.Fakes;
using NanoCharger.Link.Handshakes;
using nanoFramework.TestFramework;

namespace NanoCharger.Link.Tests
{
    [TestClass]
    public class HandshakeNoteTests
    {
        private const long Second = 1_000_000;

        [TestMethod]
        [DataRow(0)]
        [DataRow(5)]
        [DataRow(11)]
        public void A_note_that_cannot_be_read_counts_as_one(int at)
        {
            FakeFlash flash = new FakeFlash();
            ScriptedLink link = new ScriptedLink { WantsHandshake = true };
            HandshakeDesk desk = new HandshakeDesk(flash, link);
            desk.Load(0);
            desk.Turn(false, Second);
            link.Handshakes++;
            desk.Turn(false, 2 * Second);
            byte[] note = flash.Content("link.note");
            note[at] ^= 0x20;
            flash.Write("link.note", note, note.Length);
            desk = new HandshakeDesk(flash, new ScriptedLink());
            desk.Load(3 * Second);
            Assert.AreEqual(1, desk.Step);
            Assert.AreEqual(300 * Second, desk.NotBeforeMicros - (3 * Second));
        }

        /// <summary>Turns may follow before the link has counted its end.</summary>
        [TestMethod]
        public void The_longest_stall_of_a_handshake_counts_and_not_its_last()
        {
            ScriptedLink link = new ScriptedLink { WantsHandshake = true };
            HandshakeDesk desk = new HandshakeDesk(new FakeFlash(), link);
            desk.Load(0);
            desk.Turn(true, Second);
            desk.Turn(true, 6 * Second);
            desk.Turn(true, 7 * Second);
            link.Handshakes++;
            desk.Turn(true, 8 * Second);
            Assert.AreEqual(1, desk.Outlasted);
        }

        /// <summary>Flash that takes nothing any more: the charger starts all the same.</summary>
        [TestMethod]
        public void A_start_that_finds_the_note_and_a_flash_that_takes_nothing_waits_too()
        {
            FakeFlash flash = new FakeFlash();
            HandshakeDesk desk = new HandshakeDesk(flash, new ScriptedLink { WantsHandshake = true });
            desk.Load(0);
            desk.Turn(false, Second);
            flash.Worn = true;
            desk = new HandshakeDesk(flash, new ScriptedLink());
            Assert.IsNotNull(desk.Load(0));
            Assert.AreEqual(1, desk.Step);
            Assert.AreEqual(300, desk.WaitSeconds);
        }
    }
}
