namespace NanoCharger.Bay
{
    /// <summary>The run's trace, open to the probe.</summary>
    public interface ITrace
    {
        /// <summary>Writes one line at the present virtual time.</summary>
        /// <param name="eventName">The event, such as <c>meter</c>.</param>
        /// <param name="fields">Names and values in the order of the line: bool, int, long, double, string, null, or an array of numbers.</param>
        void Write(string eventName, params (string Name, object? Value)[] fields);

        /// <summary>A transaction's begin record has become durable: from now on its true energy counts. Writes the trace line too.</summary>
        /// <param name="id">Its number.</param>
        /// <param name="token">The token in the record; empty for none.</param>
        /// <param name="reason">What triggered it.</param>
        void TransactionBegun(string id, string token, string reason);

        /// <summary>A transaction's end record has become durable. Writes the trace line too.</summary>
        void TransactionEnded(string id, string reason);
    }
}
