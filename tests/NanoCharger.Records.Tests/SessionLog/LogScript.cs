namespace NanoCharger.Records.Tests.SessionLog
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;

    /// <summary>What a charger does with its log, and what the log has told it: that may never be untrue later.</summary>
    public sealed class LogScript
    {
        private readonly FakeFlash _flash;
        private int _seqNo;

        /// <summary>A charger over this flash.</summary>
        public LogScript(FakeFlash flash)
        {
            _flash = flash;
        }

        /// <summary>The log of the present boot.</summary>
        public RecordLog Log { get; private set; }

        /// <summary>Highest boot number told.</summary>
        public long ToldBoot { get; private set; }

        /// <summary>Highest sequence number told.</summary>
        public long ToldSequence { get; private set; }

        /// <summary>Highest register told to be stored.</summary>
        public long ToldRegister { get; private set; }

        /// <summary>Highest release told to be stored.</summary>
        public long ToldRelease { get; private set; }

        /// <summary>Newest number of a document told.</summary>
        public long ToldPagination { get; private set; }

        /// <summary>Begin and end carry documents.</summary>
        public bool Documents { get; set; }

        /// <summary>Newest change of the calibration told.</summary>
        public long ToldChange { get; private set; }

        /// <summary>Number of the running transaction; 0 for none.</summary>
        public long Transaction { get; private set; }

        /// <summary>Starts the log as the charger does: recovery, boot, end of a transaction that the power cut.</summary>
        public void Start()
        {
            Log = new RecordLog(_flash) { Origin = { Station = "NC-0001", KeyGeneration = 1 } };
            Log.Recover();
            LogRecord open = Log.OpenTransaction;
            Transaction = open == null ? 0 : open.Transaction;
            _seqNo = open == null ? 0 : open.SeqNo;
            ToldBoot = Log.Boot(1000, 0, ClockQuality.Unknown);
            if (open != null)
            {
                End(open.RegisterMilliwattHours, StoppedReason.PowerLoss);
            }
        }

        /// <summary>Begins a transaction.</summary>
        public void Begin(long register)
        {
            _seqNo = -1;
            Transaction = 0;
            Transaction = Tell(TransactionEventKind.Started, register, StoppedReason.None, Documents ? DocumentForm.Begin : DocumentForm.None);
        }

        /// <summary>Keeps a checkpoint; returns what the log returned.</summary>
        public long Checkpoint(long register)
        {
            return Tell(TransactionEventKind.Updated, register, StoppedReason.None);
        }

        /// <summary>Records a document between begin and end; returns its sequence number.</summary>
        public long Sign(long register, DocumentForm document = DocumentForm.Periodic)
        {
            return Tell(TransactionEventKind.Updated, register, StoppedReason.None, document);
        }

        /// <summary>Whole transactions, one after the other.</summary>
        public void Charge(int transactions)
        {
            for (int i = 0; i < transactions; i++)
            {
                Begin(Log.RegisterMilliwattHours);
                End(Log.RegisterMilliwattHours + 10, StoppedReason.EVDisconnected);
            }
        }

        /// <summary>The turns behind an event, in which both slots of the tally are brought up.</summary>
        public void Rest()
        {
            Log.Step(false, 0);
            Log.Step(false, 0);
        }

        /// <summary>Ends the transaction.</summary>
        public void End(long register, StoppedReason reason)
        {
            Tell(TransactionEventKind.Ended, register, reason, Documents ? DocumentForm.Receipt : DocumentForm.None);
            Transaction = 0;
        }

        /// <summary>Records a change of the calibration.</summary>
        public void Calibrate(long number)
        {
            Log.Events.RecordCalibration(number, "current1 16.020A gain 1012345", 5000000, 1700000000000, ClockQuality.Synchronised);
            ToldChange = number;
        }

        /// <summary>The backend has answered for all up to this record.</summary>
        public void Release(long sequence)
        {
            Log.Release(sequence);
            ToldRelease = sequence;
        }

        private long Tell(TransactionEventKind kind, long register, StoppedReason reason, DocumentForm document = DocumentForm.None)
        {
            TransactionEvent told = new TransactionEvent
            {
                Event = kind,
                Transaction = Transaction,
                SeqNo = ++_seqNo,
                Trigger = TriggerReason.MeterValuePeriodic,
                State = ChargingState.Charging,
                Reason = reason,
                RegisterMilliwattHours = register,
                OfferMilliamps = 32000,
                Micros = 5000000 + register,
                UtcMillis = 1700000000000,
                Quality = ClockQuality.Synchronised,
                Document = document,
            };
            long sequence = Log.Record(told);
            ToldRegister = register;
            ToldPagination = Log.Pagination;
            ToldSequence = sequence > 0 ? sequence : ToldSequence;
            return sequence;
        }
    }
}
