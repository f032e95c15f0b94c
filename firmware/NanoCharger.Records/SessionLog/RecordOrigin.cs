using NanoCharger.Core.Charging;

namespace NanoCharger.Records.SessionLog
{
    /// <summary>Whose the records are: names that a transaction keeps from its begin to its end, and the key that signs.</summary>
    public sealed class RecordOrigin
    {
        /// <summary>The setting station.id, which every record of a transaction names.</summary>
        public string Station { get; set; }

        /// <summary>The meter's number, which every record of a transaction names.</summary>
        public string Serial { get; set; }

        /// <summary>Which key of the station's life signs what is recorded from now on; 0 for none.</summary>
        public int KeyGeneration { get; set; }

        /// <summary>Names them in a record; one of the open transaction has the names of that one's begin.</summary>
        internal void Stamp(LogRecord record, LogRecord open)
        {
            bool begins = open == null || record.Event == TransactionEventKind.Started;
            record.Station = begins ? Station : open.Station;
            record.Serial = begins ? Serial : open.Serial;
            record.KeyGeneration = record.Document == DocumentForm.None ? 0 : KeyGeneration;
        }
    }
}
