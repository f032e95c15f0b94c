using System;
using System.Globalization;
using System.Linq;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>One cut: of a script's operation, and perhaps another of the recovery from it.</summary>
/// <param name="Script">Name of the script.</param>
/// <param name="Operation">Number of the operation, from 0.</param>
/// <param name="Variant">Where in it.</param>
/// <param name="Again">Number of the recovery's operation at which the power goes again; negative for none.</param>
/// <param name="AgainVariant">Where in that.</param>
internal sealed record CutPlace(string Script, int Operation, CutVariant Variant, int Again = -1, CutVariant AgainVariant = default)
{
    private const int ShortParts = 3;
    private const int LongParts = 5;

    /// <summary>Reads what <see cref="ToString"/> has written; null for anything else.</summary>
    internal static CutPlace? Parse(string text)
    {
        string[] parts = text.Split(':');
        CutVariant againVariant = default;
        int again = -1;
        bool sound = parts.Length is ShortParts or LongParts
            && CutScripts.Names.Contains(parts[0], StringComparer.Ordinal)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && CutVariant.TryParse(parts[2], out _)
            && (parts.Length == ShortParts
                || (int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out again) && CutVariant.TryParse(parts[4], out againVariant)));
        if (!sound)
        {
            return null;
        }

        CutVariant.TryParse(parts[2], out CutVariant variant);
        return new CutPlace(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), variant, again, againVariant);
    }

    /// <summary>As the option --only takes it.</summary>
    public override string ToString()
    {
        string place = string.Create(CultureInfo.InvariantCulture, $"{Script}:{Operation}:{Variant}");
        return Again < 0 ? place : string.Create(CultureInfo.InvariantCulture, $"{place}:{Again}:{AgainVariant}");
    }
}
