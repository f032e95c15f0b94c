namespace NanoCharger.TestAdapter
{
    /// <summary>
    /// The names by which the adapter knows nanoFramework.TestFramework. By name, not by reference: the tests bring their own copy of that library.
    /// </summary>
    internal static class FrameworkNames
    {
        internal const string TestClass = "nanoFramework.TestFramework.TestClassAttribute";
        internal const string TestMethod = "nanoFramework.TestFramework.TestMethodAttribute";
        internal const string DataRow = "nanoFramework.TestFramework.DataRowAttribute";
        internal const string Setup = "nanoFramework.TestFramework.SetupAttribute";
        internal const string Cleanup = "nanoFramework.TestFramework.CleanupAttribute";
        internal const string SkipTestException = "nanoFramework.TestFramework.SkipTestException";

        /// <summary>The property of a data row that holds its arguments.</summary>
        internal const string RowArguments = "MethodParameters";

        /// <summary>The only assembly that the launcher on the device loads.</summary>
        internal const string TestAssembly = "NFUnitTest";
    }
}
