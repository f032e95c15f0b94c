using System;

namespace nanoFramework.TestFramework
{
    /// <summary>Marks a class whose public methods hold tests.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public class TestClassAttribute : Attribute
    {
        /// <summary>Returns the attribute to use for a test of this class: the one that the method carries.</summary>
        /// <param name="testMethodAttribute">The attribute on the method.</param>
        /// <returns>The same attribute.</returns>
        public virtual TestMethodAttribute GetTestMethodAttribute(TestMethodAttribute testMethodAttribute)
        {
            return testMethodAttribute;
        }
    }
}
