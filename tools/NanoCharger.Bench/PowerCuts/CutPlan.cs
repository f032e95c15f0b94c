namespace NanoCharger.Bench.PowerCuts;

/// <summary>How much is tried.</summary>
/// <param name="Stride">Of an operation's torn lengths each of so many; 1 for every one.</param>
/// <param name="AgainStride">Behind how many of an operation's torn lengths the recovery is cut too: each of so many. Behind those before and after it, always.</param>
/// <param name="TornAgain">Torn lengths of each operation of a recovery, chosen by the place of the first cut.</param>
/// <param name="OneBlock">Images with bits bent in one block.</param>
/// <param name="SeveralBlocks">Images with bits bent in several blocks.</param>
public sealed record CutPlan(int Stride, int AgainStride, int TornAgain, int OneBlock, int SeveralBlocks)
{
    /// <summary>Everything.</summary>
    public static CutPlan All { get; } = new(1, 3, 2, 20_000, 5_000);

    /// <summary>What a minute has room for.</summary>
    public static CutPlan Quick { get; } = new(64, 128, 1, 1_000, 300);
}
