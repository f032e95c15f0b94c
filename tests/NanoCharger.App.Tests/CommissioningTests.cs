using NanoCharger.Core.Charging;
using NanoCharger.Core.Protection;
using NanoCharger.Core.Settings;
using NanoCharger.Core.State;
using NanoCharger.Fakes;
using NanoCharger.Records.Tests.SessionLog;
using nanoFramework.TestFramework;

namespace NanoCharger.App.Tests
{
    /// <summary>A whole charger that is not commissioned, or not for all that it can carry: what it offers, and what it says.</summary>
    [TestClass]
    public sealed class CommissioningTests
    {
        private const int B = 9_000;
        private const int C = 6_000;
        private const int StepMillis = 22_000;

        /// <summary>As it comes from the soldering, with the key that it makes itself.</summary>
        [TestMethod]
        public void A_raw_unit_sells_nothing_and_says_what_it_lacks()
        {
            Loop loop = Start(WithKey(new FakeFlash()));
            Assert.Contains("settings: none stored; sells nothing before set: station.id, maxAmps, cable.amps, market\r\n", loop.Board.Port.Printed);
            Assert.Contains("commissioning: sells nothing before: station.id, maxAmps, cable.amps, market, calibration, self-test\r\n", loop.Board.Port.Printed);
            SellsNothing(loop);
            Assert.Contains(
                "unit      not commissioned: nothing is sold before these\r\n          station.id, maxAmps, cable.amps, market, calibration, self-test\r\n",
                Say(loop, "status"));
        }

        /// <summary>Each for itself holds everything back, whoever asks, and whatever was sold before.</summary>
        [TestMethod]
        [DataRow("station.id")]
        [DataRow("maxAmps")]
        [DataRow("cable.amps")]
        [DataRow("market")]
        [DataRow("calibration")]
        [DataRow("self-test")]
        public void One_thing_that_is_missing_is_enough(string missing)
        {
            FakeFlash flash = WithKey(new FakeFlash());
            SettingsStore settings = new SettingsStore();
            string[] all = { "station.id", "NC-0001", "maxAmps", "32", "cable.amps", "32", "market", "DE" };
            for (int i = 0; i < all.Length; i += 2)
            {
                Assert.IsNull(all[i] == missing ? null : settings.Set(all[i], all[i + 1]));
            }

            settings.Save(flash);
            if (missing != "calibration")
            {
                FakeUnit.Calibrate(flash, 1_000_000, 80_000);
            }

            FakeUnit.Test(flash, missing != "self-test");
            Loop loop = Start(flash);
            Assert.AreEqual(missing, loop.Status.Missing);
            loop.Charger.Commands.Authorise("04AABB", GrantSource.Console);
            SellsNothing(loop);
        }

        /// <summary>The way of a technician, all of it at the console.</summary>
        [TestMethod]
        public void A_technician_commissions_a_raw_unit_and_it_sells()
        {
            FakeFlash flash = WithKey(new FakeFlash());
            Loop loop = Start(flash);
            Assert.Contains("calibrate run: set maxAmps and cable.amps first", Say(loop, "calibrate run"));
            Say(loop, "set station.id NC-0042");
            Say(loop, "set maxAmps 16");
            Say(loop, "set cable.amps 20");
            Assert.Contains("commissioning: sells nothing before: calibration, self-test", Say(loop, "set market DE"));
            Say(loop, "calibrate run");
            loop.Charge(200);
            Assert.IsTrue(loop.Closed, "the load is powered");
            Say(loop, "calibrate voltage 230");
            loop.Run(StepMillis);
            Say(loop, "calibrate current 14.25");
            loop.Run(StepMillis);
            Say(loop, "calibrate end");
            loop.Show(12_000, 8_000);
            Say(loop, "selftest");
            loop.Run(12_000);
            Assert.Contains("commissioning: complete", loop.Board.Port.Printed);
            Assert.AreEqual(string.Empty, loop.Status.Missing);
            loop.Charge(200);
            Assert.IsFalse(loop.Closed, "its name is another one from the next boot on");

            Loop after = Start(flash);
            Assert.Contains("unit      commissioned\r\n", Say(after, "status"));
            after.Charge(200);
            Assert.IsTrue(after.Closed);
            Assert.AreEqual(16_000, after.Status.OfferMilliamps);
        }

        /// <summary>A test that was passed is remembered; one that was failed since takes that back. Clearing faults is no test.</summary>
        [TestMethod]
        public void A_self_test_outlives_a_restart_and_its_failure_too()
        {
            FakeFlash flash = Start(null).Board.Flash;
            FakeUnit.Test(flash, false);
            Loop loop = Start(flash);
            Assert.AreEqual("self-test", loop.Status.Missing);
            Say(loop, "faults clear");
            Assert.AreEqual("self-test", loop.Status.Missing);
            Say(loop, "selftest");
            loop.Run(12_000);
            Assert.AreEqual(string.Empty, Start(flash).Status.Missing);

            loop.Board.MonitorSilent = true;
            Say(loop, "selftest");
            loop.Run(15_000);
            Assert.AreEqual("self-test", loop.Status.Missing);
            Assert.AreEqual("self-test", Start(flash).Status.Missing);
        }

        /// <summary>A vehicle that comes in between proves nothing and disproves nothing.</summary>
        [TestMethod]
        public void A_self_test_that_was_given_up_changes_nothing()
        {
            Loop loop = Start(null);
            Say(loop, "selftest");
            loop.Show(B, 2_000);
            Assert.Contains("given up", loop.Board.Port.Printed);
            Assert.AreEqual(string.Empty, loop.Status.Missing);
        }

        /// <summary>Firmware before this one kept nothing of a self-test: a unit that sold by it goes on; one that never sold is tested.</summary>
        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void A_unit_of_the_field_goes_on_selling_after_an_update(bool sold)
        {
            FakeFlash flash = Start(null).Board.Flash;
            flash.Delete(DurableState.SlotA);
            flash.Delete(DurableState.SlotB);
            if (sold)
            {
                LogScript script = new LogScript(flash);
                script.Start();
                script.Charge(1);
            }

            Assert.AreEqual(sold ? string.Empty : "self-test", Start(flash).Status.Missing);
        }

        /// <summary>What is proven only up to some current is no refusal, but a limit: a fifth above it.</summary>
        [TestMethod]
        public void The_proven_current_is_a_limit_of_its_own()
        {
            FakeFlash flash = Start(null).Board.Flash;
            FakeUnit.Calibrate(flash, 1_000_000, 10_000);
            Loop loop = Start(flash);
            loop.Show(B, 1_000);
            int offer = loop.Status.OfferMilliamps;
            Assert.IsTrue(offer > 11_980 && offer <= 12_000, offer.ToString());
        }

        private static void SellsNothing(Loop loop)
        {
            loop.Show(B, 1_000);
            loop.Show(C, 40_000);
            Assert.AreEqual((int)FaultCode.None, loop.Status.FaultCode, "nothing is broken");
            Assert.AreEqual(10_000, loop.Board.PilotLine.Duty);
            Assert.AreEqual(0, loop.Board.Chain.Closings);
            Assert.AreEqual(0L, loop.Status.TransactionNumber);
        }

        private static FakeFlash WithKey(FakeFlash flash)
        {
            FakeKey.Store(flash);
            return flash;
        }

        // Null for a unit of its own, commissioned.
        private static Loop Start(FakeFlash flash)
        {
            FakeBoard board = new FakeBoard();
            board.Flash = flash ?? board.Flash;
            return new Loop(board);
        }

        private static string Say(Loop loop, string line)
        {
            int before = loop.Board.Port.Printed.Length;
            loop.Board.Port.Type(line + "\r");
            loop.Run(1_500);
            return loop.Board.Port.Printed.Substring(before);
        }
    }
}
