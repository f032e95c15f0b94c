namespace NanoCharger.Records.Tests.SessionLog
{
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using nanoFramework.TestFramework;

    /// <summary>The charger's own events: the newest are kept, those of metering and security apart, and none holds a transaction up.</summary>
    [TestClass]
    public class EventLogTests
    {
        [TestMethod]
        public void A_change_of_the_calibration_is_kept_and_owed_to_nobody()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = new LogScript(flash);
            charger.Start();
            charger.Begin(1000);
            charger.Calibrate(1);
            charger.Calibrate(2);
            Assert.AreEqual(1, charger.Log.Owed);

            RecordLog log = new RecordLog(flash);
            log.Recover();
            Assert.AreEqual(1, log.Owed);
            Assert.AreEqual(2L, log.Events.CalibrationChange);
            LogRecord record = new LogRecord();
            Assert.IsTrue(log.Events.Audit.TryReadNext(0, record));
            Assert.AreEqual((int)LogRecordKind.Calibration, (int)record.Kind);
            Assert.AreEqual("current1 16.020A gain 1012345", record.Token);
            Assert.AreEqual(1, record.SeqNo);
            Assert.AreEqual(1000L, record.RegisterMilliwattHours);
            Assert.AreEqual(1700000000000L, record.UtcMillis);
        }

        [TestMethod]
        public void The_same_change_is_recorded_once()
        {
            LogScript charger = new LogScript(new FakeFlash());
            charger.Start();
            charger.Calibrate(1);
            charger.Calibrate(1);
            Assert.AreEqual(1L, charger.Log.Events.Audit.LastSequence);
        }

        [TestMethod]
        public void The_last_hundred_changes_outlive_any_number_of_boots_faults_and_transactions()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = new LogScript(flash);
            charger.Start();
            for (int i = 1; i <= 519; i++)
            {
                charger.Calibrate(i);
            }

            for (int boot = 0; boot < 150; boot++)
            {
                charger.Start();
                charger.Log.Events.RecordFault(2, "residual current", 0, 0, ClockQuality.Unknown);
                charger.Charge(4);
                charger.Release(charger.ToldSequence);
            }

            LogRecord record = new LogRecord();
            long at = charger.Log.Events.Audit.LastSequence - 100;
            for (int i = 420; i <= 519; i++)
            {
                Assert.IsTrue(charger.Log.Events.Audit.TryReadNext(at, record));
                Assert.AreEqual(at + 1, record.Sequence);
                Assert.AreEqual(i, record.SeqNo);
                at = record.Sequence;
            }

            Assert.IsTrue(charger.Log.HasRoom);
            Assert.AreEqual(151L, charger.ToldBoot);
            Assert.IsTrue(charger.Log.Events.Happened.TryReadNext(charger.Log.Events.Happened.LastSequence - 40, record));
            Assert.AreEqual(charger.Log.Events.Happened.LastSequence - 39, record.Sequence, "forty of the others");
        }

        [TestMethod]
        public void An_event_goes_on_behind_one_that_the_flash_has_torn()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = new LogScript(flash);
            charger.Start();
            charger.Calibrate(1);
            flash.Append("audit.1", new byte[33], 33);
            charger.Start();
            charger.Calibrate(2);
            charger.Start();
            Assert.AreEqual(2L, charger.Log.Events.CalibrationChange);
            Assert.AreEqual(1, charger.Log.Damaged);
        }

        [TestMethod]
        public void Segments_closed_early_cost_none_of_the_last_hundred()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = new LogScript(flash);
            charger.Start();
            int changes = 0;
            for (int torn = 0; torn < 12; torn++)
            {
                for (int i = 0; i < 27; i++)
                {
                    charger.Calibrate(++changes);
                    HasTheLastHundred(charger.Log.Events.Audit);
                }

                string[] files = flash.List();
                string newest = string.Empty;
                long first = 0;
                for (int i = 0; i < files.Length; i++)
                {
                    if (files[i].Length > 6 && files[i].Substring(0, 6) == "audit." && long.Parse(files[i].Substring(6)) > first)
                    {
                        first = long.Parse(files[i].Substring(6));
                        newest = files[i];
                    }
                }

                flash.Append(newest, new byte[7], 7);
                charger.Start();
            }
        }

        [TestMethod]
        public void The_boot_number_goes_on_from_the_events_where_the_tally_is_lost()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = new LogScript(flash);
            charger.Start();
            charger.Start();
            flash.Delete("tally.a");
            flash.Delete("tally.b");
            charger.Start();
            Assert.AreEqual(3L, charger.ToldBoot);
        }

        private static void HasTheLastHundred(EventRing ring)
        {
            LogRecord record = new LogRecord();
            long at = ring.LastSequence > 100 ? ring.LastSequence - 100 : 0;
            Assert.IsTrue(ring.TryReadNext(at, record));
            Assert.AreEqual(at + 1, record.Sequence);
        }
    }
}
