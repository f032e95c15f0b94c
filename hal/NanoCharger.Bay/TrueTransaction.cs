namespace NanoCharger.Bay
{
    /// <summary>A transaction with the energy that the bay's own mains delivered between its begin and end records.</summary>
    /// <param name="Id">Its number as the probe told it.</param>
    /// <param name="EnergyWh">True energy in watt-hours, up to now while it is open.</param>
    /// <param name="StartedSeconds">Virtual second of its begin: of its record, less what the firmware stood still in that turn.</param>
    /// <param name="EndedSeconds">Virtual second of its end; not-a-number while it is open.</param>
    /// <param name="Stalls">Times in it that the control loop stood still for more than half a second.</param>
    /// <param name="PowerCuts">Times in it that the power was cut or the chip reset.</param>
    /// <param name="QuietSeconds">Seconds of it in which the vehicle drew nothing that counts.</param>
    public sealed record TrueTransaction(
        string Id, double EnergyWh, double StartedSeconds, double EndedSeconds, int Stalls, int PowerCuts, double QuietSeconds = 0);
}
