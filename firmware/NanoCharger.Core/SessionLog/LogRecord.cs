using NanoCharger.Core.Charging;
using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Core.SessionLog
{
    /// <summary>One record of the session log, and its form in flash: 220 bytes, little endian, format version 3.</summary>
    /// <remarks>
    /// 0 mark, 1 format version, 2 length (2), 4 sequence (8), 12 boot (4), 16 monotonic µs (8), 24 UTC ms (8), 32 clock quality,
    /// 33 kind, 34 flags (bit 0: offline), 35 event, 36 trigger, 37 charging state, 38 stopped reason, 39 who granted, 40 register mWh (8),
    /// 48 transaction (8), 56 seqNo (4), 60 offer mA (4), 64 remote start id (4), 68 length of the text, 69 zero (3), 72 text (36): the token, or
    /// in a calibration or security record what was done, its number at 56; 108 pagination (4), 112 UTC ms of the transaction's begin (8),
    /// 120 register at its begin (8), 128 clock quality at its begin, 129 form of the signed document, 130 firmware version (3), 133 length of
    /// the tariff text, 134 zero (2), 136 tariff text (80), 216 CRC-32 of all before. Version 2 ended at 108 with its CRC; version 1 had 68 bytes,
    /// a zero at 39, and its CRC at 64: both are read, never written. All records of a version are of one length, so that a spoilt one is stepped over without losing the next.
    /// What a signed document says is all in its record, so the record reserves the document's number, and the document is never stored (Signing/README.md).
    /// </remarks>
    public sealed class LogRecord
    {
        /// <summary>Length of a record in flash.</summary>
        public const int Bytes = 220;

        /// <summary>Length of a record of format version 1.</summary>
        public const int BytesOfVersion1 = 68;

        /// <summary>Length of a record of format version 2.</summary>
        public const int BytesOfVersion2 = 112;

        /// <summary>Format version of the records written here.</summary>
        public const int FormatVersion = 3;

        private const byte Mark = 0xA5;
        private const int CrcBytes = 4;
        private const int TokenOffset = 72;
        private const int OfflineFlag = 1;
        private const int TariffOffset = 136;

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

        /// <summary>Which event of the transaction; 0 in a record of another kind, as all below but the register and, of a calibration, the number and the text.</summary>
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

        /// <summary>Counts the transaction's events from 0. In a calibration record: which change of the unit's life it was, from 1.</summary>
        public int SeqNo { get; set; }

        /// <summary>Current offered to the vehicle, in milliamperes.</summary>
        public int OfferMilliamps { get; set; }

        /// <summary>Who granted the transaction; None in a record of format version 1.</summary>
        public GrantSource Source { get; set; }

        /// <summary>The token that the transaction was granted to; null for none. In a calibration record: what was changed, as "current1 16.020A gain 1012345".</summary>
        public string Token { get; set; }

        /// <summary>The id that the backend gave its request to start; -1 for none.</summary>
        public int RemoteStartId { get; set; } = -1;

        /// <summary>Form of the signed document that the record carries; None for none, and in records of versions 1 and 2.</summary>
        public DocumentForm Document { get; set; }

        /// <summary>The number of the document that the record carries; in a record without one the last number used before it. 0 for none ever.</summary>
        public long Pagination { get; set; }

        /// <summary>Wall clock when the transaction began, in milliseconds since 1970.</summary>
        public long BeginUtcMillis { get; set; }

        /// <summary>How sure <see cref="BeginUtcMillis"/> is.</summary>
        public ClockQuality BeginQuality { get; set; }

        /// <summary>The register when the transaction began, in milliwatt-hours; -1 when the record does not know it (versions 1 and 2, or of another kind).</summary>
        public long BeginRegisterMilliwattHours { get; set; } = -1;

        /// <summary>Version of the firmware that wrote the record: major, minor and patch, 8 bits each.</summary>
        public int Firmware { get; set; }

        /// <summary>The backend's text about the price, as <see cref="TariffText"/> allows it; null for none.</summary>
        public string Tariff { get; set; }

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
            Source = other.Source;
            Token = other.Token;
            RemoteStartId = other.RemoteStartId;
            Document = other.Document;
            Pagination = other.Pagination;
            BeginUtcMillis = other.BeginUtcMillis;
            BeginQuality = other.BeginQuality;
            BeginRegisterMilliwattHours = other.BeginRegisterMilliwattHours;
            Firmware = other.Firmware;
            Tariff = other.Tariff;
        }

        /// <summary>Length of the records of a format version, by the first bytes of one.</summary>
        /// <returns>0 when they are no record of a version that is read here.</returns>
        public static int LengthOf(byte[] source, int offset, int count)
        {
            if (count < 4 || source[offset] != Mark)
            {
                return 0;
            }

            int version = source[offset + 1];
            int length = version == FormatVersion ? Bytes : version == 2 ? BytesOfVersion2 : version == 1 ? BytesOfVersion1 : 0;
            return LittleEndian.Get16(source, offset + 2) == length ? length : 0;
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
            target[offset + 39] = (byte)record.Source;
            LittleEndian.Put64(target, offset + 40, record.RegisterMilliwattHours);
            LittleEndian.Put64(target, offset + 48, record.Transaction);
            LittleEndian.Put32(target, offset + 56, (uint)record.SeqNo);
            LittleEndian.Put32(target, offset + 60, (uint)record.OfferMilliamps);
            LittleEndian.Put32(target, offset + 64, (uint)record.RemoteStartId);
            LittleEndian.Put32(target, offset + 68, (uint)EncodeText(record.Token, target, offset + TokenOffset, TokenText.MaxLength));
            LittleEndian.Put32(target, offset + 108, (uint)record.Pagination);
            LittleEndian.Put64(target, offset + 112, record.BeginUtcMillis);
            LittleEndian.Put64(target, offset + 120, record.BeginRegisterMilliwattHours);
            target[offset + 128] = (byte)record.BeginQuality;
            target[offset + 129] = (byte)record.Document;
            target[offset + 130] = (byte)(record.Firmware >> 16);
            target[offset + 131] = (byte)(record.Firmware >> 8);
            target[offset + 132] = (byte)record.Firmware;
            target[offset + 133] = (byte)EncodeText(record.Tariff, target, offset + TariffOffset, TariffText.MaxLength);
            target[offset + 134] = 0;
            target[offset + 135] = 0;
            LittleEndian.Put32(target, offset + Bytes - CrcBytes, Crc32.Compute(target, offset, Bytes - CrcBytes));
        }

        /// <summary>Reads a record from an offset.</summary>
        /// <returns>False, and <paramref name="into"/> unchanged, when there is no whole, sound record of version 1, 2 or 3.</returns>
        public static bool TryDecode(byte[] source, int offset, int count, LogRecord into)
        {
            int length = LengthOf(source, offset, count);
            int crcOffset = offset + length - CrcBytes;
            if (length == 0 || count < length || LittleEndian.Get32(source, crcOffset) != Crc32.Compute(source, offset, length - CrcBytes))
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
            bool version1 = length == BytesOfVersion1;
            into.Source = version1 ? GrantSource.None : (GrantSource)source[offset + 39];
            into.RemoteStartId = version1 ? -1 : (int)LittleEndian.Get32(source, offset + 64);
            into.Token = version1 ? null : DecodeText(source, offset + TokenOffset, source[offset + 68], TokenText.MaxLength, into.Token);
            DecodeDocument(source, offset, length == Bytes, into);
            return true;
        }

        private static void DecodeDocument(byte[] source, int offset, bool has, LogRecord into)
        {
            into.Pagination = has ? LittleEndian.Get32(source, offset + 108) : 0;
            into.BeginUtcMillis = has ? LittleEndian.Get64(source, offset + 112) : 0;
            into.BeginRegisterMilliwattHours = has ? LittleEndian.Get64(source, offset + 120) : -1;
            into.BeginQuality = has ? (ClockQuality)source[offset + 128] : ClockQuality.Unknown;
            into.Document = has ? (DocumentForm)source[offset + 129] : DocumentForm.None;
            into.Firmware = has ? (source[offset + 130] << 16) | (source[offset + 131] << 8) | source[offset + 132] : 0;
            into.Tariff = has ? DecodeText(source, offset + TariffOffset, source[offset + 133], TariffText.MaxLength, into.Tariff) : null;
        }

        private static int EncodeText(string text, byte[] target, int offset, int most)
        {
            int length = text == null ? 0 : text.Length;
            for (int i = 0; i < most; i++)
            {
                target[offset + i] = i < length ? (byte)text[i] : (byte)0;
            }

            return length;
        }

        // Records are read one after the other and mostly belong to one transaction: the same text is the same string.
        private static string DecodeText(byte[] source, int offset, int length, int most, string last)
        {
            if (length == 0 || length > most)
            {
                return null;
            }

            return Ascii.Same(source, offset, length, last) ? last : Ascii.Text(source, offset, length);
        }
    }
}
