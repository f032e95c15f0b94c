using System;
using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Records.SessionLog
{
    /// <summary>One entry of <see cref="AsideFile"/> in memory: a record as the log had it, and why the backend does not take it.</summary>
    /// <remarks>
    /// Little endian. 0 the record with its own CRC, in whatever form; the last 100 bytes are the tail: 0 format version, 1 length of the reason, 2 length of
    /// the record (2), 4 CRC-32 of the record's bytes (4), 8 reason (88), 96 CRC-32 of the tail before. So a bent reason costs the reason and not the
    /// bill, and a record that cannot be read is known for a sound one of another form, or for a damaged one.
    /// </remarks>
    internal sealed class AsideEntry
    {
        /// <summary>Bytes behind the record.</summary>
        internal const int TailBytes = 100;

        /// <summary>Characters of a reason that are kept.</summary>
        internal const int MaxReasonLength = 88;

        /// <summary>Stands for the sequence number of an entry that is damaged.</summary>
        internal const long Damaged = 0;

        /// <summary>Stands for the sequence number of a sound record in a form that this firmware cannot read.</summary>
        internal const long Unreadable = -1;

        private const byte FormatVersion = 1;
        private const int ReasonOffset = 8;
        private const int CrcOffset = TailBytes - 4;

        /// <summary>The bytes; their number is the entry's length.</summary>
        internal byte[] Bytes { get; private set; } = new byte[LogRecord.Bytes + TailBytes];

        private int Tail
        {
            get { return Bytes.Length - TailBytes; }
        }

        /// <summary>Makes it of another length; what was in it is lost.</summary>
        internal void Resize(int length)
        {
            if (length != Bytes.Length)
            {
                Bytes = new byte[length];
            }
        }

        /// <summary>Reads the entry that begins at an offset of a file.</summary>
        /// <returns>The record's sequence number, <see cref="Damaged"/> or <see cref="Unreadable"/>.</returns>
        internal long Read(IStorage storage, string file, int offset, LogRecord into)
        {
            return storage.Read(file, offset, Bytes, 0, Bytes.Length) == Bytes.Length ? Judge(into) : Damaged;
        }

        /// <summary>What the bytes are; a record that can be read is read.</summary>
        /// <returns>As <see cref="Read"/>.</returns>
        internal long Judge(LogRecord into)
        {
            if (LogRecord.TryDecode(Bytes, 0, Tail, into))
            {
                return into.Kind == LogRecordKind.Newer ? Unreadable : into.Sequence;
            }

            return IsTailSound() && Holds(LittleEndian.Get16(Bytes, Tail + 2), Crc32.Compute(Bytes, 0, LittleEndian.Get16(Bytes, Tail + 2))) ? Unreadable : Damaged;
        }

        /// <summary>True when the tail speaks of a record of this length and CRC.</summary>
        internal bool Holds(int length, uint crc)
        {
            return LittleEndian.Get16(Bytes, Tail + 2) == length && LittleEndian.Get32(Bytes, Tail + 4) == crc;
        }

        /// <summary>Puts a record of this firmware's form into it.</summary>
        internal void Put(LogRecord record, AsciiWriter reason)
        {
            LogRecord.Encode(record, Bytes);
            PutTail(LogRecord.Bytes, reason);
        }

        /// <summary>Puts a record in whatever form into it.</summary>
        internal void Put(byte[] record, int offset, int length, AsciiWriter reason)
        {
            Array.Copy(record, offset, Bytes, 0, length);
            PutTail(length, reason);
        }

        /// <summary>Tells the reason behind what the text has.</summary>
        internal void PutReason(AsciiWriter reason)
        {
            if (IsTailSound())
            {
                reason.Put(Bytes, Tail + ReasonOffset, Bytes[Tail + 1]);
            }
            else
            {
                reason.Put("the reason is damaged");
            }
        }

        private void PutTail(int recordLength, AsciiWriter reason)
        {
            int tail = Tail;
            int length = reason.Length < MaxReasonLength ? reason.Length : MaxReasonLength;
            for (int i = recordLength; i < Bytes.Length; i++)
            {
                Bytes[i] = 0;
            }

            Bytes[tail] = FormatVersion;
            Bytes[tail + 1] = (byte)length;
            LittleEndian.Put16(Bytes, tail + 2, recordLength);
            LittleEndian.Put32(Bytes, tail + 4, Crc32.Compute(Bytes, 0, recordLength));
            Array.Copy(reason.Buffer, 0, Bytes, tail + ReasonOffset, length);
            LittleEndian.Put32(Bytes, tail + CrcOffset, Crc32.Compute(Bytes, tail, CrcOffset));
        }

        private bool IsTailSound()
        {
            return Bytes[Tail] == FormatVersion && Bytes[Tail + 1] <= MaxReasonLength && LittleEndian.Get16(Bytes, Tail + 2) <= Tail
                && LittleEndian.Get32(Bytes, Tail + CrcOffset) == Crc32.Compute(Bytes, Tail, CrcOffset);
        }
    }
}
