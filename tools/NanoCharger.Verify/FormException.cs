using System;

namespace NanoCharger.Verify
{
    /// <summary>A document departs from the canonical form; the message says where and from what.</summary>
    internal sealed class FormException : Exception
    {
        internal FormException(string message)
            : base(message)
        {
        }
    }
}
