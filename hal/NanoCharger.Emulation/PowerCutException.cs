using System;

namespace NanoCharger.Emulation;

/// <summary>Unwinds a firmware thread whose chip has lost power or was reset. Thrown at the next call into a stand-in and at every later one, so that neither a catch-all nor a finally block goes on working.</summary>
public sealed class PowerCutException : Exception
{
    internal PowerCutException()
        : base("The chip has lost its power.")
    {
    }
}
