using System;
using nanoFramework.TestFramework;

namespace NanoCharger.System.Tests.AdapterSamples
{
    /// <summary>A device test class with every outcome; it fails on purpose, and only the adapter's tests run it.</summary>
    [TestClass]
    public class OutcomeSample
    {
        private readonly int _volts = 230;

        [TestMethod]
        public static void Passes()
        {
            Assert.AreEqual(2, 2);
        }

        [TestMethod]
        public void PassesWithoutAnInstance()
        {
            Assert.IsTrue(true);
        }

        [TestMethod]
        public void ExpectsAnException()
        {
            Assert.ThrowsException(typeof(ArgumentException), () => throw new ArgumentException());
        }

        [TestMethod]
        public void Fails()
        {
            Assert.AreEqual(1, 2);
        }

        [TestMethod]
        public void Skips()
        {
            Assert.SkipTest("no such part here");
        }

        [TestMethod]
        public void NeedsAnInstance()
        {
            Assert.AreEqual(230, _volts);
        }
    }
}
