namespace NanoCharger.Bench.PowerCuts;

/// <summary>A list of the session log.</summary>
public enum Shelf
{
    /// <summary>Transactions, owed to the backend.</summary>
    Bills,

    /// <summary>Changes of calibration and key.</summary>
    Audit,

    /// <summary>Starts and faults.</summary>
    Happened,
}
