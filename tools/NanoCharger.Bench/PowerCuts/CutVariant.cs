using System;
using System.Globalization;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>Where within an operation the power goes.</summary>
public enum CutKind
{
    /// <summary>Nothing of it was done.</summary>
    Before,

    /// <summary>Some of its bytes were written.</summary>
    Torn,

    /// <summary>All of it was done, and nobody was told.</summary>
    After,
}

/// <summary>An instant within an operation.</summary>
/// <param name="Kind">Where.</param>
/// <param name="Bytes">How many of its bytes were written, of a torn one.</param>
public readonly record struct CutVariant(CutKind Kind, int Bytes)
{
    private const string BeforeWord = "before";
    private const string AfterWord = "after";
    private const string TornWord = "torn";

    /// <summary>Before the operation.</summary>
    public static CutVariant Before => new(CutKind.Before, 0);

    /// <summary>Behind it.</summary>
    public static CutVariant After => new(CutKind.After, 0);

    /// <summary>Amid it.</summary>
    public static CutVariant Torn(int bytes)
    {
        return new CutVariant(CutKind.Torn, bytes);
    }

    /// <summary>Reads what <see cref="ToString"/> has written.</summary>
    public static bool TryParse(string text, out CutVariant variant)
    {
        int bytes = 0;
        bool torn = text.StartsWith(TornWord, StringComparison.Ordinal) && int.TryParse(text.AsSpan(TornWord.Length), NumberStyles.None, CultureInfo.InvariantCulture, out bytes);
        variant = torn ? Torn(bytes) : text == AfterWord ? After : Before;
        return torn || text is AfterWord or BeforeWord;
    }

    /// <summary>before, torn and the number of bytes, or after.</summary>
    public override string ToString()
    {
        return Kind == CutKind.Torn ? TornWord + Bytes.ToString(CultureInfo.InvariantCulture) : Kind == CutKind.After ? AfterWord : BeforeWord;
    }
}
