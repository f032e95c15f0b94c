namespace NanoCharger.Backend.Audit
{
    /// <summary>Something that the audit holds against what is stored.</summary>
    /// <param name="Station">The station.</param>
    /// <param name="Code">One word, the same for ever.</param>
    /// <param name="Text">One sentence for people.</param>
    internal sealed record AuditFinding(string Station, string Code, string Text);
}
