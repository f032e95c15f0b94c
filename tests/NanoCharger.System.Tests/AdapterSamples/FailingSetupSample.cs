using System;
using System.Collections.Generic;
using nanoFramework.TestFramework;

namespace NanoCharger.System.Tests.AdapterSamples
{
    /// <summary>A device test class whose set-up fails.</summary>
    [TestClass]
    public static class FailingSetupSample
    {
        public static List<string> Steps { get; } = new List<string>();

        [Setup]
        public static void SetsUp()
        {
            throw new InvalidOperationException("no supply");
        }

        [TestMethod]
        public static void First()
        {
            Steps.Add("first");
        }

        [TestMethod]
        public static void Second()
        {
            Steps.Add("second");
        }

        [Cleanup]
        public static void CleansUp()
        {
            Steps.Add("cleanup");
        }
    }
}
