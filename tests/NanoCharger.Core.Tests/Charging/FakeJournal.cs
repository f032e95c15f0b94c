using NanoCharger.Core.Charging;

namespace NanoCharger.Core.Tests.Charging
{
    /// <summary>A journal in memory that remembers its last event and what the contactor did meanwhile.</summary>
    public sealed class FakeJournal : ITransactionJournal
    {
        private long _sequence = 40;

        /// <summary>Events taken.</summary>
        public int Count { get; private set; }

        /// <summary>Kind of the last event.</summary>
        public TransactionEventKind Kind { get; private set; }

        /// <summary>Transaction of the last event.</summary>
        public long Number { get; private set; }

        /// <summary>Number of the last event in its transaction.</summary>
        public int SeqNo { get; private set; }

        /// <summary>Trigger of the last event.</summary>
        public TriggerReason Trigger { get; private set; }

        /// <summary>State in the last event.</summary>
        public ChargingState State { get; private set; }

        /// <summary>Reason in the last event.</summary>
        public StoppedReason Reason { get; private set; }

        /// <summary>Register in the last event.</summary>
        public long RegisterMilliwattHours { get; private set; }

        /// <summary>Token in the last event.</summary>
        public string Token { get; private set; }

        /// <summary>Document of the last event.</summary>
        public DocumentForm Document { get; private set; }

        /// <summary>The last event, all of it.</summary>
        public TransactionEvent Last { get; } = new TransactionEvent();

        /// <summary>No room.</summary>
        public bool Full { get; set; }

        /// <summary>Room for begin and end alone.</summary>
        public bool NearlyFull { get; set; }

        /// <inheritdoc/>
        public bool HasRoom
        {
            get { return !Full; }
        }

        /// <inheritdoc/>
        public bool HasRoomForPeriodic
        {
            get { return !NearlyFull; }
        }

        /// <inheritdoc/>
        public long Record(TransactionEvent transactionEvent)
        {
            Count++;
            Last.CopyEvent(transactionEvent);
            Kind = transactionEvent.Event;
            Number = transactionEvent.Transaction;
            SeqNo = transactionEvent.SeqNo;
            Trigger = transactionEvent.Trigger;
            State = transactionEvent.State;
            Reason = transactionEvent.Reason;
            RegisterMilliwattHours = transactionEvent.RegisterMilliwattHours;
            Token = transactionEvent.Token;
            Document = transactionEvent.Document;
            return ++_sequence;
        }
    }
}
