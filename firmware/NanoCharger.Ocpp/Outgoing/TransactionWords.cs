using NanoCharger.Core.Charging;
using NanoCharger.Records.SessionLog;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>The words of a TransactionEvent (OCPP 2.0.1) for what the event is; those of its parts are <see cref="OcppWords"/>.</summary>
    internal static class TransactionWords
    {
        internal static string Of(TransactionEventKind kind)
        {
            switch (kind)
            {
                case TransactionEventKind.Started:
                    return "Started";
                case TransactionEventKind.Ended:
                    return "Ended";
                default:
                    return "Updated";
            }
        }

        /// <summary>What a reading was taken for (ReadingContextEnumType).</summary>
        internal static string ContextOf(LogRecord record)
        {
            switch (record.Event)
            {
                case TransactionEventKind.Started:
                    return "Transaction.Begin";
                case TransactionEventKind.Ended:
                    return "Transaction.End";
                default:
                    return ContextOf(record.Document);
            }
        }

        private static string ContextOf(DocumentForm document)
        {
            switch (document)
            {
                case DocumentForm.Stopped:
                    return "Interruption.Begin";
                case DocumentForm.Resumed:
                    return "Interruption.End";
                case DocumentForm.Boundary:
                    return "Sample.Clock";
                default:
                    return "Sample.Periodic";
            }
        }
    }
}
