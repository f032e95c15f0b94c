using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NanoCharger.Emulation;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>Flashes at rest of which some bits are bent. A block is 4 KiB of one file; littlefs keeps a small file within a block of its own.</summary>
internal sealed class BentImages
{
    private const int BlockBytes = 4_096;
    private const int MostBits = 3;
    private const int MostBlocks = 4;
    private const string OneBlockName = "one-block";
    private const string SeveralName = "several-blocks";

    private readonly List<(PlayedScript Script, RestPoint At)> _rests = [];
    private readonly ulong _seed;

    /// <param name="scripts">Whose flashes.</param>
    /// <param name="seed">What becomes of them.</param>
    internal BentImages(IEnumerable<PlayedScript> scripts, ulong seed)
    {
        _seed = seed;
        foreach (PlayedScript script in scripts)
        {
            _rests.AddRange(script.Rests.Select(rest => (script, rest)));
        }
    }

    /// <summary>What the option --only calls them.</summary>
    internal static string Name(bool several)
    {
        return several ? SeveralName : OneBlockName;
    }

    /// <summary>Reads a name and a number; null for anything else.</summary>
    internal static (bool Several, int Number)? Parse(string text)
    {
        string[] parts = text.Split(':');
        return parts.Length == 2 && parts[0] is OneBlockName or SeveralName && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? (parts[0] == SeveralName, number)
            : null;
    }

    /// <summary>Bends bits, recovers, judges.</summary>
    /// <param name="several">In several blocks.</param>
    /// <param name="number">Which image.</param>
    /// <returns>Null, or what is wrong.</returns>
    internal string? Play(bool several, int number)
    {
        var chance = new Chance(_seed ^ ((ulong)number << 8) ^ (several ? 1UL << 60 : 0));
        (PlayedScript script, RestPoint rest) = _rests[(int)chance.Between(0, _rests.Count)];
        Bending bending = Bend(rest.Image, several ? (int)chance.Between(2, MostBlocks + 1) : 1, chance);
        Picture picture = script.Pictures[rest.Picture];
        string? complaint;
        try
        {
            var unit = new CutUnit(bending.Image, _seed, bending.HitsTimeBase(picture.Records));
            Picture found = unit.Start(picture, picture);
            complaint = BentJudge.Judge(found, picture, bending) ?? unit.Sells(found.Lost);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            complaint = "the start failed: " + failure.GetType().Name + ", " + failure.Message + " " + failure.StackTrace;
        }

        return complaint == null ? null : $"{script.Name} behind '{script.Steps[rest.Picture - 1]}', bits {bending}: {complaint}";
    }

    private static Bending Bend(StorageImage image, int blocks, Chance chance)
    {
        var all = new List<(string Name, int Offset)>();
        foreach (string name in image.Names.Order(StringComparer.Ordinal))
        {
            for (int offset = 0; offset < image[name]!.Length; offset += BlockBytes)
            {
                all.Add((name, offset));
            }
        }

        var bending = new Bending(image);
        for (int i = 0; i < blocks; i++)
        {
            int chosen = (int)chance.Between(0, all.Count);
            (string name, int offset) = all[chosen];
            all.RemoveAt(chosen);
            int bits = (int)chance.Between(1, MostBits + 1);
            for (int bit = 0; bit < bits; bit++)
            {
                bending.Flip(name, (int)chance.Between(offset, Math.Min(image[name]!.Length, offset + BlockBytes)), (int)chance.Between(0, 8));
            }
        }

        return bending;
    }
}
