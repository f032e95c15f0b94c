using System.Collections.Generic;
using nanoFramework.TestFramework;

namespace NanoCharger.System.Tests.AdapterSamples
{
    /// <summary>A device test class that writes down in which order its methods ran.</summary>
    [TestClass]
    public static class OrderSample
    {
        public static List<string> Steps { get; } = new List<string>();

        [DataRow(1)]
        [DataRow(2)]
        public static void Row(int number)
        {
            Steps.Add("row " + number);
        }

        [TestMethod]
        public static void First()
        {
            Steps.Add("first");
        }

        [Cleanup]
        public static void CleansUp()
        {
            Steps.Add("cleanup");
        }

        [Setup]
        public static void SetsUp()
        {
            Steps.Add("setup");
        }

        [TestMethod]
        public static void Second()
        {
            Steps.Add("second");
        }
    }
}
