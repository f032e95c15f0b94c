using NanoCharger.Core.Charging;
using NanoCharger.Core.Settings;
using NanoCharger.Fakes;
using NanoCharger.Records.Tests.SessionLog;
using nanoFramework.TestFramework;

namespace NanoCharger.App.Tests
{
    /// <summary>Why no current flows: each condition that can hold it back, brought about on the whole charger, and the one word for it.</summary>
    [TestClass]
    public sealed class NoCurrentTests
    {
        private const int A = 12_000;
        private const int B = 9_000;
        private const int C = 6_000;
        private const int D = 3_000;
        private const int Full = 449;
        private const int Turn = 20;

        private static bool[] _seen;

        /// <summary>All of them: a reason that nothing brings about has no place in the table.</summary>
        [TestMethod]
        public void Every_condition_that_holds_current_back_has_its_word()
        {
            _seen = new bool[NoCurrentText.Count];
            Saw(NoCurrent.Starting, new Charger(new FakeBoard()).Status);
            OfTheVehicle();
            OfWhoMayCharge();
            OfTheTransaction();
            OfLimits();
            OfProtection();
            OfTheHouse();
            for (int i = 0; i < _seen.Length; i++)
            {
                Assert.IsTrue(_seen[i], NoCurrentText.Of((NoCurrent)i) + " was not brought about");
            }
        }

        private static void OfTheVehicle()
        {
            Loop loop = new Loop();
            Saw(NoCurrent.NoVehicle, loop);
            loop.Show(B, 3_000);
            Saw(NoCurrent.VehicleAsleep, loop);
            loop.Show(D, 3_000);
            Saw(NoCurrent.Ventilation, loop);
            loop.Show(B, 1_000);
            loop.Show(C, 300);
            Saw(NoCurrent.Closing, loop);
            loop.Charge(Full);
            Saw(NoCurrent.None, loop);
            loop.Board.Converter.AmpsPeak = 0;
            loop.Show(B, 300);
            loop.Show(C, 1_000);
            Saw(NoCurrent.Reclosing, loop);
        }

        private static void OfWhoMayCharge()
        {
            Loop loop = With("auth.mode", "local");
            loop.Show(B, 3_000);
            Saw(NoCurrent.NotAuthorised, loop);

            FakeBoard board = BoardWith("auth.mode", "backend");
            ScriptedLink link = new ScriptedLink();
            board.Wire = link;
            loop = new Loop(board);
            link.Connect();
            loop.Run(1_000);
            loop.Show(B, 3_000);
            loop.Charger.Commands.Authorise("04AABB", GrantSource.Card);
            loop.Run(100);
            Saw(NoCurrent.AskingBackend, loop);
            link.Answer("{\"currentTime\":\"2026-11-22T13:22:04Z\",\"interval\":60,\"status\":\"Pending\"}");
            loop.Run(100);
            Saw(NoCurrent.NotAccepted, loop);
        }

        private static void OfTheTransaction()
        {
            Loop loop = new Loop();
            loop.Charge(Full);
            loop.Charger.Commands.Stop(GrantSource.Console);
            loop.Run(1_000);
            Saw(NoCurrent.Stopped, loop);
            loop.Board.Converter.AmpsPeak = 0;
            loop.Run(3_000);
            Saw(NoCurrent.GrantUsed, loop);

            loop = With("stop.energy", "20");
            loop.Charge(Full);
            Assert.IsTrue(Comes(loop, NoCurrent.EnergyReached, 30_000), "the energy wished for");

            loop = With("stop.time", "10");
            loop.Charge(Full);
            Assert.IsTrue(Comes(loop, NoCurrent.TimeReached, 15_000), "the time wished for");

            loop = With("stop.underPower", "1000");
            loop.Charge(20);
            Assert.IsTrue(Comes(loop, NoCurrent.UnderPower, 70_000), "too little power");

            FakeBoard board = new FakeBoard();
            LogScript script = new LogScript(board.Flash);
            script.Start();
            script.Charge(script.Log.Room.Transactions);
            loop = new Loop(board);
            loop.Show(B, 3_000);
            Saw(NoCurrent.LogFull, loop);
        }

        private static void OfLimits()
        {
            Loop loop = new Loop();
            loop.Show(B, 3_000);
            loop.Charger.Commands.SetLimit(LimitSlot.Technician, 0);
            loop.Run(100);
            Saw(NoCurrent.TechnicianLimit, loop);
            loop.Charger.Commands.SetLimit(LimitSlot.Technician, OfferLimits.None);
            loop.Charger.Commands.SetLimit(LimitSlot.BackendProfile, 5_900);
            loop.Run(100);
            Saw(NoCurrent.BackendLimit, loop);
            loop.Charger.Commands.SetLimit(LimitSlot.BackendProfile, OfferLimits.None);
            loop.Charger.Commands.SetLimit(LimitSlot.Vehicle, 0);
            loop.Charger.Commands.SetLimit(LimitSlot.Commissioning, 0);
            loop.Run(100);
            Saw(NoCurrent.InstallationLimit, loop);

            loop = With("offline.amps", "0");
            loop.Show(B, 3_000);
            Saw(NoCurrent.SilenceLimit, loop);

            // A chip that a handshake has reset charges for 5 min, and pauses for the next one.
            FakeBoard reset = new FakeBoard();
            reset.Network.WantsHandshake = true;
            new Loop(reset).Run(100);
            reset.Network.WantsHandshake = true;
            loop = new Loop(reset);
            loop.Show(B, 3_000);
            Assert.IsTrue(Comes(loop, NoCurrent.HandshakePause, 310_000), "a planned pause");

            FakeBoard proven = new FakeBoard();
            FakeUnit.Calibrate(proven.Flash, 1_000_000, 4_000);
            loop = new Loop(proven);
            loop.Show(B, 3_000);
            Saw(NoCurrent.CalibrationLimit, loop);

            FakeBoard board = BoardWith("cable.amps", "0");
            board.Ohms = 10_000;
            loop = new Loop(board);
            loop.Show(B, 3_000);
            Saw(NoCurrent.CableLimit, loop);
        }

        private static void OfProtection()
        {
            Loop loop = new Loop();
            loop.Board.MonitorSilent = true;
            Assert.IsTrue(Comes(loop, NoCurrent.ProtectionTest, 3_000, C), "the monitor's test at plugging in");

            loop = new Loop();
            loop.Charge(Full);
            loop.Board.EarthLost = true;
            loop.Run(500);
            Saw(NoCurrent.Fault, loop);
            Assert.AreEqual(loop.Status.FaultName, NoCurrentText.Of(loop.Status));
            loop.Board.EarthLost = false;
            loop.Charger.Commands.ClearFaults();
            Assert.IsTrue(Comes(loop, NoCurrent.AfterFault, 5_000), "the time after a fault");

            loop = new Loop();
            for (int i = 0; i < 3; i++)
            {
                loop.Charge(0);
                loop.Show(B, 1_000);
            }

            Assert.IsTrue(Comes(loop, NoCurrent.BackedOff, 10_000), "a vehicle that comes back too often");

            FakeBoard board = BoardWith("delay.max", "600");
            board.Noise = new CountingNoise();
            board.PilotLine.Show(B);
            loop = new Loop(board);
            loop.Run(1_000);
            Saw(NoCurrent.ReturnDelay, loop);

            loop = new Loop();
            loop.Show(B, 3_000);
            loop.Board.Chain.InterlockDead = true;
            Assert.IsTrue(Comes(loop, NoCurrent.ChainOpen, 3_000, C), "an interlock that does not see the vehicle");
        }

        private static void OfTheHouse()
        {
            FakeBoard raw = new FakeBoard();
            FakeUnit.Test(raw.Flash, false);
            Loop loop = new Loop(raw);
            loop.Show(B, 3_000);
            Saw(NoCurrent.NotCommissioned, loop);

            loop = new Loop();
            Assert.IsNull(loop.Charger.Commands.BeginCalibrationRun(OfferLimits.None));
            loop.Show(B, 3_000);
            Assert.IsNull(loop.Charger.Commands.EndCalibrationRun());
            loop.Run(1_000);
            Saw(NoCurrent.RunOver, loop);

            loop = new Loop();
            loop.Charger.Commands.RequestAvailable(false, true);
            loop.Run(1_000);
            Saw(NoCurrent.OutOfService, loop);
            loop.Charger.Commands.RequestAvailable(true, true);
            loop.Show(B, 3_000);
            loop.Board.Port.Type("set station.id NC-0002\r");
            loop.Run(2_000);
            Saw(NoCurrent.NameChanged, loop);
        }

        private static void Saw(NoCurrent expected, Loop loop)
        {
            loop.Run(3 * Turn);
            Saw(expected, loop.Status);
        }

        private static void Saw(NoCurrent expected, ChargerStatus status)
        {
            Assert.AreEqual(NoCurrentText.Of(expected), NoCurrentText.Of(status.NoCurrent));
            _seen[(int)expected] = true;
        }

        private static bool Comes(Loop loop, NoCurrent expected, int millis)
        {
            for (int passed = 0; passed < millis; passed += Turn)
            {
                loop.Run(Turn);
                if (loop.Status.NoCurrent == expected)
                {
                    _seen[(int)expected] = true;
                    return true;
                }
            }

            return false;
        }

        private static bool Comes(Loop loop, NoCurrent expected, int millis, int highMillivolts)
        {
            loop.Board.PilotLine.Show(highMillivolts);
            return Comes(loop, expected, millis);
        }

        private static FakeBoard BoardWith(string setting, string value)
        {
            FakeBoard board = new FakeBoard();
            SettingsStore settings = new SettingsStore();
            settings.Load(board.Flash);
            Assert.IsNull(settings.Change(board.Flash, setting, value));
            return board;
        }

        private static Loop With(string setting, string value)
        {
            return new Loop(BoardWith(setting, value));
        }
    }
}
