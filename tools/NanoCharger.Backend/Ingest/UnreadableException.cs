using System;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>What is stored of a call's transaction cannot be read: found out before anything of the call was decided, so that its station's others go on.</summary>
    internal sealed class UnreadableException(string message) : Exception(message);
}
