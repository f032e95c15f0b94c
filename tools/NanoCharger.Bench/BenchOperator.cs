using NanoCharger.Backend.Rating;

namespace NanoCharger.Bench;

/// <summary>Who sells on the bench, and for what.</summary>
internal static class BenchOperator
{
    /// <summary>As the receipts name it.</summary>
    public const string Name = "nanoCharger bench (nobody is charged for this)";

    /// <summary>As the receipts name it.</summary>
    public const string Site = "simulated bay";

    /// <summary>A price of everything that can have one, so that every part of a bill is judged.</summary>
    public static readonly TariffVersion Tariff = new()
    {
        Id = "bench",
        StartFee = 0.50m,
        PerKilowattHour = 0.45m,
        PerMinute = 0.01m,
        TaxPercent = 19m,
    };
}
