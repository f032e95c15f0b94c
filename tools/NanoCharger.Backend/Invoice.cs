namespace NanoCharger.Backend
{
    /// <summary>A priced transaction, in the tariff's currency.</summary>
    /// <param name="StartFee">Net, exact.</param>
    /// <param name="EnergyAmount">Net price of the energy, exact.</param>
    /// <param name="TimeAmount">Net price of the time, exact.</param>
    /// <param name="EnergyBilled">False where the meter's word on the energy does not count, so that none could be billed.</param>
    /// <param name="TimeBilled">False where the station's clock does not count, so that no time could be billed.</param>
    /// <param name="Net">Total less tax, in hundredths.</param>
    /// <param name="Tax">The tax within the total, in hundredths.</param>
    /// <param name="Total">What is to be paid, tax included, in hundredths.</param>
    public sealed record Invoice(
        decimal StartFee, decimal EnergyAmount, decimal TimeAmount, bool EnergyBilled, bool TimeBilled, decimal Net, decimal Tax, decimal Total);
}
