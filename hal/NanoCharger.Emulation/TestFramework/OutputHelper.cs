using System;

namespace nanoFramework.TestFramework
{
    /// <summary>Lets a test print. On the device this reaches the debugger's console, on the host the standard output.</summary>
    public static class OutputHelper
    {
        /// <summary>Prints without a line end.</summary>
        /// <param name="message">The text.</param>
        public static void Write(string message)
        {
            Console.Write(message);
        }

        /// <summary>Prints a line.</summary>
        /// <param name="message">The text.</param>
        public static void WriteLine(string message)
        {
            Console.WriteLine(message);
        }
    }
}
