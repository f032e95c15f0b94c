using NanoCharger.Core.Charging;
using NanoCharger.Fakes;
using NanoCharger.Hal;
using nanoFramework.TestFramework;

namespace NanoCharger.App.Tests
{
    /// <summary>A pattern on the lamp of the whole charger: what it takes the place of, what ends it, and where there is none.</summary>
    [TestClass]
    public sealed class LampPatternTests
    {
        private const int B = 9_000;
        private const string Letters = "LSSLSLLSSSLL";

        [TestMethod]
        [DataRow(12_000, (int)Indication.Available)]
        [DataRow(B, (int)Indication.Connected)]
        public void Is_shown_for_20_s_and_behind_it_what_was_shown_before(int pilot, int before)
        {
            Loop loop = new Loop();
            loop.Show(pilot, 3_000);
            Shows(loop, (Indication)before);
            Begin(loop);
            Assert.Contains("unit      commissioned, the lamp blinks the pattern of a page\r\n", loop.Say("status"));
            loop.Run(17_800);
            Shows(loop, Indication.Pattern);
            loop.Run(200);
            Shows(loop, (Indication)before);
            Assert.DoesNotContains("blinks", loop.Say("status"));
        }

        /// <summary>The lamp is where it belongs by the clock, in each turn but for 50 ms about an edge, and after turns that stood still.</summary>
        [TestMethod]
        public void A_stall_shifts_nothing_that_lies_behind_it()
        {
            Loop loop = new Loop();
            LampPattern meant = new LampPattern();
            meant.Begin(Letters, loop.Board.Micros);
            Begin(loop);
            long end = loop.Board.Micros + 19_800_000;
            for (int turn = 0; loop.Board.Micros < end; turn++)
            {
                // 1.5 s in the thermometer of some turns, and behind it the lamp of the same turn.
                loop.Board.StallMicros = turn % 150 == 100 ? 1_500_000 : 0;
                bool stalls = loop.Board.StallMicros > 0;
                loop.Charger.Turn();
                long now = loop.Board.Micros;
                bool lit = meant.IsLit(now);
                if (!stalls && lit == meant.IsLit(now - 50_000) && lit == meant.IsLit(now + 50_000))
                {
                    Assert.AreEqual(lit, loop.Board.Lit);
                }
            }
        }

        /// <summary>A fault is never hidden, and when it has gone nobody looks for the pattern any more.</summary>
        [TestMethod]
        public void A_fault_goes_before_it_in_the_turn_that_finds_it_and_it_does_not_come_back()
        {
            Loop loop = new Loop();
            loop.Show(B, 3_000);
            Begin(loop);
            loop.Board.EarthLost = true;
            while (loop.Status.FaultCode == 0)
            {
                Shows(loop, Indication.Pattern);
                loop.Charger.Turn();
            }

            Shows(loop, Indication.Fault);
            loop.Run(1_000);
            Shows(loop, Indication.Fault);
            loop.Board.EarthLost = false;
            loop.Charger.Commands.ClearFaults();
            while (loop.Status.FaultCode != 0)
            {
                loop.Charger.Turn();
            }

            for (int turn = 0; turn < 500; turn++)
            {
                Assert.AreNotEqual((int)Indication.Pattern, (int)loop.Board.Lamp);
                loop.Charger.Turn();
            }
        }

        [TestMethod]
        public void A_charge_ends_it()
        {
            Loop loop = new Loop();
            loop.Show(B, 3_000);
            Begin(loop);
            loop.Board.PilotLine.Show(6_000);
            Assert.IsTrue(loop.Until(true, 10_000) > 0);
            loop.Charger.Turn();
            Shows(loop, Indication.Charging);
            loop.Show(B, 1_000);
            Assert.IsFalse(loop.Closed);
            Shows(loop, Indication.Connected);
        }

        /// <summary>The card's owner stands there and looks; and who asks for a pattern while a refusal is still shown looks for that.</summary>
        [TestMethod]
        public void A_refused_card_ends_it_and_it_ends_a_refusal()
        {
            FakeBoard board = new FakeBoard();
            Core.Settings.SettingsStore settings = new Core.Settings.SettingsStore();
            settings.Load(board.Flash);
            Assert.IsNull(settings.Change(board.Flash, "auth.mode", "local"));
            Loop loop = new Loop(board);
            Begin(loop);
            board.Card = "04AABB";
            loop.Run(200);
            Shows(loop, Indication.Refused);
            loop.Run(3_000);
            Shows(loop, Indication.Available);
            board.Card = "04AABB";
            loop.Run(200);
            Shows(loop, Indication.Refused);
            Begin(loop);
        }

        [TestMethod]
        public void Going_out_of_service_ends_it()
        {
            Loop loop = new Loop();
            Begin(loop);
            loop.Charger.Commands.RequestAvailable(false, true);
            loop.Run(200);
            Shows(loop, Indication.OutOfService);
            loop.Charger.Commands.RequestAvailable(true, true);
            loop.Run(1_000);
            Shows(loop, Indication.Available);
        }

        [TestMethod]
        public void A_restart_ends_it()
        {
            Loop loop = new Loop();
            Begin(loop);
            FakeBoard board = new FakeBoard { Flash = loop.Board.Flash };
            Shows(new Loop(board), Indication.Available);
        }

        [TestMethod]
        public void The_backend_is_told_why_it_is_not_shown()
        {
            FakeBoard raw = new FakeBoard();
            FakeUnit.Test(raw.Flash, false);
            Refused(raw, "NotCommissioned", loop => { });
            Refused(new FakeBoard(), "OutOfService", loop => loop.Charger.Commands.RequestAvailable(false, true));
            Refused(new FakeBoard(), "OutOfService", loop => loop.Charger.Commands.BeginCalibrationRun(OfferLimits.None));
            Refused(new FakeBoard(), "TxInProgress", loop => loop.Charge(100));
            Refused(new FakeBoard(), "Faulted", loop => LoseEarth(loop));
        }

        private static void Refused(FakeBoard board, string reason, Bringing bring)
        {
            ScriptedLink link = new ScriptedLink();
            board.Wire = link;
            Loop loop = new Loop(board);
            link.Connect();
            loop.Run(1_000);
            link.Answer("{\"currentTime\":\"2026-11-22T13:22:04Z\",\"interval\":60,\"status\":\"Accepted\"}");
            loop.Run(200);
            bring(loop);
            loop.Run(500);
            link.Arrive("[2,\"b1\",\"DataTransfer\",{\"vendorId\":\"nanoCharger\",\"messageId\":\"Blink\",\"data\":{\"pattern\":\"" + Letters + "\"}}]");
            int sent = link.Count;
            loop.Run(100);
            string answer = string.Empty;
            for (int i = sent; i < link.Count; i++)
            {
                answer = link.Sent(i).IndexOf("[3,\"b1\"") == 0 ? link.Sent(i) : answer;
            }

            Assert.Contains("{\"status\":\"Rejected\",\"statusInfo\":{\"reasonCode\":\"" + reason + "\"", answer);
            Assert.AreNotEqual((int)Indication.Pattern, (int)loop.Board.Lamp);
        }

        private static void LoseEarth(Loop loop)
        {
            loop.Show(B, 3_000);
            loop.Board.EarthLost = true;
        }

        private static void Begin(Loop loop)
        {
            loop.Charger.Commands.ShowPattern(Letters);
            loop.Charger.Turn();
            Shows(loop, Indication.Pattern);
        }

        private static void Shows(Loop loop, Indication indication)
        {
            Assert.AreEqual((int)indication, (int)loop.Board.Lamp);
        }

        private delegate void Bringing(Loop loop);
    }
}
