namespace NanoCharger.Records.Tests.SessionLog
{
    using System.IO;
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Fakes;
    using nanoFramework.TestFramework;

    /// <summary>Register and numbers stand in more places than one: whatever single one is spoilt, they stay.</summary>
    [TestClass]
    public class TallyTests
    {
        [TestMethod]
        public void Every_single_bit_of_a_slot_may_be_wrong()
        {
            FakeFlash flash = new FakeFlash();
            Charged(flash);
            string[] slots = { "tally.a", "tally.b" };
            for (int slot = 0; slot < slots.Length; slot++)
            {
                byte[] content = flash.Content(slots[slot]);
                for (int bit = 0; bit < content.Length * 8; bit += 7)
                {
                    content[bit / 8] ^= (byte)(1 << (bit % 8));
                    IsAsCharged(flash, slots[slot] + " bit " + bit.ToString());
                    content[bit / 8] ^= (byte)(1 << (bit % 8));
                }
            }
        }

        [TestMethod]
        public void Three_wrong_bits_in_three_copies_of_the_newest_slot_lose_no_checkpoint()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = Charged(flash);
            charger.Begin(5000);
            charger.Rest();
            charger.Checkpoint(6000);
            for (int copy = 0; copy < 3; copy++)
            {
                flash.Content("tally.a")[(copy * 82) + 30] ^= 4;
                flash.Content("tally.b")[(copy * 82) + 30] ^= 4;
            }

            RecordLog log = Recovered(flash);
            Assert.AreEqual(6000L, log.RegisterMilliwattHours);
            Assert.AreEqual(6000L, log.OpenTransaction.RegisterMilliwattHours);
            Assert.AreEqual(2, log.Damaged);
        }

        [TestMethod]
        public void A_slot_that_is_gone_takes_nothing_with_it_between_transactions()
        {
            FakeFlash flash = new FakeFlash();
            Charged(flash);
            byte[] kept = flash.Content("tally.a");
            flash.Delete("tally.a");
            IsAsCharged(flash, "a is gone");
            flash.Write("tally.a", kept, kept.Length);
            flash.Delete("tally.b");
            IsAsCharged(flash, "b is gone");
        }

        [TestMethod]
        public void A_slot_that_is_gone_takes_one_checkpoint_with_it_at_most()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = Charged(flash);
            charger.Begin(5000);
            charger.Rest();
            charger.Checkpoint(6000);
            charger.Checkpoint(7000);
            byte[] kept = flash.Content("tally.a");
            flash.Delete("tally.a");
            long withoutA = Recovered(flash).RegisterMilliwattHours;
            flash.Write("tally.a", kept, kept.Length);
            flash.Delete("tally.b");
            long withoutB = Recovered(flash).RegisterMilliwattHours;
            Assert.AreEqual(13000L, withoutA + withoutB, "7000 and 6000");
        }

        [TestMethod]
        public void A_checkpoint_keeps_what_of_its_reading_is_in_doubt()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = Charged(flash);
            charger.Begin(5000);
            charger.Rest();
            TransactionEvent told = new TransactionEvent();
            told.CopyEvent(charger.Log.OpenTransaction);
            told.Event = TransactionEventKind.Updated;
            told.Document = DocumentForm.None;
            told.SeqNo++;
            told.Errors = ErrorFlags.Time;
            told.MeterState = MeterState.OutOfRange;
            charger.Log.Record(told);
            LogRecord open = Recovered(flash).OpenTransaction;
            Assert.AreEqual((int)ErrorFlags.Time, (int)open.Errors);
            Assert.AreEqual((int)MeterState.OutOfRange, (int)open.MeterState);
            Assert.AreEqual((int)ErrorFlags.None, (int)open.BeginErrors);
        }

        [TestMethod]
        public void A_spoilt_newest_record_takes_neither_register_nor_number_with_it()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = Charged(flash);
            flash.Content("bill.1")[LogRecord.Bytes + 40] ^= 1;
            RecordLog log = IsAsCharged(flash, "the end's record");
            Assert.AreEqual(1, log.Damaged);
            Assert.IsNull(log.OpenTransaction, "it has ended: no second end is made");

            charger.Start();
            charger.Begin(5000);
            Assert.AreEqual(3L, charger.Transaction);
            Assert.AreEqual(3L, charger.ToldPagination);
        }

        [TestMethod]
        public void An_end_that_the_power_kept_from_the_tally_is_known_from_the_next_start_on_and_not_made_twice()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = new LogScript(flash) { Documents = true };
            charger.Start();
            charger.Begin(0);
            charger.Rest();
            charger.End(5000, StoppedReason.EVDisconnected);
            charger.Start();
            flash.Content("bill.1")[LogRecord.Bytes + 40] ^= 1;
            RecordLog log = Recovered(flash);
            Assert.IsNull(log.OpenTransaction, "it has ended: no second end is made");
            Assert.AreEqual(2L, log.Pagination);
        }

        [TestMethod]
        public void What_the_log_has_looked_up_again_after_a_failed_release_is_in_both_slots_and_the_open_transaction_stays_open()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = new LogScript(flash) { Documents = true };
            charger.Start();
            charger.Begin(0);
            flash.Worn = true;
            Assert.ThrowsException(typeof(IOException), () => charger.Release(1));
            flash.Worn = false;
            charger.Release(1);
            int before = flash.Operations;
            charger.Rest();
            Assert.AreEqual(before + 1, flash.Operations);

            // A record of another kind behind it, so that the tally counts further than the transaction's last record.
            charger.Log.NoteTime(1000000, 1700000000000);
            charger.Rest();
            Assert.AreEqual(1L, Recovered(flash).OpenTransaction.Transaction);
        }

        [TestMethod]
        public void A_slot_that_was_behind_when_the_flash_failed_is_still_brought_up()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = Charged(flash);
            charger.Begin(5000);
            flash.Worn = true;
            Assert.ThrowsException(typeof(IOException), () => charger.Release(1));
            flash.Worn = false;
            charger.Checkpoint(6000);
            int before = flash.Operations;
            charger.Rest();
            Assert.AreEqual(before + 1, flash.Operations);
        }

        [TestMethod]
        public void A_spoilt_begin_takes_no_number_with_it()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = Charged(flash);
            charger.Begin(5000);
            charger.Rest();
            flash.Content("bill.1")[(2 * LogRecord.Bytes) + 4] ^= 1;
            RecordLog log = Recovered(flash);
            Assert.AreEqual(3L, log.LastSequence);
            Assert.AreEqual(3L, log.Pagination);
            Assert.AreEqual(5000L, log.RegisterMilliwattHours);
        }

        [TestMethod]
        public void With_every_copy_gone_it_says_so_until_somebody_takes_it_on()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = Charged(flash);
            flash.Write("tally.a", new byte[328], 328);
            flash.Write("tally.b", new byte[328], 328);
            Assert.IsTrue(Recovered(flash).Lost);

            // A start in between writes both slots anew: it stays lost.
            charger.Start();
            Assert.IsTrue(charger.Log.Lost);
            charger.Start();
            Assert.IsTrue(charger.Log.Lost);

            charger.Log.AcceptLoss();
            charger.Start();
            Assert.IsFalse(charger.Log.Lost);
        }

        [TestMethod]
        public void A_new_unit_has_lost_nothing()
        {
            FakeFlash flash = new FakeFlash();
            Assert.IsFalse(Recovered(flash).Lost);

            // The power went in the very first write of its life.
            flash.Write("tally.a", new byte[17], 17);
            Assert.IsFalse(Recovered(flash).Lost);
        }

        [TestMethod]
        public void The_second_copy_waits_ten_seconds_while_the_contactor_is_closed()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = Charged(flash);
            charger.Begin(5000);
            int before = flash.Operations;
            charger.Log.Step(true, 1000000);
            Assert.AreEqual(before + 1, flash.Operations);
            charger.Log.Step(true, 10999999);
            Assert.AreEqual(before + 1, flash.Operations);
            charger.Log.Step(true, 11000000);
            Assert.AreEqual(before + 2, flash.Operations);
            charger.Log.Step(true, 30000000);
            Assert.AreEqual(before + 2, flash.Operations, "nothing is behind any more");
        }

        // One transaction, ended and unanswered: register 5000, T2.
        private static LogScript Charged(FakeFlash flash)
        {
            LogScript charger = new LogScript(flash) { Documents = true };
            charger.Start();
            charger.Begin(0);
            charger.Rest();
            charger.Checkpoint(4000);
            charger.End(5000, StoppedReason.EVDisconnected);
            charger.Rest();
            return charger;
        }

        private static RecordLog IsAsCharged(FakeFlash flash, string when)
        {
            RecordLog log = Recovered(flash);
            Assert.AreEqual(5000L, log.RegisterMilliwattHours, when);
            Assert.AreEqual(2L, log.Pagination, when);
            Assert.AreEqual(2L, log.LastSequence, when);
            Assert.AreEqual(1L, log.BootNumber, when);
            Assert.IsNull(log.OpenTransaction, when);
            Assert.IsFalse(log.Lost, when);
            return log;
        }

        private static RecordLog Recovered(FakeFlash flash)
        {
            RecordLog log = new RecordLog(flash);
            log.Recover();
            return log;
        }
    }
}
