using System;

namespace nanoFramework.TestFramework
{
    /// <summary>Marks a test without arguments. A [DataRow] on the same method takes its place.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public class TestMethodAttribute : Attribute
    {
    }
}
