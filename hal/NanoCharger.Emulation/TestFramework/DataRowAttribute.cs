using System;

namespace nanoFramework.TestFramework
{
    /// <summary>Runs the method once with these arguments; each row is a test case of its own.</summary>
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public class DataRowAttribute : Attribute
    {
        /// <summary>Creates a row.</summary>
        /// <param name="methodParameters">The arguments, one for each parameter of the method.</param>
        public DataRowAttribute(params object[] methodParameters)
        {
            MethodParameters = methodParameters;
        }

        /// <summary>The arguments, one for each parameter of the method.</summary>
        public object[] MethodParameters { get; }
    }
}
