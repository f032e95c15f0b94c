namespace NanoCharger.Core.Charging
{
    /// <summary>Which of a transaction's events a record is (OCPP 2.0.1, TransactionEventEnumType; the numbers are those of the log).</summary>
    public enum TransactionEventKind
    {
        /// <summary>The transaction begins.</summary>
        Started = 1,

        /// <summary>It goes on: a periodic reading or a change of its state.</summary>
        Updated = 2,

        /// <summary>It is over.</summary>
        Ended = 3,
    }
}
