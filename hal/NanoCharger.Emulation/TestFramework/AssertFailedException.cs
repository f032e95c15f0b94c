using System;

namespace TestFrameworkShared
{
    /// <summary>Thrown by every assertion that does not hold; the adapter reports its message.</summary>
    public class AssertFailedException : Exception
    {
        /// <summary>Creates the exception with the runtime's own message.</summary>
        public AssertFailedException()
        {
        }

        /// <summary>Creates the exception.</summary>
        /// <param name="msg">What was asserted and what was found.</param>
        public AssertFailedException(string msg)
            : base(msg)
        {
        }

        /// <summary>Creates the exception with its cause.</summary>
        /// <param name="msg">What was asserted and what was found.</param>
        /// <param name="ex">The cause.</param>
        public AssertFailedException(string msg, Exception ex)
            : base(msg, ex)
        {
        }
    }
}
