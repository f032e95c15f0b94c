using System;

namespace nanoFramework.TestFramework
{
    /// <summary>Marks a test as skipped; thrown in a setup method it skips the whole class.</summary>
    public class SkipTestException : Exception
    {
        /// <summary>Creates the exception.</summary>
        /// <param name="message">Why the test is skipped.</param>
        /// <param name="innerException">The cause, if there is one.</param>
        public SkipTestException(string? message = null, Exception? innerException = null)
            : base(message, innerException)
        {
        }
    }
}
