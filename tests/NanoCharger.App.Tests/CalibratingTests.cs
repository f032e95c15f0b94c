namespace NanoCharger.App.Tests
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Core.Metering;
    using NanoCharger.Core.Protection;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Records.Tests.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using nanoFramework.TestFramework;

    /// <summary>A technician calibrates a whole charger: when he may, what is stored, and what the log tells of it.</summary>
    /// <remarks>The device runs tests without an instance of their class: what they share is static, and made anew by Begin.</remarks>
    [TestClass]
    public class CalibratingTests
    {
        private const int StepMillis = 22_000;

        private static Loop _loop;

        private static FakeFlash Flash
        {
            get { return _loop.Board.Flash; }
        }

        [TestMethod]
        public void A_voltage_is_measured_stored_and_told_and_the_meter_shows_it()
        {
            Begin();
            string said = Calibrate("voltage 235.5");
            Contains("measuring for 16 s", said);
            Contains("calibration: ok, voltage1 235.500V gain ", said);
            Near(235_500, _loop.Status.Volts[0], 600);
            Assert.AreEqual(1, Stored().Voltage(0).Points);
            LogRecord record = LastChange(out int changes);
            Assert.AreEqual(1, changes);
            Contains("voltage1 235.500V gain ", record.Token);
            Assert.AreEqual((int)ClockQuality.Synchronised, (int)record.Quality);
            Contains(" calibration 1 voltage1 235.500V", Say("log 1"));
        }

        [TestMethod]
        public void A_reboot_takes_the_stored_one_and_tells_nothing_twice()
        {
            Begin();
            Calibrate("voltage 235.5");
            Reboot();
            Near(235_500, _loop.Status.Volts[0], 600);
            LastChange(out int changes);
            Assert.AreEqual(1, changes);
            Contains("1 times stored, last voltage1 235.500V", Say("calibrate"));
        }

        [TestMethod]
        public void Zero_wants_a_dead_outlet_and_the_others_a_run_and_a_live_one()
        {
            Begin();
            Contains("calibrate run: a run is open already", Say("calibrate run"));
            Contains("calibrate current: the outlet is not live", Say("calibrate current 16"));
            Contains("calibrate phase: the outlet is not live", Say("calibrate phase"));
            _loop.Charge(300);
            Contains("calibrate zero: the outlet is live", Say("calibrate zero"));
            Contains("calibrate clear: the outlet is live", Say("calibrate clear CONFIRM"));
            Contains("calibration: ok, current1 22.000A", Calibrate("current 22"));
            Assert.AreEqual(1, Stored().Current(0).Points);
        }

        /// <summary>Welded contacts: not commanded, and live all the same.</summary>
        [TestMethod]
        public void Zero_is_refused_while_mains_is_sensed_behind_an_open_contactor()
        {
            Begin();
            _loop.Board.Chain.Welded = true;
            _loop.Run(200);
            Contains("calibrate zero: the outlet is live", Say("calibrate zero"));
        }

        [TestMethod]
        public void A_step_is_given_up_when_the_outlet_changes_under_it()
        {
            Begin();
            _loop.Charge(300);
            Say("calibrate current 22");
            string said = After(() => _loop.Show(12_000, 3_000));
            Contains("calibration: given up: the outlet is not live", said);
            Assert.IsNull(Stored());
            Say("calibrate run");
            Say("calibrate zero");
            said = After(() => _loop.Charge(300));
            Contains("calibration: given up: the outlet is live", said);
            Assert.IsNull(Stored());
        }

        [TestMethod]
        public void One_step_at_a_time()
        {
            Begin();
            Say("calibrate voltage 230");
            Contains("calibrate zero: a step is running", Say("calibrate zero"));
            Contains("calibrate clear: a step is running", Say("calibrate clear CONFIRM"));
        }

        [TestMethod]
        public void Clearing_is_stored_and_told()
        {
            Begin();
            Calibrate("voltage 235.5");
            Contains("calibrate clear: ok, readings are nominal", Say("calibrate clear CONFIRM"));
            Assert.AreEqual(0, Stored().Voltage(0).Points);
            Assert.AreEqual("cleared", LastChange(out int changes).Token);
            Assert.AreEqual(2, changes);
        }

        [TestMethod]
        public void A_refused_step_stores_and_tells_nothing()
        {
            Begin();
            Contains("calibration: refused: the channel shows nothing near this value", Calibrate("voltage 300"));
            Assert.IsNull(Stored());
            LastChange(out int changes);
            Assert.AreEqual(0, changes);
        }

        [TestMethod]
        public void A_flash_that_fails_leaves_the_old_calibration()
        {
            Begin();
            Calibrate("voltage 235.5");
            Say("calibrate voltage 240");
            _loop.Run(1_000);
            Flash.Worn = true;
            string said = After(() => _loop.Run(StepMillis));
            Contains("calibration: refused: the flash did not take it, the old calibration stays", said);
            Flash.Worn = false;
            _loop.Run(500);
            Near(235_500, _loop.Status.Volts[0], 600);
            Reboot();
            Near(235_500, _loop.Status.Volts[0], 600);
        }

        /// <summary>What is owed has its own room: the last of it is no reason to leave a meter wrong.</summary>
        [TestMethod]
        public void A_full_log_hinders_no_calibration()
        {
            FakeBoard board = Uncalibrated();
            LogScript charger = new LogScript(board.Flash);
            charger.Start();
            charger.Charge(charger.Log.Room.Transactions);
            Assert.IsFalse(charger.Log.HasRoom);
            _loop = new Loop(board);
            Say("calibrate run");
            Contains("calibration: ok, voltage1 235.500V", Calibrate("voltage 235.5"));
            LastChange(out int changes);
            Assert.AreEqual(1, changes);
        }

        [TestMethod]
        public void A_calibration_for_other_phases_is_not_used_and_the_console_says_so()
        {
            FakeBoard board = Uncalibrated();
            Calibration other = new Calibration(3);
            other.Voltage(0).Put(713_000, 1_200_000);
            new CalibrationStore().Save(board.Flash, other);
            _loop = new Loop(board);
            Contains("calibration: stored for 3 phases, not used: readings are nominal", board.Port.Printed);
            Assert.IsTrue(_loop.Status.Volts[0] < 231_000);
        }

        /// <summary>A meter that has lost its calibration sells nothing, until it has a new one or the technician has said that it has none.</summary>
        [TestMethod]
        public void A_lost_calibration_is_a_fault()
        {
            FakeBoard board = Uncalibrated();
            new CalibrationStore().Save(board.Flash, new Calibration(3));
            _loop = new Loop(board);
            _loop.Run(2_000);
            Assert.AreEqual((int)FaultCode.MeteringFailed, _loop.Status.FaultCode);
            Contains("calibrate zero: the stored calibration is spoilt", Say("calibrate zero"));
            Contains("calibrate clear: ok, readings are nominal", Say("calibrate clear CONFIRM"));
            _loop.Run(31_000);
            Assert.AreEqual(0, _loop.Status.FaultCode);
        }

        /// <summary>The log knows of a change that the slots have lost: an older calibration, or none, is not sold by, and no number is used twice.</summary>
        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void A_calibration_older_than_the_log_is_lost(bool older)
        {
            Begin();
            Calibrate("voltage 235.5");
            byte[] first = Flash.Content(CalibrationStore.SlotA);
            Calibrate("voltage 236.5");
            Flash.Delete(CalibrationStore.SlotA);
            Flash.Delete(CalibrationStore.SlotB);
            if (older)
            {
                Flash.Write(CalibrationStore.SlotA, first, first.Length);
            }

            Reboot();
            _loop.Run(2_000);
            Assert.AreEqual((int)FaultCode.MeteringFailed, _loop.Status.FaultCode);
            Contains("calibrate clear: ok, readings are nominal", Say("calibrate clear CONFIRM"));
            LogRecord record = LastChange(out int changes);
            Assert.AreEqual("cleared", record.Token);
            Assert.AreEqual(3, changes);
            Assert.AreEqual(3, record.SeqNo);
            _loop.Run(31_000);
            Assert.AreEqual(0, _loop.Status.FaultCode);
        }

        [TestMethod]
        public void The_factory_s_own_adjustment_is_used_and_no_event()
        {
            FakeBoard board = Uncalibrated();
            FakeUnit.Calibrate(board.Flash, 1_050_000, 80_000);
            _loop = new Loop(board);
            Assert.IsTrue(board.Port.Printed.IndexOf("calibration") < 0, board.Port.Printed);
            Assert.IsTrue(_loop.Status.Volts[0] > 238_000);
            LastChange(out int changes);
            Assert.AreEqual(0, changes);
        }

        /// <summary>The power goes before or after any write of a change: after the next start there is either nothing, or the change and its event.</summary>
        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(2)]
        public void A_power_cut_never_leaves_a_change_without_its_event(int cut)
        {
            for (int operation = 1; operation <= 4; operation++)
            {
                Begin();
                Say("calibrate voltage 235.5");
                Flash.Cut = (PowerCut)cut;
                Flash.CutAt = Flash.Operations + operation;
                _loop.Run(StepMillis);
                Reboot();
                string when = "cut at " + operation.ToString();
                LogRecord record = LastChange(out int changes);
                Assert.AreEqual(Stored() == null ? 0 : 1, changes, when);
                Assert.AreEqual(operation == 1 && cut != (int)PowerCut.After ? 0 : 1, changes, when);
                Assert.AreEqual(changes == 1, _loop.Status.Volts[0] > 235_000, when);
                if (changes == 1)
                {
                    // With the date of the change, though the record may be of a later boot.
                    Assert.IsTrue(record.UtcMillis > 1_700_000_015_000L, when);
                }
            }
        }

        /// <summary>The log has lost it: the newest change is told again, so that whoever reads the log finds it.</summary>
        [TestMethod]
        public void The_log_always_holds_the_newest_change()
        {
            Begin();
            Calibrate("voltage 235.5");
            string[] names = Flash.List();
            for (int i = 0; i < names.Length; i++)
            {
                if (names[i].IndexOf("audit.") == 0)
                {
                    Flash.Delete(names[i]);
                }
            }

            Reboot();
            Contains("voltage1 235.500V", LastChange(out int changes).Token);
            Assert.AreEqual(1, changes);
        }

        private static void Begin()
        {
            _loop = new Loop(Uncalibrated());
            Say("calibrate run");
        }

        private static FakeBoard Uncalibrated()
        {
            FakeBoard board = new FakeBoard();
            FakeUnit.Uncalibrate(board.Flash);
            return board;
        }

        private static void Reboot()
        {
            FakeBoard board = new FakeBoard();
            board.Flash = Flash;
            board.Flash.Restore();
            board.Micros = 100_000_000;
            _loop = new Loop(board);
        }

        // A line, and its answer.
        private static string Say(string line)
        {
            return After(() =>
            {
                _loop.Board.Port.Type(line + "\r");
                _loop.Run(1_500);
            });
        }

        // A line, its answer, and what follows until a step is over.
        private static string Calibrate(string line)
        {
            return After(() =>
            {
                _loop.Board.Port.Type("calibrate " + line + "\r");
                _loop.Run(StepMillis);
            });
        }

        private static string After(Act act)
        {
            int before = _loop.Board.Port.Printed.Length;
            act();
            return _loop.Board.Port.Printed.Substring(before);
        }

        private static Calibration Stored()
        {
            Calibration calibration = new Calibration(1);
            return new CalibrationStore().Load(Flash, calibration) ? calibration : null;
        }

        private static LogRecord LastChange(out int changes)
        {
            RecordLog log = new RecordLog(Flash);
            log.Recover();
            LogRecord record = new LogRecord();
            LogRecord last = new LogRecord();
            changes = 0;
            long at = 0;
            while (log.Events.Audit.TryReadNext(at, record))
            {
                at = record.Sequence;
                if (record.Kind == LogRecordKind.Calibration)
                {
                    changes++;
                    last.CopyFrom(record);
                }
            }

            return last;
        }

        private static void Contains(string part, string text)
        {
            Assert.IsTrue(text != null && text.IndexOf(part) >= 0, text + " has no: " + part);
        }

        private static void Near(int expected, int actual, int within)
        {
            int off = expected - actual;
            Assert.IsTrue(off <= within && off >= -within, expected.ToString() + " is not " + actual.ToString());
        }

        private delegate void Act();
    }
}
