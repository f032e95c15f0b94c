namespace NanoCharger.Core.Tests.SessionLog
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Core.SessionLog;
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

        /// <summary>Newest change of the calibration told.</summary>
        public long ToldChange { get; private set; }

        /// <summary>Number of the running transaction; 0 for none.</summary>
        public long Transaction { get; private set; }

        /// <summary>Starts the log as the charger does: recovery, boot, end of a transaction that the power cut.</summary>
        public void Start()
        {
            Log = new RecordLog(_flash);
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
            Transaction = Tell(TransactionEventKind.Started, register, StoppedReason.None);
        }

        /// <summary>Records a checkpoint; returns what the log returned.</summary>
        public long Checkpoint(long register)
        {
            return Tell(TransactionEventKind.Updated, register, StoppedReason.None);
        }

        /// <summary>Ends the transaction.</summary>
        public void End(long register, StoppedReason reason)
        {
            Tell(TransactionEventKind.Ended, register, reason);
            Transaction = 0;
        }

        /// <summary>Records a change of the calibration.</summary>
        public void Calibrate(long number)
        {
            Log.RecordCalibration(number, "current1 16.020A gain 1012345", 5000000, 1700000000000, ClockQuality.Synchronised);
            ToldSequence = Log.LastSequence;
            ToldChange = number;
        }

        /// <summary>The backend has answered for all up to this record.</summary>
        public void Release(long sequence)
        {
            Log.Release(sequence);
            ToldRelease = sequence;
        }

        private long Tell(TransactionEventKind kind, long register, StoppedReason reason)
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
            };
            long sequence = Log.Record(told);
            ToldRegister = register;
            ToldSequence = sequence > 0 ? sequence : ToldSequence;
            return sequence;
        }
    }
}
