namespace NanoCharger.Verify
{
    /// <summary>What the command's exit code says.</summary>
    public static class ExitCode
    {
        /// <summary>Every document is valid.</summary>
        public const int Valid = 0;

        /// <summary>At least one is not, or the documents together are not.</summary>
        public const int Invalid = 1;

        /// <summary>A file or the key cannot be read, is no document (or another maker's) or no key at all, or an option is wrong.</summary>
        public const int Unreadable = 2;
    }
}
