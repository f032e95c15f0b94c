using System;

namespace NanoCharger.Fakes
{
    /// <summary>The power is gone: everything in memory is lost, what was stored is not.</summary>
    public sealed class PowerCutException : Exception
    {
    }
}
