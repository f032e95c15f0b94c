namespace NanoCharger.Core.Charging
{
    /// <summary>Where a station's transactions are kept. What it has taken survives any loss of power.</summary>
    public interface ITransactionJournal
    {
        /// <summary>True while there is room for a whole new transaction; the room for the events of an open one is set aside.</summary>
        bool HasRoom { get; }

        /// <summary>Records an event. It is durable when the method returns. Cost: one append to flash, up to 400 ms during which no thread runs.</summary>
        /// <returns>The record's sequence number; 0 for an Updated event that a full journal kept only the register of.</returns>
        /// <exception cref="System.IO.IOException">The flash failed; nothing was recorded.</exception>
        long Record(TransactionEvent transactionEvent);
    }
}
