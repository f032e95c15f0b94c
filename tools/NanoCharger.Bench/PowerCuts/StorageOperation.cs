using System;
using System.Collections.Generic;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>One change of the flash, and what it was before: all that is needed to cut the power at it.</summary>
/// <param name="Before">The flash before it.</param>
/// <param name="Name">The file that it changes.</param>
/// <param name="Kept">What it keeps of the file's bytes: all for an append, else none.</param>
/// <param name="Data">What it puts behind them; null for a deletion.</param>
/// <param name="Step">Which step of the script has done it.</param>
public sealed record StorageOperation(StorageImage Before, string Name, byte[] Kept, byte[]? Data, int Step)
{
    /// <summary>Bytes that it writes.</summary>
    public int Length => Data?.Length ?? 0;

    /// <summary>The flash when the power goes there.</summary>
    public StorageImage Cut(CutVariant variant)
    {
        return variant.Kind switch
        {
            CutKind.Before => Before,
            CutKind.Torn => With(variant.Bytes),
            _ => Data == null ? Before.Without(Name) : With(Length),
        };
    }

    /// <summary>Every instant at which the power may go.</summary>
    /// <param name="model">What a cut may leave.</param>
    /// <param name="stride">1: torn at each length; more: at the first two, the last, and each of so many.</param>
    public IEnumerable<CutVariant> Variants(StorageModel model, int stride)
    {
        yield return CutVariant.Before;
        for (int bytes = Kept.Length == 0 ? 0 : 1; model == StorageModel.Raw && bytes < Length; bytes++)
        {
            if (bytes % stride == 0 || bytes == 1 || bytes == Length - 1)
            {
                yield return CutVariant.Torn(bytes);
            }
        }

        yield return CutVariant.After;
    }

    private StorageImage With(int bytes)
    {
        byte[] content = new byte[Kept.Length + bytes];
        Kept.CopyTo(content, 0);
        Array.Copy(Data!, 0, content, Kept.Length, bytes);
        return Before.With(Name, content);
    }
}
