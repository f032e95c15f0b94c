namespace NanoCharger.Core.Tests.SessionLog
{
    using System;
    using System.IO;
    using NanoCharger.Core.Charging;
    using NanoCharger.Core.Metering;
    using NanoCharger.Core.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using nanoFramework.TestFramework;

    /// <summary>What the log keeps, when it is full, and when it lets go.</summary>
    [TestClass]
    public class SessionLogTests
    {
        [TestMethod]
        public void Gives_back_every_field_of_a_record_after_a_reboot()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = new LogScript(flash);
            charger.Start();
            charger.Log.Offline = true;
            charger.Begin(1234567890123);
            charger.Checkpoint(1234567890456);

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
        }

        [TestMethod]
        public void Numbers_records_and_boots_by_one_over_reboots()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = new LogScript(flash);
            for (int boot = 1; boot <= 3; boot++)
            {
                charger.Start();
                Assert.AreEqual((long)boot, charger.ToldBoot);
                Assert.AreEqual((long)boot, charger.Log.LastSequence);
            }
        }

        [TestMethod]
        public void Knows_the_open_transaction_after_its_begin_was_answered_and_deleted()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = new LogScript(flash);
            charger.Start();
            charger.Begin(0);
            long number = charger.Transaction;
            for (int i = 1; i <= 150; i++)
            {
                charger.Release(charger.Checkpoint(i * 1000L));
            }

            Assert.IsNull(flash.Content("log.1"));
            RecordLog log = new RecordLog(flash);
            log.Recover();
            Assert.AreEqual(number, log.OpenTransaction.Transaction);
            Assert.AreEqual(150, log.OpenTransaction.SeqNo);
            Assert.AreEqual(150000L, log.OpenTransaction.RegisterMilliwattHours);
        }

        [TestMethod]
        public void Keeps_sequence_boot_and_register_when_all_is_answered()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = new LogScript(flash);
            charger.Start();
            charger.Begin(0);
            charger.End(777, StoppedReason.EVDisconnected);
            charger.Release(charger.ToldSequence);
            Assert.AreEqual(0, charger.Log.Owed);

            charger.Start();
            Assert.AreEqual(777L, charger.Log.RegisterMilliwattHours);
            Assert.AreEqual(2L, charger.ToldBoot);
            Assert.IsTrue(charger.Log.LastSequence > charger.ToldSequence);
        }

        [TestMethod]
        public void Full_refuses_a_new_transaction_and_still_takes_the_end_of_the_running_one()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = Fill(flash, out long register);

            Assert.AreEqual(0L, charger.Checkpoint(register + 5));
            charger.End(register + 9, StoppedReason.EVDisconnected);
            Assert.IsFalse(charger.Log.HasRoom);
            Assert.ThrowsException(typeof(InvalidOperationException), () => charger.Begin(register + 9));

            charger.Release(charger.ToldSequence);
            Assert.IsTrue(charger.Log.HasRoom);
        }

        [TestMethod]
        public void Full_keeps_the_checkpoints_of_the_running_transaction_over_a_power_cut()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = Fill(flash, out long register);
            charger.Checkpoint(register + 5000);

            RecordLog log = new RecordLog(flash);
            log.Recover();
            Assert.AreEqual(register + 5000, log.OpenTransaction.RegisterMilliwattHours);

            // When that checkpoint was, the cursor does not say: a receipt must not claim the last record's time for it.
            Assert.AreEqual(ClockQuality.Unknown, log.OpenTransaction.Quality);
        }

        [TestMethod]
        public void A_change_of_the_calibration_is_kept_and_owed_to_nobody()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = new LogScript(flash);
            charger.Start();
            charger.Begin(1000);
            charger.Calibrate(1);
            charger.Checkpoint(2000);
            charger.Calibrate(2);
            Assert.AreEqual(2, charger.Log.Owed);

            RecordLog log = new RecordLog(flash);
            log.Recover();
            Assert.AreEqual(2, log.Owed);
            Assert.AreEqual(2L, log.CalibrationChange);
            Assert.AreEqual(charger.Transaction, log.OpenTransaction.Transaction);
            Assert.AreEqual(2000L, log.OpenTransaction.RegisterMilliwattHours);
            LogRecord record = new LogRecord();
            Assert.IsTrue(log.TryReadNext(charger.Transaction, record));
            Assert.AreEqual((int)LogRecordKind.Calibration, (int)record.Kind);
            Assert.AreEqual("current1 16.020A gain 1012345", record.Token);
            Assert.AreEqual(1, record.SeqNo);
            Assert.AreEqual(0L, record.Transaction);
            Assert.AreEqual(1000L, record.RegisterMilliwattHours);
            Assert.AreEqual(1700000000000L, record.UtcMillis);

            log.Release(charger.ToldSequence - 1);
            Assert.AreEqual(0, log.Owed);
        }

        [TestMethod]
        public void The_same_change_is_recorded_once()
        {
            LogScript charger = new LogScript(new FakeFlash());
            charger.Start();
            charger.Calibrate(1);
            long last = charger.Log.LastSequence;
            charger.Calibrate(1);
            Assert.AreEqual(last, charger.Log.LastSequence);
        }

        [TestMethod]
        public void A_change_leaves_room_for_transactions()
        {
            LogScript charger = Fill(new FakeFlash(), out long register);
            Assert.ThrowsException(typeof(InvalidOperationException), () => charger.Calibrate(1));
            charger.End(register + 9, StoppedReason.EVDisconnected);
        }

        [TestMethod]
        public void Changes_alone_hold_no_segment_back()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = new LogScript(flash);
            charger.Start();
            charger.Begin(0);
            charger.End(10, StoppedReason.EVDisconnected);
            for (int i = 1; i <= 100; i++)
            {
                charger.Calibrate(i);
            }

            charger.Release(3);
            Assert.IsNull(flash.Content("log.1"));
            Assert.AreEqual(0, charger.Log.Owed);
        }

        [TestMethod]
        public void Never_fills_with_boots()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = new LogScript(flash);
            for (int boot = 0; boot < 1500; boot++)
            {
                charger.Start();
            }

            Assert.IsTrue(charger.Log.HasRoom);
            Assert.AreEqual(1500L, charger.ToldBoot);
        }

        [TestMethod]
        public void Refuses_a_register_that_falls()
        {
            LogScript charger = new LogScript(new FakeFlash());
            charger.Start();
            charger.Begin(1000);
            Assert.ThrowsException(typeof(ArgumentException), () => charger.Checkpoint(999));
        }

        [TestMethod]
        public void Looks_again_after_the_flash_failed_and_goes_on()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = new LogScript(flash);
            charger.Start();
            charger.Begin(0);
            flash.Worn = true;
            Assert.ThrowsException(typeof(IOException), () => charger.Checkpoint(10));
            flash.Worn = false;
            Assert.AreEqual(charger.Transaction + 1, charger.Checkpoint(20));
        }

        [TestMethod]
        public void Gives_no_number_twice_when_the_flash_took_a_record_and_said_that_it_did_not()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = new LogScript(flash);
            charger.Start();
            charger.Begin(0);
            flash.Lying = true;
            Assert.ThrowsException(typeof(IOException), () => charger.Checkpoint(10));
            flash.Lying = false;
            Assert.AreEqual(charger.Transaction + 2, charger.Checkpoint(20));
        }

        private static LogScript Fill(FakeFlash flash, out long register)
        {
            LogScript charger = new LogScript(flash);
            charger.Start();
            charger.Begin(0);
            register = 0;
            while (charger.Checkpoint(register + 1000) > 0)
            {
                register += 1000;
            }

            register += 1000;
            return charger;
        }
    }
}
