using NanoCharger.Core.Charging;
using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Core.SessionLog
{
    /// <summary>One record of the session log, and its form in flash: 220 bytes, little endian, format version 3.</summary>
    /// <remarks>
    /// A transaction's event, with what the log adds to it. In a record of another kind the event has the register and the dates only; in one
    /// that tells a change (calibration, key) also the change in words (<see cref="TransactionEvent.Token"/>) and its number (<see cref="TransactionEvent.SeqNo"/>).
    /// 0 mark, 1 format version, 2 length (2), 4 sequence (8), 12 boot (4), 16 monotonic µs (8), 24 UTC ms (8), 32 clock quality,
    /// 33 kind, 34 flags (bit 0: offline), 35 event, 36 trigger, 37 charging state, 38 stopped reason, 39 who granted, 40 register mWh (8),
    /// 48 transaction (8), 56 seqNo (4), 60 offer mA (4), 64 remote start id (4), 68 length of the text, 69 zero (3), 72 text (36): the token, or
    /// the change in words; 108 pagination (4), 112 UTC ms of the transaction's begin (8), 120 register at its begin (8),
    /// 128 clock quality at its begin, 129 form of the signed document, 130 firmware version (3), 133 length of
    /// the tariff text, 134 zero (2), 136 tariff text (80), 216 CRC-32 of all before. All records are of one length, so that a spoilt one is stepped over without losing the next.
    /// What a signed document says is all in its record, so the record reserves the document's number, and the document is never stored (Documents/README.md).
    /// </remarks>
    public sealed class LogRecord : TransactionEvent
    {
        /// <summary>Length of a record in flash.</summary>
        public const int Bytes = 220;

        /// <summary>Format version of the records.</summary>
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

        /// <summary>What it tells.</summary>
        public LogRecordKind Kind { get; set; }

        /// <summary>True when it was written while there was no session with the broker.</summary>
        public bool Offline { get; set; }

        /// <summary>The number of the document that the record carries; in a record without one the last number used before it. 0 for none ever.</summary>
        public long Pagination { get; set; }

        /// <summary>Version of the firmware that wrote the record: major, minor and patch, 8 bits each.</summary>
        public int Firmware { get; set; }

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
        /// <returns>False, and <paramref name="into"/> unchanged, when there is no whole, sound record of this version.</returns>
        public static bool TryDecode(byte[] source, int offset, int count, LogRecord into)
        {
            if (count < Bytes || source[offset] != Mark || source[offset + 1] != FormatVersion || LittleEndian.Get16(source, offset + 2) != Bytes
                || LittleEndian.Get32(source, offset + Bytes - CrcBytes) != Crc32.Compute(source, offset, Bytes - CrcBytes))
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
            into.Source = (GrantSource)source[offset + 39];
            into.RemoteStartId = (int)LittleEndian.Get32(source, offset + 64);
            into.Token = DecodeText(source, offset + TokenOffset, source[offset + 68], TokenText.MaxLength, into.Token);
            into.Pagination = LittleEndian.Get32(source, offset + 108);
            into.BeginUtcMillis = LittleEndian.Get64(source, offset + 112);
            into.BeginRegisterMilliwattHours = LittleEndian.Get64(source, offset + 120);
            into.BeginQuality = (ClockQuality)source[offset + 128];
            into.Document = (DocumentForm)source[offset + 129];
            into.Firmware = (source[offset + 130] << 16) | (source[offset + 131] << 8) | source[offset + 132];
            into.Tariff = DecodeText(source, offset + TariffOffset, source[offset + 133], TariffText.MaxLength, into.Tariff);
            return true;
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
