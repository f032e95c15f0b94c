namespace NanoCharger.Backend
{
    /// <summary>The program's exit codes.</summary>
    internal static class ExitCodes
    {
        internal const int Success = 0;

        /// <summary>The audit found something, or the broker refuses us.</summary>
        internal const int Failed = 1;

        /// <summary>A wrong option, setting, file or database: one line says what.</summary>
        internal const int BadInput = 2;
    }
}
