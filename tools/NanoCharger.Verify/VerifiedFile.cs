namespace NanoCharger.Verify
{
    /// <summary>A file and what was found of it.</summary>
    /// <param name="Path">The file as it was named.</param>
    /// <param name="Verdict">What was found.</param>
    /// <param name="Text">Its exact text; null where it is not ASCII.</param>
    internal sealed record VerifiedFile(string Path, Verdict Verdict, string? Text);
}
