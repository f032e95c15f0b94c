using System.Collections.Generic;
using System.Reflection;

namespace NanoCharger.TestAdapter
{
    /// <summary>One [TestClass]: what runs before, the tests in the launcher's order, what runs after.</summary>
    public sealed class DeviceTestClass
    {
        /// <summary>Creates the class.</summary>
        /// <param name="setups">Methods marked [Setup].</param>
        /// <param name="tests">The tests: plain ones first, then the rows, each in the order of the source.</param>
        /// <param name="cleanups">Methods marked [Cleanup].</param>
        public DeviceTestClass(IReadOnlyList<MethodInfo> setups, IReadOnlyList<DeviceTest> tests, IReadOnlyList<MethodInfo> cleanups)
        {
            Setups = setups;
            Tests = tests;
            Cleanups = cleanups;
        }

        /// <summary>The tests: plain ones first, then the rows, each in the order of the source.</summary>
        public IReadOnlyList<DeviceTest> Tests { get; }

        internal IReadOnlyList<MethodInfo> Setups { get; }

        internal IReadOnlyList<MethodInfo> Cleanups { get; }
    }
}
