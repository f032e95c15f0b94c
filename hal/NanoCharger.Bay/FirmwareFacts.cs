namespace NanoCharger.Bay
{
    /// <summary>What the firmware believes of itself.</summary>
    /// <param name="LimitMilliamps">Least of the limits that it has in force, in milliamperes; 0: no offer allowed.</param>
    /// <param name="Authorised">Energy may be delivered.</param>
    /// <param name="RegisterMilliwattHours">The lifetime register.</param>
    /// <param name="Transaction">Number of the open transaction; empty: none.</param>
    /// <param name="State">Its word for the state of the station, for the display.</param>
    /// <param name="CalibrationRun">What flows now flows for a technician and is nobody's.</param>
    public sealed record FirmwareFacts(int LimitMilliamps, bool Authorised, long RegisterMilliwattHours, string Transaction, string State, bool CalibrationRun = false);
}
