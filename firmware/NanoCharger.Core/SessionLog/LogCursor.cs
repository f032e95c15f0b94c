using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Core.SessionLog
{
    /// <summary>The small file beside the segments: how far the backend has answered, and what must outlive a deleted segment.</summary>
    /// <remarks>32 bytes, written whole: "NCC", format version 2, released sequence (8), boot (4), register mWh (8), pagination (4), CRC-32.</remarks>
    internal sealed class LogCursor
    {
        private const string FileName = "cursor";
        private const int FormatVersion = 2;
        private const int Bytes = 32;
        private const int CrcBytes = 4;

        private readonly byte[] _bytes = new byte[Bytes];

        /// <summary>Last sequence number that the backend has answered for; 0 for none.</summary>
        internal long Released { get; private set; }

        /// <summary>Number of the latest boot; 0 for none.</summary>
        internal long Boot { get; private set; }

        /// <summary>The energy register at the latest save.</summary>
        internal long RegisterMilliwattHours { get; private set; }

        /// <summary>The last number of a signed document at the latest save; 0 for none.</summary>
        internal long Pagination { get; private set; }

        /// <summary>Reads the file; a missing or damaged one leaves zeros, which can only repeat what was delivered.</summary>
        /// <returns>False when there is a file and it is damaged.</returns>
        internal bool Load(IStorage storage)
        {
            Released = 0;
            Boot = 0;
            RegisterMilliwattHours = 0;
            Pagination = 0;
            int length = storage.Length(FileName);
            if (length < 0)
            {
                return true;
            }

            if (length != Bytes || storage.Read(FileName, 0, _bytes, 0, length) != length
                || _bytes[0] != 'N' || _bytes[1] != 'C' || _bytes[2] != 'C' || _bytes[3] != FormatVersion
                || LittleEndian.Get32(_bytes, length - CrcBytes) != Crc32.Compute(_bytes, 0, length - CrcBytes))
            {
                return false;
            }

            Released = LittleEndian.Get64(_bytes, 4);
            Boot = LittleEndian.Get32(_bytes, 12);
            RegisterMilliwattHours = LittleEndian.Get64(_bytes, 16);
            Pagination = LittleEndian.Get32(_bytes, 24);
            return true;
        }

        /// <summary>Stores new values; durable on return. A failure leaves the old ones.</summary>
        internal void Save(IStorage storage, long released, long boot, long registerMilliwattHours, long pagination)
        {
            _bytes[0] = (byte)'N';
            _bytes[1] = (byte)'C';
            _bytes[2] = (byte)'C';
            _bytes[3] = FormatVersion;
            LittleEndian.Put64(_bytes, 4, released);
            LittleEndian.Put32(_bytes, 12, (uint)boot);
            LittleEndian.Put64(_bytes, 16, registerMilliwattHours);
            LittleEndian.Put32(_bytes, 24, (uint)pagination);
            LittleEndian.Put32(_bytes, Bytes - CrcBytes, Crc32.Compute(_bytes, 0, Bytes - CrcBytes));
            storage.Write(FileName, _bytes, Bytes);
            Released = released;
            Boot = boot;
            RegisterMilliwattHours = registerMilliwattHours;
            Pagination = pagination;
        }
    }
}
