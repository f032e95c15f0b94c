using System.Reflection;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace NanoCharger.TestAdapter
{
    /// <summary>One test as the device would run it: a method, with the arguments of one row if it has rows.</summary>
    public sealed class DeviceTest
    {
        /// <summary>Creates the test.</summary>
        /// <param name="testCase">How the runner knows it.</param>
        /// <param name="method">The method to call.</param>
        /// <param name="arguments">Its arguments; empty without a row.</param>
        public DeviceTest(TestCase testCase, MethodInfo method, object?[] arguments)
        {
            TestCase = testCase;
            Method = method;
            Arguments = arguments;
        }

        /// <summary>How the runner knows it. Each row has an id of its own.</summary>
        public TestCase TestCase { get; }

        /// <summary>The method to call.</summary>
        internal MethodInfo Method { get; }

        /// <summary>The arguments of the row; empty without one.</summary>
        internal object?[] Arguments { get; }
    }
}
