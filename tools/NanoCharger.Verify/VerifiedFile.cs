namespace NanoCharger.Verify
{
    /// <summary>A file and what was found of it.</summary>
    /// <param name="Path">The file as it was named.</param>
    /// <param name="Verdict">What was found.</param>
    /// <param name="Text">Its exact text; null where it is not ASCII.</param>
    /// <param name="LineEnd">A line end stands behind the document, and was left out.</param>
    internal sealed record VerifiedFile(string Path, Verdict Verdict, string? Text, bool LineEnd);
}
