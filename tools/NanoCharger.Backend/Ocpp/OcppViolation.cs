using System;

namespace NanoCharger.Backend.Ocpp
{
    /// <summary>A call cannot be accepted; carries what the CALLERROR says.</summary>
    internal sealed class OcppViolation : Exception
    {
        internal OcppViolation(string code, string message)
            : base(message)
        {
            Code = code;
        }

        /// <summary>One of <see cref="OcppError"/>.</summary>
        internal string Code { get; }
    }
}
