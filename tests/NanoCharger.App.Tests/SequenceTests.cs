using NanoCharger.Core.Charging;
using NanoCharger.Records.SessionLog;
using NanoCharger.Fakes;
using NanoCharger.Hal;
using nanoFramework.TestFramework;

namespace NanoCharger.App.Tests
{
    /// <summary>The sequences of IEC 61851-1:2017, Table A.6, beyond plug, charge and unplug.</summary>
    [TestClass]
    public sealed class SequenceTests
    {
        private const int A = 12_000;
        private const int B = 9_000;
        private const int C = 6_000;
        private const int D = 3_000;
        private const int X1 = 10_000;
        private const int F = 0;

        /// <summary>B2 for 30 s: one step to B1 of 4 s, and no second one.</summary>
        [TestMethod]
        public void A_vehicle_asleep_in_B2_is_woken_once()
        {
            Loop loop = new Loop();
            loop.Show(B, 29_500);
            Assert.AreEqual(5_333, loop.Board.PilotLine.Duty);
            loop.Run(1_000);
            Assert.AreEqual(X1, loop.Board.PilotLine.Duty);
            loop.Run(3_000);
            Assert.AreEqual(X1, loop.Board.PilotLine.Duty);
            loop.Run(1_000);
            Assert.AreEqual(5_333, loop.Board.PilotLine.Duty);
            int writes = loop.Board.PilotLine.DutyWrites;
            loop.Run(60_000);
            Assert.AreEqual(writes, loop.Board.PilotLine.DutyWrites);
        }

        /// <summary>A vehicle that has charged and is full sleeps rightly.</summary>
        [TestMethod]
        public void A_vehicle_that_has_charged_is_not_woken()
        {
            Loop loop = new Loop();
            loop.Charge(100);
            int writes = loop.Board.PilotLine.DutyWrites;
            loop.Show(B, 60_000);
            Assert.AreEqual(writes, loop.Board.PilotLine.DutyWrites);
        }

        /// <summary>A to C with no B between: at most 10 A.</summary>
        [TestMethod]
        public void A_simplified_vehicle_gets_10_A()
        {
            Loop loop = new Loop();
            loop.Show(C, 5_000);
            Assert.IsTrue(loop.Closed);
            Assert.AreEqual(1_667, loop.Board.PilotLine.Duty);
            loop.Show(A, 2_000);
            loop.Charge(100);
            Assert.AreEqual(5_333, loop.Board.PilotLine.Duty);
        }

        /// <summary>D gets power where the room is ventilated, and loses it like C.</summary>
        [TestMethod]
        public void D_charges_in_a_ventilated_room()
        {
            Loop loop = With("ventilation", "1");
            loop.Show(B, 1_000);
            loop.Show(D, 3_000);
            Assert.IsTrue(loop.Closed);
            loop.Show(C, 1_000);
            loop.Show(D, 1_000);
            Assert.IsTrue(loop.Closed);
            loop.Board.PilotLine.Show(B);
            long moved = loop.Board.Micros;
            loop.Until(false, 1_000);
            Assert.IsTrue(loop.Board.Chain.ContactsOpenMicros - moved <= 100_000);
        }

        /// <summary>F once for at least 300 ms, then X1 as long as the short lasts: an unplug has to be seen.</summary>
        [TestMethod]
        public void A_short_is_answered_by_F_once()
        {
            Loop loop = new Loop();
            loop.Show(B, 2_000);
            loop.Show(900, 250);
            Assert.AreEqual(F, loop.Board.PilotLine.Duty);
            loop.Run(300);
            Assert.AreEqual(X1, loop.Board.PilotLine.Duty);
            int writes = loop.Board.PilotLine.DutyWrites;
            loop.Run(5_000);
            Assert.AreEqual(writes, loop.Board.PilotLine.DutyWrites);
            loop.Show(A, 1_000);
            Assert.AreEqual((int)StationState.Available, (int)loop.Status.StationState);
        }

        /// <summary>1 V in A is no vehicle; healthy again, the outlet serves.</summary>
        [TestMethod]
        public void A_short_without_a_vehicle_authorises_nobody()
        {
            Loop loop = new Loop();
            loop.Show(900, 2_000);
            Assert.IsFalse(loop.Status.Authorised);
            loop.Show(A, 60_000);
            loop.Charge(100);
            Assert.IsTrue(loop.Closed);
        }

        /// <summary>F without end; who has come meanwhile is served afterwards.</summary>
        [TestMethod]
        public void Out_of_service_is_F_and_back_in_service_finds_the_vehicle()
        {
            Loop loop = new Loop();
            Assert.IsTrue(loop.Charger.Commands.RequestAvailable(false, false));
            loop.Run(200);
            Assert.AreEqual(F, loop.Board.PilotLine.Duty);
            Assert.IsFalse(loop.Status.Available);
            loop.Show(B, 2_000);
            loop.Show(C, 20_000);
            Assert.AreEqual(F, loop.Board.PilotLine.Duty);
            loop.Charger.Commands.RequestAvailable(true, false);
            Assert.IsTrue(loop.Until(true, 5_000) >= 0);
            Assert.AreEqual(5_333, loop.Board.PilotLine.Duty);
        }

        /// <summary>A plug that was changed while nobody could see the pilot at 12 V counts from the next second on.</summary>
        [TestMethod]
        public void A_plug_changed_unseen_is_read_anew()
        {
            Loop loop = With("cable.amps", "0");
            loop.Board.Ohms = 220;
            loop.Charge(100);
            Assert.AreEqual(5_333, loop.Board.PilotLine.Duty);
            loop.Board.Ohms = 680;
            loop.Run(7_000);
            Assert.AreEqual(3_333, loop.Board.PilotLine.Duty);
        }

        /// <summary>The technician's word acts at once: pause, open, F; the transaction is over.</summary>
        [TestMethod]
        public void Out_of_service_at_once_asks_the_vehicle_to_stop_first()
        {
            Loop loop = new Loop();
            loop.Charge(449);
            loop.Charger.Commands.RequestAvailable(false, true);
            loop.Run(3_000);
            Assert.IsTrue(loop.Closed);
            Assert.AreEqual(X1, loop.Board.PilotLine.Duty);
            loop.Run(4_000);
            Assert.IsFalse(loop.Closed);
            Assert.AreEqual(F, loop.Board.PilotLine.Duty);
            Assert.AreEqual(0L, loop.Status.TransactionNumber);
            Assert.AreEqual(loop.Status.RegisterMilliwattHours, LastRecordOf(loop.Board).RegisterMilliwattHours);
        }

        /// <summary>The backend's word waits for the end of the transaction (OCPP 2.0.1, G03).</summary>
        [TestMethod]
        public void Out_of_service_otherwise_waits_for_the_transaction()
        {
            Loop loop = new Loop();
            loop.Charge(100);
            Assert.IsFalse(loop.Charger.Commands.RequestAvailable(false, false));
            loop.Run(10_000);
            Assert.IsTrue(loop.Closed);
            loop.Show(A, 1_000);
            Assert.AreEqual(F, loop.Board.PilotLine.Duty);
        }

        /// <summary>Not authorised: no PWM. Granted: charges. Stopped: asked to stop, ended, and not begun again.</summary>
        [TestMethod]
        public void A_grant_begins_and_a_stop_ends_for_good()
        {
            Loop loop = With("auth.mode", "backend");
            loop.Show(B, 2_000);
            loop.Show(C, 5_000);
            Assert.AreEqual(X1, loop.Board.PilotLine.Duty);
            Assert.AreEqual(0, loop.Board.Chain.Closings);

            loop.Board.Converter.AmpsPeak = 449;
            loop.Charger.Commands.Authorise("CAFE01", GrantSource.Console);
            Assert.IsTrue(loop.Until(true, 3_000) >= 0);
            loop.Run(5_000);
            Assert.IsTrue(loop.Charger.Commands.Stop(GrantSource.Console));
            loop.Run(1_000);
            Assert.IsTrue(loop.Closed);
            Assert.AreEqual(X1, loop.Board.PilotLine.Duty);
            loop.Run(6_000);
            Assert.IsFalse(loop.Closed);
            Assert.AreEqual(0L, loop.Status.TransactionNumber);
            loop.Run(30_000);
            Assert.AreEqual(1, loop.Board.Chain.Closings);
        }

        /// <summary>Silence of the backend beyond offline.seconds.</summary>
        [TestMethod]
        public void A_silent_backend_leaves_the_fallback_limit()
        {
            FakeBoard board = new FakeBoard();
            FakeUnit.Set(board.Flash, "offline.amps", "10");
            FakeUnit.Set(board.Flash, "offline.seconds", "10");
            Loop loop = new Loop(board);
            loop.Charge(100);
            loop.Run(16_000);
            Assert.AreEqual(1_667, loop.Board.PilotLine.Duty);
            Assert.AreEqual(10_000, loop.Status.LimitMilliamps);
        }

        private static LogRecord LastRecordOf(FakeBoard board)
        {
            NanoCharger.Records.SessionLog.RecordLog log = new NanoCharger.Records.SessionLog.RecordLog(board.Flash);
            log.Recover();
            LogRecord record = new LogRecord();
            while (log.TryReadNext(record.Sequence, record))
            {
            }

            return record;
        }

        private static Loop With(string setting, string value)
        {
            FakeBoard board = new FakeBoard();
            FakeUnit.Set(board.Flash, setting, value);
            return new Loop(board);
        }
    }
}
