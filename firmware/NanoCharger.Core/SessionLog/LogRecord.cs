using NanoCharger.Core.Charging;
using NanoCharger.Core.Text;
using NanoCharger.Hal;

namespace NanoCharger.Core.SessionLog
{
    /// <summary>One record of the session log, and its form in flash: 68 bytes, little endian, format version 1.</summary>
    /// <remarks>
    /// 0 mark, 1 format version, 2 length (2), 4 sequence (8), 12 boot (4), 16 monotonic µs (8), 24 UTC ms (8), 32 clock quality,
    /// 33 kind, 34 flags (bit 0: offline), 35 event, 36 trigger, 37 charging state, 38 stopped reason, 39 zero, 40 register mWh (8),
    /// 48 transaction (8), 56 seqNo (4), 60 offer mA (4), 64 CRC-32 of all before. All records are of one length, so that a
    /// spoilt one is stepped over without losing the next.
    /// </remarks>
    public sealed class LogRecord
    {
        /// <summary>Length of a record in flash.</summary>
        public const int Bytes = 68;

        /// <summary>Format version of the records written here.</summary>
        public const int FormatVersion = 1;

        private const byte Mark = 0xA5;
        private const int CrcOffset = Bytes - 4;
        private const int OfflineFlag = 1;

        /// <summary>+1 for every record of this station's life, from 1; never used twice.</summary>
        public long Sequence { get; set; }

        /// <summary>Number of the boot it was written in, from 1.</summary>
        public long Boot { get; set; }

        /// <summary>Monotonic time in microseconds since the start of its boot.</summary>
        public long Micros { get; set; }

        /// <summary>Wall clock in milliseconds since 1970-01-01T00:00:00Z.</summary>
        public long UtcMillis { get; set; }

        /// <summary>How sure <see cref="UtcMillis"/> is.</summary>
        public ClockQuality Quality { get; set; }

        /// <summary>What it tells.</summary>
        public LogRecordKind Kind { get; set; }

        /// <summary>True when it was written while there was no session with the broker.</summary>
        public bool Offline { get; set; }

        /// <summary>Which event of the transaction; 0 in a boot record, as all below but the register.</summary>
        public TransactionEventKind Event { get; set; }

        /// <summary>Why the event was made.</summary>
        public TriggerReason Trigger { get; set; }

        /// <summary>What the transaction does from now on.</summary>
        public ChargingState State { get; set; }

        /// <summary>Why the transaction ended.</summary>
        public StoppedReason Reason { get; set; }

        /// <summary>The lifetime energy register in milliwatt-hours.</summary>
        public long RegisterMilliwattHours { get; set; }

        /// <summary>Number of the transaction: the sequence of its Started record, in that record too.</summary>
        public long Transaction { get; set; }

        /// <summary>Counts the transaction's events from 0.</summary>
        public int SeqNo { get; set; }

        /// <summary>Current offered to the vehicle, in milliamperes.</summary>
        public int OfferMilliamps { get; set; }

        /// <summary>Takes over all of another record.</summary>
        public void CopyFrom(LogRecord other)
        {
            Sequence = other.Sequence;
            Boot = other.Boot;
            Micros = other.Micros;
            UtcMillis = other.UtcMillis;
            Quality = other.Quality;
            Kind = other.Kind;
            Offline = other.Offline;
            Event = other.Event;
            Trigger = other.Trigger;
            State = other.State;
            Reason = other.Reason;
            RegisterMilliwattHours = other.RegisterMilliwattHours;
            Transaction = other.Transaction;
            SeqNo = other.SeqNo;
            OfferMilliamps = other.OfferMilliamps;
        }

        /// <summary>Writes a record's <see cref="Bytes"/> at an offset.</summary>
        public static void Encode(LogRecord record, byte[] target, int offset)
        {
            target[offset] = Mark;
            target[offset + 1] = FormatVersion;
            LittleEndian.Put16(target, offset + 2, Bytes);
            LittleEndian.Put64(target, offset + 4, record.Sequence);
            LittleEndian.Put32(target, offset + 12, (uint)record.Boot);
            LittleEndian.Put64(target, offset + 16, record.Micros);
            LittleEndian.Put64(target, offset + 24, record.UtcMillis);
            target[offset + 32] = (byte)record.Quality;
            target[offset + 33] = (byte)record.Kind;
            target[offset + 34] = (byte)(record.Offline ? OfflineFlag : 0);
            target[offset + 35] = (byte)record.Event;
            target[offset + 36] = (byte)record.Trigger;
            target[offset + 37] = (byte)record.State;
            target[offset + 38] = (byte)record.Reason;
            target[offset + 39] = 0;
            LittleEndian.Put64(target, offset + 40, record.RegisterMilliwattHours);
            LittleEndian.Put64(target, offset + 48, record.Transaction);
            LittleEndian.Put32(target, offset + 56, (uint)record.SeqNo);
            LittleEndian.Put32(target, offset + 60, (uint)record.OfferMilliamps);
            LittleEndian.Put32(target, offset + CrcOffset, Crc32.Compute(target, offset, CrcOffset));
        }

        /// <summary>Reads a record from an offset.</summary>
        /// <returns>False, and <paramref name="into"/> unchanged, when there is no whole, sound record of this version.</returns>
        public static bool TryDecode(byte[] source, int offset, int count, LogRecord into)
        {
            if (count < Bytes || source[offset] != Mark || source[offset + 1] != FormatVersion
                || LittleEndian.Get16(source, offset + 2) != Bytes
                || LittleEndian.Get32(source, offset + CrcOffset) != Crc32.Compute(source, offset, CrcOffset))
            {
                return false;
            }

            into.Sequence = LittleEndian.Get64(source, offset + 4);
            into.Boot = LittleEndian.Get32(source, offset + 12);
            into.Micros = LittleEndian.Get64(source, offset + 16);
            into.UtcMillis = LittleEndian.Get64(source, offset + 24);
            into.Quality = (ClockQuality)source[offset + 32];
            into.Kind = (LogRecordKind)source[offset + 33];
            into.Offline = (source[offset + 34] & OfflineFlag) != 0;
            into.Event = (TransactionEventKind)source[offset + 35];
            into.Trigger = (TriggerReason)source[offset + 36];
            into.State = (ChargingState)source[offset + 37];
            into.Reason = (StoppedReason)source[offset + 38];
            into.RegisterMilliwattHours = LittleEndian.Get64(source, offset + 40);
            into.Transaction = LittleEndian.Get64(source, offset + 48);
            into.SeqNo = (int)LittleEndian.Get32(source, offset + 56);
            into.OfferMilliamps = (int)LittleEndian.Get32(source, offset + 60);
            return true;
        }
    }
}
