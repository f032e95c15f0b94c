using System;

namespace NanoCharger.Board
{
    /// <summary>A sheet that cannot be read: file, line and what is wrong.</summary>
    public sealed class SheetException : Exception
    {
        /// <summary>Makes one.</summary>
        public SheetException(string message)
            : base(message)
        {
        }
    }
}
