namespace NanoCharger.Check
{
    /// <summary>One thing in a surface-built assembly that the device cannot run or that the house does not allow.</summary>
    /// <param name="Code">Number of the rule, NC1001 and up.</param>
    /// <param name="Text">What was found, with type and member.</param>
    /// <param name="File">Source file, where the debug symbols know it; otherwise the assembly.</param>
    /// <param name="Line">Line in the source file, 0 if not known.</param>
    public sealed record Finding(string Code, string Text, string File, int Line)
    {
        /// <summary>Only to be told: the build goes on.</summary>
        public bool Warning { get; init; }

        /// <summary>The form in which a build tool reports an error or a warning, so that MSBuild counts it as one.</summary>
        public override string ToString()
        {
            string origin = Line > 0 ? $"{File}({Line})" : $"{File} ";
            return $"{origin}: {(Warning ? "warning" : "error")} {Code}: {Text}";
        }
    }
}
