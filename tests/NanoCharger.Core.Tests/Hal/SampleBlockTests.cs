using System;
using NanoCharger.Hal;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Hal
{
    /// <summary>The block of samples that every driver fills and every rule reads.</summary>
    [TestClass]
    public class SampleBlockTests
    {
        [DataRow(1, 200)]
        [DataRow(3, 67)]
        public void Holds_one_pilot_sample_for_each_pair_of_voltage_and_current(int phases, int maxRounds)
        {
            SampleBlock block = new SampleBlock(phases, maxRounds);

            block.Rounds = maxRounds;

            Assert.AreEqual(phases, block.Volts.Length);
            Assert.AreEqual(maxRounds, block.Amps[phases - 1].Length);
            Assert.AreEqual(phases * maxRounds, block.PilotCount);
            Assert.AreEqual(block.PilotCount, block.Pilot.Length);
        }

        [DataRow(0, 10)]
        [DataRow(2, 10)]
        [DataRow(1, 0)]
        public void Refuses_a_size_that_no_board_has(int phases, int maxRounds)
        {
            Assert.ThrowsException(typeof(ArgumentException), () => new SampleBlock(phases, maxRounds));
        }
    }
}
