namespace NanoCharger.Core.Charging
{
    /// <summary>Where a station's transactions are kept. What it has taken survives any loss of power.</summary>
    public interface ITransactionJournal
    {
        /// <summary>True while there is room for a whole new transaction; the room for the events of an open one is set aside.</summary>
        bool HasRoom { get; }

        /// <summary>True while there is so much room that a document between begin and end takes nobody's.</summary>
        bool HasRoomForPeriodic { get; }

        /// <summary>Records an event. It is durable when the method returns. Cost: one append to flash, up to 400 ms during which no thread runs.</summary>
        /// <returns>The record's sequence number; 0 for an Updated event without a document, which is kept as a checkpoint only, in place of the one before.</returns>
        /// <exception cref="System.IO.IOException">The flash failed; nothing was recorded.</exception>
        long Record(TransactionEvent transactionEvent);
    }
}
