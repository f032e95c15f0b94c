using System;

namespace NanoCharger.Emulation;

/// <summary>What stands between the chip and the real broker and does harm of the scenario's: it tells what it keeps back, so that nobody waits in real time for what will not come.</summary>
public interface IWire
{
    /// <summary>Harm is done to the connection that stands: told, from any thread, before anything of it can be seen.</summary>
    event Action<WireHarm>? Harmed;
}
