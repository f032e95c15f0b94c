namespace NanoCharger.Records.Tests.SessionLog
{
    using System;
    using System.IO;
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using nanoFramework.TestFramework;

    /// <summary>What the log keeps of transactions, when it is full, and when it lets go.</summary>
    [TestClass]
    public class SessionLogTests
    {
        [TestMethod]
        public void Gives_back_every_field_of_a_record_after_a_reboot()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = Started(flash);
            charger.Log.Offline = true;
            charger.Begin(1234567890123);
            charger.Sign(1234567890456);

            RecordLog log = new RecordLog(flash);
            log.Recover();
            LogRecord record = new LogRecord();
            Assert.IsTrue(log.TryReadNext(charger.Transaction, record));
            Assert.AreEqual(charger.Transaction + 1, record.Sequence);
            Assert.AreEqual(1L, record.Boot);
            Assert.AreEqual(5000000L + 1234567890456, record.Micros);
            Assert.AreEqual(1700000000000L, record.UtcMillis);
            Assert.AreEqual((int)ClockQuality.Synchronised, (int)record.Quality);
            Assert.AreEqual((int)LogRecordKind.Transaction, (int)record.Kind);
            Assert.IsTrue(record.Offline);
            Assert.AreEqual((int)TransactionEventKind.Updated, (int)record.Event);
            Assert.AreEqual((int)TriggerReason.MeterValuePeriodic, (int)record.Trigger);
            Assert.AreEqual((int)ChargingState.Charging, (int)record.State);
            Assert.AreEqual(1234567890456L, record.RegisterMilliwattHours);
            Assert.AreEqual(charger.Transaction, record.Transaction);
            Assert.AreEqual(1, record.SeqNo);
            Assert.AreEqual(32000, record.OfferMilliamps);
            Assert.AreEqual("NC-0001", record.Station);
            Assert.AreEqual(1, record.KeyGeneration);
            Assert.AreEqual(2, record.Form);
        }

        /// <summary>Firmware that knows no such document leaves it to the one that does, and signs no begin in its place.</summary>
        [TestMethod]
        [DataRow((int)DocumentForm.Periodic, 2)]
        [DataRow((int)DocumentForm.IdlePeriodic, 3)]
        [DataRow((int)DocumentForm.Stopped, 3)]
        [DataRow((int)DocumentForm.Resumed, 3)]
        [DataRow((int)DocumentForm.Boundary, 3)]
        public void A_document_names_the_least_form_that_has_it(int document, int form)
        {
            LogScript charger = Started(new FakeFlash());
            charger.Begin(1);
            long sequence = charger.Sign(2, (DocumentForm)document);
            LogRecord record = new LogRecord();
            Assert.IsTrue(charger.Log.TryReadNext(sequence - 1, record));
            Assert.AreEqual(document, (int)record.Document);
            Assert.AreEqual(form, record.Form);
        }

        [TestMethod]
        public void Numbers_boots_by_one_and_records_by_one_over_reboots()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = new LogScript(flash);
            for (int boot = 1; boot <= 3; boot++)
            {
                charger.Start();
                Assert.AreEqual((long)boot, charger.ToldBoot);
                charger.Charge(1);
                Assert.AreEqual(2L * boot, charger.Log.LastSequence);
            }
        }

        [TestMethod]
        public void A_night_of_checkpoints_takes_no_room_and_no_number_and_the_last_one_survives()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = Started(flash);
            charger.Begin(0);
            for (int i = 1; i <= 2000; i++)
            {
                Assert.AreEqual(0L, charger.Checkpoint(i * 1000L));
            }

            Assert.AreEqual(LogRecord.Bytes, flash.Content("bill.1").Length);
            RecordLog log = new RecordLog(flash);
            log.Recover();
            Assert.AreEqual(charger.Transaction, log.OpenTransaction.Transaction);
            Assert.AreEqual(2000, log.OpenTransaction.SeqNo, "no number of the transaction's repeats");
            Assert.AreEqual(2000000L, log.OpenTransaction.RegisterMilliwattHours);
            Assert.AreEqual(7000000L, log.OpenTransaction.Micros);
            Assert.AreEqual(1L, log.OpenTransaction.ReadingBoot);
            Assert.AreEqual((int)ClockQuality.Synchronised, (int)log.OpenTransaction.Quality);
            Assert.AreEqual(1L, log.LastSequence);
            Assert.AreEqual(1, log.Owed);
        }

        [TestMethod]
        public void Takes_two_hundred_transactions_unanswered_and_more_when_they_are_answered()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = Started(flash);

            // The worst place to begin: all but one record of the oldest segment are answered for.
            charger.Charge(7);
            charger.Release(14);
            charger.Charge(200);
            Assert.AreEqual(400, charger.Log.Owed);
            charger.Release(charger.ToldSequence);
            charger.Charge(200);
            Assert.AreEqual(400, charger.Log.Owed);
        }

        [TestMethod]
        public void Full_refuses_a_new_transaction_and_still_takes_the_end_of_the_running_one()
        {
            LogScript charger = Started(new FakeFlash());
            while (charger.Log.HasRoom)
            {
                charger.Begin(charger.ToldRegister);
                if (charger.Log.HasRoom)
                {
                    charger.End(charger.ToldRegister, StoppedReason.EVDisconnected);
                }
            }

            Assert.IsTrue(charger.Log.Owed >= 400);
            charger.Checkpoint(charger.ToldRegister + 5);
            charger.End(charger.ToldRegister + 9, StoppedReason.EVDisconnected);
            Assert.IsFalse(charger.Log.HasRoom);
            Assert.ThrowsException(typeof(InvalidOperationException), () => charger.Begin(charger.ToldRegister));

            charger.Release(charger.ToldSequence);
            Assert.IsTrue(charger.Log.HasRoom);
        }

        [TestMethod]
        public void Has_no_room_for_periodic_documents_when_ten_transactions_would_fill_it()
        {
            LogScript charger = Started(new FakeFlash());
            charger.Begin(0);
            while (charger.Log.HasRoomForPeriodic)
            {
                charger.Sign(charger.ToldRegister + 1000);
            }

            // What ends an idle time is made all the same: of the twenty places the open transaction, which has begun, leaves one.
            charger.Sign(charger.ToldRegister, DocumentForm.Resumed);
            charger.End(charger.ToldRegister + 1000, StoppedReason.EVDisconnected);
            for (int i = 0; i < 9; i++)
            {
                Assert.IsTrue(charger.Log.HasRoom, i.ToString());
                charger.Charge(1);
            }
        }

        [TestMethod]
        public void Delivered_records_stay_until_the_room_is_needed()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = Started(flash);
            charger.Charge(100);
            charger.Release(charger.ToldSequence);
            charger.Charge(90);
            charger.Release(charger.ToldSequence);
            Assert.IsNotNull(flash.Content("bill.1"));
            charger.Charge(100);
            Assert.IsNull(flash.Content("bill.1"), "29 segments at most");
        }

        [TestMethod]
        public void Knows_the_open_transaction_though_all_of_it_was_answered_and_its_room_is_wanted()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = Started(flash);
            charger.Begin(0);
            long number = charger.Transaction;
            for (int i = 1; i <= 600; i++)
            {
                charger.Release(charger.Sign(i * 1000L));
            }

            Assert.IsNull(flash.Content("bill.1"));
            RecordLog log = new RecordLog(flash);
            log.Recover();
            Assert.AreEqual(number, log.OpenTransaction.Transaction);
            Assert.AreEqual(600, log.OpenTransaction.SeqNo);
            Assert.AreEqual(600000L, log.OpenTransaction.RegisterMilliwattHours);
        }

        [TestMethod]
        public void Keeps_sequence_boot_and_register_when_all_is_answered()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = Started(flash);
            charger.Begin(0);
            charger.End(777, StoppedReason.EVDisconnected);
            charger.Release(charger.ToldSequence);
            Assert.AreEqual(0, charger.Log.Owed);

            charger.Start();
            Assert.AreEqual(777L, charger.Log.RegisterMilliwattHours);
            Assert.AreEqual(2L, charger.ToldBoot);
            Assert.AreEqual(2L, charger.Log.LastSequence);
        }

        [TestMethod]
        public void Refuses_a_register_that_falls()
        {
            LogScript charger = Started(new FakeFlash());
            charger.Begin(1000);
            Assert.ThrowsException(typeof(ArgumentException), () => charger.Checkpoint(999));
        }

        [TestMethod]
        public void Looks_again_after_the_flash_failed_and_goes_on()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = Started(flash);
            charger.Begin(0);
            flash.Worn = true;
            Assert.ThrowsException(typeof(IOException), () => charger.Sign(10));
            Assert.ThrowsException(typeof(IOException), () => charger.Checkpoint(15));
            flash.Worn = false;
            Assert.AreEqual(charger.Transaction + 1, charger.Sign(20));
        }

        [TestMethod]
        public void Gives_no_number_twice_when_the_flash_took_a_record_and_said_that_it_did_not()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = Started(flash);
            charger.Begin(0);
            flash.Lying = true;
            Assert.ThrowsException(typeof(IOException), () => charger.Sign(10));
            flash.Lying = false;
            Assert.AreEqual(charger.Transaction + 2, charger.Sign(20));
        }

        [TestMethod]
        public void Reads_a_bounded_number_of_bytes_at_a_start_however_full_it_is()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = Started(flash);
            for (int i = 1; i <= 300; i++)
            {
                charger.Calibrate(i);
                charger.Log.Events.RecordFault(2, "residual current", 0, 0, ClockQuality.Unknown);
            }

            charger.Charge(200);
            flash.BytesRead = 0;
            RecordLog log = new RecordLog(flash);
            log.Recover();
            Assert.AreEqual(400, log.Owed);
            Assert.IsTrue(flash.BytesRead > 110000, flash.BytesRead.ToString());
            Assert.IsTrue(flash.BytesRead <= RecordLog.MostBytesRead, flash.BytesRead.ToString());
        }

        private static LogScript Started(FakeFlash flash)
        {
            LogScript charger = new LogScript(flash);
            charger.Start();
            return charger;
        }
    }
}
