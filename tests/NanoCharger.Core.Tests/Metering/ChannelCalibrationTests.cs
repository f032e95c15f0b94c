using System;
using NanoCharger.Core.Metering;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Metering
{
    /// <summary>The gain of a channel over its level.</summary>
    [TestClass]
    public sealed class ChannelCalibrationTests
    {
        private static ChannelCalibration _channel;

        /// <summary>Between the points a straight line, beyond them nothing new.</summary>
        [TestMethod]
        [DataRow(0, 1_000_000)]
        [DataRow(100_000, 1_000_000)]
        [DataRow(150_000, 1_005_000)]
        [DataRow(200_000, 1_010_000)]
        [DataRow(350_000, 980_000)]
        [DataRow(500_000, 950_000)]
        [DataRow(2_000_000, 950_000)]
        public void The_gain_is_interpolated(int level, int gain)
        {
            _channel = new ChannelCalibration();
            _channel.Put(500_000, 950_000);
            _channel.Put(100_000, 1_000_000);
            _channel.Put(200_000, 1_010_000);
            Assert.AreEqual(gain, _channel.GainAt(level));
        }

        /// <summary>Nothing known is a gain of one; one point is a plain gain.</summary>
        [TestMethod]
        public void One_point_is_a_plain_gain()
        {
            _channel = new ChannelCalibration();
            Assert.AreEqual(1_000_000, _channel.GainAt(700_000));
            _channel.Put(700_000, 1_034_000);
            Assert.AreEqual(1_034_000, _channel.GainAt(1));
            Assert.AreEqual(1_034_000, _channel.GainAt(2_000_000));
        }

        /// <summary>Points stand by level whatever the order they came in; the same level replaces; nine fit.</summary>
        [TestMethod]
        public void Points_are_kept_in_order()
        {
            _channel = new ChannelCalibration();
            for (int i = 0; i < ChannelCalibration.MostPoints; i++)
            {
                _channel.Put(1_000 * (((i * 5) % 9) + 1), 900_000 + i);
            }

            Assert.AreEqual(9, _channel.Points);
            for (int i = 1; i < 9; i++)
            {
                Assert.IsTrue(_channel.LevelMillicounts(i) > _channel.LevelMillicounts(i - 1));
            }

            _channel.Put(3_000, 1_111_111);
            Assert.AreEqual(9, _channel.Points);
            Assert.AreEqual(1_111_111, _channel.GainAt(3_000));
            Assert.ThrowsException(typeof(ArgumentException), () => _channel.Put(3_500, 1_000_000));
            _channel.RemoveAt(0);
            Assert.AreEqual(8, _channel.Points);
            Assert.AreEqual(2_000, _channel.LevelMillicounts(0));
        }

        /// <summary>No gain that no sound converter needs.</summary>
        [TestMethod]
        public void Nonsense_is_refused()
        {
            _channel = new ChannelCalibration();
            Assert.ThrowsException(typeof(ArgumentException), () => _channel.Put(1_000, 799_999));
            Assert.ThrowsException(typeof(ArgumentException), () => _channel.Put(1_000, 1_250_001));
            Assert.ThrowsException(typeof(ArgumentException), () => _channel.Put(0, 1_000_000));
            Assert.AreEqual(0, _channel.Points);
        }
    }
}
