using System;
using nanoFramework.TestFramework;

namespace NanoCharger.System.Tests.AdapterSamples
{
    /// <summary>A device test class whose clean-up fails.</summary>
    [TestClass]
    public static class FailingCleanupSample
    {
        [TestMethod]
        public static void Passes()
        {
            Assert.IsNotNull(typeof(FailingCleanupSample));
        }

        [Cleanup]
        public static void CleansUp()
        {
            throw new InvalidOperationException("still connected");
        }
    }
}
