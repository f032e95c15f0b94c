using System.Collections.Generic;

namespace NanoCharger.Bay
{
    /// <summary>A transaction as the payment backend has it.</summary>
    /// <param name="Id">Its number, as the probe told it.</param>
    /// <param name="EnergyWh">Energy billed, in watt-hours.</param>
    /// <param name="MessageIds">Ids of the messages that were counted for it, each as often as it was counted.</param>
    /// <param name="TimeSeconds">Time that may be billed for it, in seconds; 0 where none may.</param>
    /// <param name="IdleSeconds">Time of it that may be billed as idle, in seconds; 0 where none may.</param>
    public sealed record BilledTransaction(string Id, double EnergyWh, IReadOnlyList<string> MessageIds, double TimeSeconds = 0, double IdleSeconds = 0);
}
