namespace NanoCharger.Bench.PowerCuts;

/// <summary>What a power cut amid an operation may leave behind.</summary>
public enum StorageModel
{
    /// <summary>Bytes reach the flash one after the other: a file that is written may be there with any of its first bytes only, and what it held before is gone.</summary>
    Raw,

    /// <summary>As littlefs: wholly done, or not at all.</summary>
    Littlefs,
}
