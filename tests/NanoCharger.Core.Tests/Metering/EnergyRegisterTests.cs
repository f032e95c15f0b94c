using System;
using NanoCharger.Core.Metering;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Metering
{
    /// <summary>Energy that only grows, and never by more than was delivered.</summary>
    [TestClass]
    public sealed class EnergyRegisterTests
    {
        private const int TurnMicros = 40_000;

        private static EnergyRegister _register;

        // A register at 1 kWh with a threshold of 15 W.
        private static void Begin()
        {
            _register = new EnergyRegister(1_000_000);
            _register.SetStart(15_000);
        }

        /// <summary>7 360 W for an hour.</summary>
        [TestMethod]
        public void An_hour_of_power_is_its_energy()
        {
            Begin();
            Flow(7_360_000, 3_600);
            Assert.AreEqual(1_000_000L + 7_360_000, _register.MilliwattHours);
            Assert.AreEqual(7_360_000, _register.MeanMilliwatts);
        }

        /// <summary>20 W give 5.6 µWh in a second: nothing but the carried fraction could keep them.</summary>
        [TestMethod]
        public void The_fraction_is_carried()
        {
            Begin();
            Flow(20_000, 3_600);
            Assert.AreEqual(1_000_000L + 20_000, _register.MilliwattHours);
        }

        /// <summary>Noise around nothing, one block above the threshold and the next below zero.</summary>
        [TestMethod]
        public void Noise_at_no_load_does_not_creep()
        {
            Begin();
            for (int i = 0; i < 100_000; i++)
            {
                _register.Credit(TurnMicros, i % 2 == 0 ? 20_000 : -20_000, true);
            }

            Assert.AreEqual(1_000_000L, _register.MilliwattHours);
        }

        /// <summary>One second in a while above the threshold, by noise: over ten seconds it is none.</summary>
        [TestMethod]
        public void A_second_of_noise_above_the_threshold_does_not_creep()
        {
            Begin();
            for (int second = 0; second < 1_000; second++)
            {
                Flow(second % 5 == 0 ? 40_000 : -6_000, 1);
            }

            Assert.AreEqual(1_000_000L, _register.MilliwattHours);
        }

        /// <summary>0.1 A at 230 V: less than what is sure, more than the threshold. Ten seconds of it are credited whole.</summary>
        [TestMethod]
        public void A_small_load_is_credited_when_it_has_lasted()
        {
            Begin();
            Flow(23_000, 9);
            Assert.AreEqual(1_000_000L, _register.MilliwattHours);
            Flow(23_000, 3_600 - 9);
            Assert.AreEqual(1_000_000L + 23_000, _register.MilliwattHours);
        }

        /// <summary>What was collected when the outlet goes dead is judged then, and not lost.</summary>
        [TestMethod]
        public void A_small_load_that_ends_is_settled()
        {
            Begin();
            Flow(36_000, 5);
            _register.Credit(TurnMicros, 0, false);
            Assert.AreEqual(1_000_000L + 50, _register.MilliwattHours);
        }

        /// <summary>Energy that flows back is not taken off.</summary>
        [TestMethod]
        public void The_register_never_falls()
        {
            Begin();
            Flow(-7_000_000, 60);
            Assert.AreEqual(1_000_000L, _register.MilliwattHours);
        }

        /// <summary>A dead outlet is not billed, whatever the current channel says.</summary>
        [TestMethod]
        public void A_dead_outlet_is_not_billed()
        {
            Begin();
            for (int i = 0; i < 1_000; i++)
            {
                _register.Credit(TurnMicros, 7_000_000, false);
            }

            Assert.AreEqual(1_000_000L, _register.MilliwattHours);
            Assert.AreEqual(0, _register.MeanMilliwatts);
        }

        /// <summary>3 s without a look: the vehicle may have stopped, or begun, at any moment of them.</summary>
        [TestMethod]
        [DataRow(7_200_000, 0, 0)]
        [DataRow(0, 7_200_000, 0)]
        [DataRow(7_200_000, 3_600_000, 3_000)]
        [DataRow(3_600_000, 7_200_000, 3_000)]
        public void A_stall_is_credited_with_the_smaller_power(int before, int after, int milliwattHours)
        {
            Begin();
            Flow(before, 1);
            _register.Settle();
            long start = _register.MilliwattHours;
            _register.Credit(3_000_000, after, true);
            _register.Settle();
            Assert.AreEqual((long)milliwattHours, _register.MilliwattHours - start);
        }

        /// <summary>A register does not begin below nothing.</summary>
        [TestMethod]
        public void A_negative_register_is_refused()
        {
            Begin();
            Assert.ThrowsException(typeof(ArgumentException), () => new EnergyRegister(-1));
        }

        private static void Flow(int milliwatts, int seconds)
        {
            for (int i = 0; i < seconds * (1_000_000 / TurnMicros); i++)
            {
                _register.Credit(TurnMicros, milliwatts, true);
            }
        }
    }
}
