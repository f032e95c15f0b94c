using NanoCharger.Core.Charging;
using NanoCharger.Hal;

namespace NanoCharger.Records.SessionLog
{
    /// <summary>One record of a log: a transaction's event, or one of the charger's own, with what the log adds to it.</summary>
    /// <remarks>
    /// In a record of another kind than a transaction's the event has the register and the dates only, and in one that tells a change, a fault or a start
    /// also what it was in words (<see cref="TransactionEvent.Token"/>) and its number (<see cref="TransactionEvent.SeqNo"/>).
    /// What a signed document says is all in its record, so the record reserves the document's number, and the document is never stored (Documents/README.md).
    /// </remarks>
    public sealed class LogRecord : TransactionEvent
    {
        /// <summary>Length of a transaction's record in flash.</summary>
        public const int Bytes = LogCodec.LongBytes;

        /// <summary>Length of an event's record in flash.</summary>
        public const int EventBytes = LogCodec.ShortBytes;

        /// <summary>Format version of the records.</summary>
        public const int FormatVersion = LogCodec.FormatVersion;

        /// <summary>The form of document that this firmware makes; it writes the earlier ones too, for the records that name them.</summary>
        public const int PresentForm = 3;

        private const int FormWithoutIdleness = 2;

        /// <summary>+1 for every record of its log in this station's life, from 1; never used twice.</summary>
        public long Sequence { get; set; }

        /// <summary>Number of the boot it was written in, from 1.</summary>
        public long Boot { get; set; }

        /// <summary>What it tells.</summary>
        public LogRecordKind Kind { get; set; }

        /// <summary>True for what the backend has to answer for; one that only a newer firmware can read may be such a record.</summary>
        public bool IsBill
        {
            get { return Kind == LogRecordKind.Transaction || Kind == LogRecordKind.Newer; }
        }

        /// <summary>True when it was written while it could not be told at once.</summary>
        public bool Offline { get; set; }

        /// <summary>The number of the document that the record carries; in a record without one the last number used before it. 0 for none ever.</summary>
        public long Pagination { get; set; }

        /// <summary>Version of the firmware that wrote the record: major, minor and patch, 8 bits each.</summary>
        public int Firmware { get; set; }

        /// <summary>Which form of document the record's is, from 1: a later firmware writes it in that form still. 0 for none.</summary>
        public int Form { get; set; }

        /// <summary>Which key of the station's life signs the record's document, from 1; 0 for none.</summary>
        public int KeyGeneration { get; set; }

        /// <summary>The setting station.id under which it was written; null for none.</summary>
        public string Station { get; set; }

        /// <summary>The meter's number when it was written, 12 letters at most; null in a record of document form 1, which names the station instead.</summary>
        public string Serial { get; set; }

        /// <summary>The form that a document has: the least that has such a document, so that an older firmware writes what it can, and never another one in its place.</summary>
        internal static int FormOf(DocumentForm document)
        {
            return document == DocumentForm.None ? 0 : document > DocumentForm.Periodic ? PresentForm : FormWithoutIdleness;
        }

        /// <summary>Takes over all of another record.</summary>
        public void CopyFrom(LogRecord other)
        {
            CopyEvent(other);
            Sequence = other.Sequence;
            Boot = other.Boot;
            Kind = other.Kind;
            Offline = other.Offline;
            Pagination = other.Pagination;
            Firmware = other.Firmware;
            Form = other.Form;
            KeyGeneration = other.KeyGeneration;
            Station = other.Station;
            Serial = other.Serial;
        }

        /// <summary>Writes a transaction's record, <see cref="Bytes"/> of it.</summary>
        public static void Encode(LogRecord record, byte[] target)
        {
            LogCodec.Encode(record, target, Bytes);
        }

        /// <summary>Reads a transaction's record from an offset.</summary>
        /// <returns>False, and <paramref name="into"/> unchanged, when there is no whole, sound record.</returns>
        public static bool TryDecode(byte[] source, int offset, int count, LogRecord into)
        {
            return LogCodec.TryDecode(source, offset, count, Bytes, into);
        }

        /// <summary>Reads an event's record from an offset.</summary>
        /// <returns>False, and <paramref name="into"/> unchanged, when there is no whole, sound record.</returns>
        public static bool TryDecodeEvent(byte[] source, int offset, int count, LogRecord into)
        {
            return LogCodec.TryDecode(source, offset, count, EventBytes, into);
        }
    }
}
