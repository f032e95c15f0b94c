using System.Collections.Generic;
using nanoFramework.TestFramework;

namespace NanoCharger.System.Tests.AdapterSamples
{
    /// <summary>A device test class whose set-up skips it.</summary>
    [TestClass]
    public static class SkippingSetupSample
    {
        public static List<string> Steps { get; } = new List<string>();

        [Setup]
        public static void SetsUp()
        {
            Assert.SkipTest("board only");
        }

        [TestMethod]
        public static void Never()
        {
            Steps.Add("test");
        }

        [Cleanup]
        public static void CleansUp()
        {
            Steps.Add("cleanup");
        }
    }
}
