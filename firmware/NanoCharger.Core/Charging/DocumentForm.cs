namespace NanoCharger.Core.Charging
{
    /// <summary>Which signed document an event carries, if any (OCMF). The numbers are those of the log.</summary>
    public enum DocumentForm
    {
        /// <summary>None: nothing is billed by it.</summary>
        None = 0,

        /// <summary>One reading, of the transaction's begin.</summary>
        Begin = 1,

        /// <summary>Two readings, of the transaction's begin and its end: what is billed.</summary>
        Receipt = 2,

        /// <summary>One reading while the transaction goes on.</summary>
        Periodic = 3,
    }
}
