using NanoCharger.Core.Charging;
using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Records.SessionLog
{
    /// <summary>A record's form in flash, little endian, format version 4. README.md has the layout and its reasons.</summary>
    /// <remarks>
    /// The head is that of every record and every version to come: 0 mark, 1 version, 2 length (2), 4 sequence (8), 12 boot (4), 16 monotonic µs (8),
    /// 24 UTC ms (8), 32 how sure, 33 kind, 34 flags (bit 0: offline), 35 length of the tariff text, 36 register mWh (8), 44 pagination (4), 48 seqNo or
    /// number (4), 52 firmware (3), 55 length of the text, 56 text (36). A short record (100 bytes: events of the charger itself) ends there: 92 zero (4).
    /// A long one (272 bytes: transactions) goes on: 92 event, trigger, state, reason, source, 97 token type, 98 document, 99 its form, 100 how far
    /// back the transaction began in sequence numbers (4), 104 offer mA (4), 108 remote start id (4), 112 reservation id (4), 116 begin's UTC ms (8),
    /// 124 begin's register (8), 132 begin's monotonic µs (8), 140 begin's boot (4), 144 the reading's boot (4), 148 how sure the begin's date is,
    /// 149 and 150 error flags of reading and begin, 151 meter's state (low half: at the reading, high half: at the begin), 152 key (2), 154 length of the
    /// station's id, 155 of the serial number, 156 station's id (20), 176 serial number (12), 188 tariff text (80). Both end with a CRC-32 of all before.
    /// Zero in records of document form 1: token type, error flags, meter's state (good), serial number. Zero until something has a use for it: reservation id.
    /// </remarks>
    internal static class LogCodec
    {
        /// <summary>Length of a record of a transaction.</summary>
        internal const int LongBytes = 272;

        /// <summary>Length of a record of the charger's own events.</summary>
        internal const int ShortBytes = 100;

        /// <summary>Format version of the records.</summary>
        internal const int FormatVersion = 4;

        /// <summary>Longest name of a station that a record has room for.</summary>
        internal const int MostStationLength = 20;

        /// <summary>Longest number of a meter that a record has room for.</summary>
        internal const int MostSerialLength = 12;

        private const byte Mark = 0xA5;
        private const int CrcBytes = 4;
        private const int OfflineFlag = 1;
        private const int TokenOffset = 56;
        private const int TailOffset = 92;
        private const int StationOffset = 156;
        private const int SerialOffset = 176;
        private const int TariffOffset = 188;

        /// <summary>Writes a record.</summary>
        /// <param name="record">The record.</param>
        /// <param name="target">Takes it from 0 on.</param>
        /// <param name="length"><see cref="LongBytes"/> or <see cref="ShortBytes"/>.</param>
        internal static void Encode(LogRecord record, byte[] target, int length)
        {
            for (int i = 0; i < length; i++)
            {
                target[i] = 0;
            }

            target[0] = Mark;
            target[1] = FormatVersion;
            LittleEndian.Put16(target, 2, length);
            LittleEndian.Put64(target, 4, record.Sequence);
            LittleEndian.Put32(target, 12, (uint)record.Boot);
            LittleEndian.Put64(target, 16, record.Micros);
            LittleEndian.Put64(target, 24, record.UtcMillis);
            target[32] = (byte)record.Quality;
            target[33] = (byte)record.Kind;
            target[34] = (byte)(record.Offline ? OfflineFlag : 0);
            LittleEndian.Put64(target, 36, record.RegisterMilliwattHours);
            LittleEndian.Put32(target, 44, (uint)record.Pagination);
            LittleEndian.Put32(target, 48, (uint)record.SeqNo);
            target[52] = (byte)(record.Firmware >> 16);
            target[53] = (byte)(record.Firmware >> 8);
            target[54] = (byte)record.Firmware;
            target[55] = (byte)PutText(record.Token, target, TokenOffset);
            if (length == LongBytes)
            {
                EncodeTail(record, target);
            }

            LittleEndian.Put32(target, length - CrcBytes, Crc32.Compute(target, 0, length - CrcBytes));
        }

        /// <summary>Reads a record.</summary>
        /// <param name="source">Has it.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Bytes there are from there on.</param>
        /// <param name="length"><see cref="LongBytes"/> or <see cref="ShortBytes"/>.</param>
        /// <param name="into">Takes it; of one in a newer version the head, and <see cref="LogRecordKind.Newer"/>.</param>
        /// <returns>False, and <paramref name="into"/> unchanged, when there is no whole, sound record of this length.</returns>
        internal static bool TryDecode(byte[] source, int offset, int count, int length, LogRecord into)
        {
            if (count < length || source[offset] != Mark || LittleEndian.Get16(source, offset + 2) != length
                || LittleEndian.Get32(source, offset + length - CrcBytes) != Crc32.Compute(source, offset, length - CrcBytes))
            {
                return false;
            }

            into.Sequence = LittleEndian.Get64(source, offset + 4);
            into.Boot = LittleEndian.Get32(source, offset + 12);
            into.Micros = LittleEndian.Get64(source, offset + 16);
            into.UtcMillis = LittleEndian.Get64(source, offset + 24);
            into.Quality = (ClockQuality)source[offset + 32];
            into.Kind = source[offset + 1] != FormatVersion || source[offset + 33] > (byte)LogRecordKind.CalibrationRun ? LogRecordKind.Newer : (LogRecordKind)source[offset + 33];
            into.Offline = (source[offset + 34] & OfflineFlag) != 0;
            into.RegisterMilliwattHours = LittleEndian.Get64(source, offset + 36);
            into.Pagination = LittleEndian.Get32(source, offset + 44);
            into.SeqNo = (int)LittleEndian.Get32(source, offset + 48);
            into.Firmware = (source[offset + 52] << 16) | (source[offset + 53] << 8) | source[offset + 54];
            into.Token = Text(source, offset + TokenOffset, source[offset + 55], TokenText.MaxLength, into.Token);
            into.Transaction = 0;
            into.Document = DocumentForm.None;
            if (length == LongBytes)
            {
                DecodeTail(source, offset, into);
            }

            return true;
        }

        private static void EncodeTail(LogRecord record, byte[] target)
        {
            target[TailOffset] = (byte)record.Event;
            target[TailOffset + 1] = (byte)record.Trigger;
            target[TailOffset + 2] = (byte)record.State;
            target[TailOffset + 3] = (byte)record.Reason;
            target[TailOffset + 4] = (byte)record.Source;
            target[TailOffset + 5] = (byte)record.TokenType;
            target[TailOffset + 6] = (byte)record.Document;
            target[TailOffset + 7] = (byte)record.Form;
            LittleEndian.Put32(target, 100, (uint)(record.Sequence - record.Transaction));
            LittleEndian.Put32(target, 104, (uint)record.OfferMilliamps);
            LittleEndian.Put32(target, 108, (uint)record.RemoteStartId);
            LittleEndian.Put64(target, 116, record.BeginUtcMillis);
            LittleEndian.Put64(target, 124, record.BeginRegisterMilliwattHours);
            LittleEndian.Put64(target, 132, record.BeginMicros);
            LittleEndian.Put32(target, 140, (uint)record.BeginBoot);
            LittleEndian.Put32(target, 144, (uint)record.ReadingBoot);
            target[148] = (byte)record.BeginQuality;
            target[149] = (byte)record.Errors;
            target[150] = (byte)record.BeginErrors;
            target[151] = (byte)((int)record.MeterState | ((int)record.BeginMeterState << 4));
            LittleEndian.Put16(target, 152, record.KeyGeneration);
            target[154] = (byte)PutText(record.Station, target, StationOffset);
            target[155] = (byte)PutText(record.Serial, target, SerialOffset);
            target[35] = (byte)PutText(record.Tariff, target, TariffOffset);
        }

        private static void DecodeTail(byte[] source, int offset, LogRecord into)
        {
            into.Event = (TransactionEventKind)source[offset + TailOffset];
            into.Trigger = (TriggerReason)source[offset + TailOffset + 1];
            into.State = (ChargingState)source[offset + TailOffset + 2];
            into.Reason = (StoppedReason)source[offset + TailOffset + 3];
            into.Source = (GrantSource)source[offset + TailOffset + 4];
            into.TokenType = (TokenType)source[offset + TailOffset + 5];
            into.Document = (DocumentForm)source[offset + TailOffset + 6];
            into.Form = source[offset + TailOffset + 7];
            into.Transaction = into.Sequence - LittleEndian.Get32(source, offset + 100);
            into.OfferMilliamps = (int)LittleEndian.Get32(source, offset + 104);
            into.RemoteStartId = (int)LittleEndian.Get32(source, offset + 108);
            into.BeginUtcMillis = LittleEndian.Get64(source, offset + 116);
            into.BeginRegisterMilliwattHours = LittleEndian.Get64(source, offset + 124);
            into.BeginMicros = LittleEndian.Get64(source, offset + 132);
            into.BeginBoot = LittleEndian.Get32(source, offset + 140);
            into.ReadingBoot = LittleEndian.Get32(source, offset + 144);
            into.BeginQuality = (ClockQuality)source[offset + 148];
            into.Errors = (ErrorFlags)source[offset + 149];
            into.BeginErrors = (ErrorFlags)source[offset + 150];
            into.MeterState = (MeterState)(source[offset + 151] & 15);
            into.BeginMeterState = (MeterState)(source[offset + 151] >> 4);
            into.KeyGeneration = LittleEndian.Get16(source, offset + 152);
            into.Station = Text(source, offset + StationOffset, source[offset + 154], MostStationLength, into.Station);
            into.Serial = Text(source, offset + SerialOffset, source[offset + 155], MostSerialLength, into.Serial);
            into.Tariff = Text(source, offset + TariffOffset, source[offset + 35], TariffText.MaxLength, into.Tariff);
        }

        private static int PutText(string text, byte[] target, int offset)
        {
            int length = text == null ? 0 : text.Length;
            for (int i = 0; i < length; i++)
            {
                target[offset + i] = (byte)text[i];
            }

            return length;
        }

        // Records are read one after the other and mostly belong to one transaction: the same text is the same string.
        private static string Text(byte[] source, int offset, int length, int most, string last)
        {
            if (length == 0 || length > most)
            {
                return null;
            }

            return Ascii.Same(source, offset, length, last) ? last : Ascii.Text(source, offset, length);
        }
    }
}
