namespace NanoCharger.Verify
{
    /// <summary>One thing that was looked at.</summary>
    /// <param name="Name">What: form, signature, pagination, readings, time, register, meter, identity.</param>
    /// <param name="Passed">It is as it must be.</param>
    /// <param name="Text">One clear line: what was found, or what is wrong.</param>
    public sealed record Check(string Name, bool Passed, string Text);
}
