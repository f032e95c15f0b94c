using NanoCharger.Hal;

namespace NanoCharger.Core.Charging
{
    /// <summary>One event of a transaction, as the log keeps it and the backend gets it.</summary>
    /// <remarks>
    /// Plain data, and the one type that has a transaction's fields: the log's record is an event with what the log adds. The station owns
    /// one and fills it again and again, so whoever wants to keep it copies it.
    /// </remarks>
    public class TransactionEvent
    {
        /// <summary>Which event it is.</summary>
        public TransactionEventKind Event { get; set; }

        /// <summary>Number of the transaction: the sequence number of its Started record; 0 in that record itself.</summary>
        public long Transaction { get; set; }

        /// <summary>Counts the transaction's events from 0 (OCPP 2.0.1, seqNo).</summary>
        public int SeqNo { get; set; }

        /// <summary>Why it was made.</summary>
        public TriggerReason Trigger { get; set; }

        /// <summary>What the transaction is doing from now on.</summary>
        public ChargingState State { get; set; }

        /// <summary>Why it ended; None unless <see cref="Event"/> is Ended.</summary>
        public StoppedReason Reason { get; set; }

        /// <summary>The lifetime energy register at the event, in milliwatt-hours.</summary>
        public long RegisterMilliwattHours { get; set; }

        /// <summary>Current offered to the vehicle, in milliamperes: 0 (none) or 6 000..80 000.</summary>
        public int OfferMilliamps { get; set; }

        /// <summary>Token that the transaction is authorised by, 36 characters at most; null when there is none (free charging).</summary>
        public string Token { get; set; }

        /// <summary>Who gave the authorisation.</summary>
        public GrantSource Source { get; set; }

        /// <summary>The id that the backend gave its request to start; -1 when it did not start it.</summary>
        public int RemoteStartId { get; set; } = -1;

        /// <summary>Form of the signed document that the event carries.</summary>
        public DocumentForm Document { get; set; }

        /// <summary>Wall clock when the transaction began, in milliseconds since 1970.</summary>
        public long BeginUtcMillis { get; set; }

        /// <summary>How sure <see cref="BeginUtcMillis"/> is.</summary>
        public ClockQuality BeginQuality { get; set; }

        /// <summary>The register when the transaction began, in milliwatt-hours; -1 when that is not known.</summary>
        public long BeginRegisterMilliwattHours { get; set; } = -1;

        /// <summary>Monotonic time of the begin, in microseconds since the start of <see cref="BeginBoot"/>.</summary>
        public long BeginMicros { get; set; }

        /// <summary>Number of the boot in which the transaction began; 0 for the present one, until the log has told it.</summary>
        public long BeginBoot { get; set; }

        /// <summary>Number of the boot to which <see cref="Micros"/> belongs; 0 for the present one, until the log has told it.</summary>
        public long ReadingBoot { get; set; }

        /// <summary>The backend's text about the price, as <see cref="TariffText"/> allows it; null for none.</summary>
        public string Tariff { get; set; }

        /// <summary>Monotonic time of the event's reading, in microseconds since the start of its boot.</summary>
        public long Micros { get; set; }

        /// <summary>Wall clock at the event, in milliseconds since 1970-01-01T00:00:00Z.</summary>
        public long UtcMillis { get; set; }

        /// <summary>How sure <see cref="UtcMillis"/> is.</summary>
        public ClockQuality Quality { get; set; }

        /// <summary>What of the event's reading is not to be billed by.</summary>
        public ErrorFlags Errors { get; set; }

        /// <summary>What of the begin's reading is not to be billed by.</summary>
        public ErrorFlags BeginErrors { get; set; }

        /// <summary>How the meter was at the event's reading.</summary>
        public MeterState MeterState { get; set; }

        /// <summary>How the meter was at the begin's reading.</summary>
        public MeterState BeginMeterState { get; set; }

        /// <summary>What kind of token <see cref="Token"/> is.</summary>
        public TokenType TokenType { get; set; }

        /// <summary>Takes over all of another event.</summary>
        public void CopyEvent(TransactionEvent other)
        {
            Event = other.Event;
            Transaction = other.Transaction;
            SeqNo = other.SeqNo;
            Trigger = other.Trigger;
            State = other.State;
            Reason = other.Reason;
            RegisterMilliwattHours = other.RegisterMilliwattHours;
            OfferMilliamps = other.OfferMilliamps;
            Token = other.Token;
            Source = other.Source;
            RemoteStartId = other.RemoteStartId;
            Document = other.Document;
            BeginUtcMillis = other.BeginUtcMillis;
            BeginQuality = other.BeginQuality;
            BeginRegisterMilliwattHours = other.BeginRegisterMilliwattHours;
            BeginMicros = other.BeginMicros;
            BeginBoot = other.BeginBoot;
            ReadingBoot = other.ReadingBoot;
            Tariff = other.Tariff;
            Micros = other.Micros;
            UtcMillis = other.UtcMillis;
            Quality = other.Quality;
            Errors = other.Errors;
            BeginErrors = other.BeginErrors;
            MeterState = other.MeterState;
            BeginMeterState = other.BeginMeterState;
            TokenType = other.TokenType;
        }
    }
}
