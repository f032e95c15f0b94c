using NanoCharger.Core.Text;
using NanoCharger.Hal;

namespace NanoCharger.Core.SessionLog
{
    /// <summary>The small file beside the segments: how far the backend has answered, and what must outlive a deleted segment.</summary>
    /// <remarks>28 bytes, written whole: "NCC", format version, released sequence (8), boot (4), register mWh (8), CRC-32.</remarks>
    internal sealed class LogCursor
    {
        private const string FileName = "cursor";
        private const int FormatVersion = 1;
        private const int Bytes = 28;
        private const int CrcOffset = Bytes - 4;

        private readonly byte[] _bytes = new byte[Bytes];

        /// <summary>Last sequence number that the backend has answered for; 0 for none.</summary>
        internal long Released { get; private set; }

        /// <summary>Number of the latest boot; 0 for none.</summary>
        internal long Boot { get; private set; }

        /// <summary>The energy register at the latest save.</summary>
        internal long RegisterMilliwattHours { get; private set; }

        /// <summary>Reads the file; a missing or damaged one leaves zeros, which can only repeat what was delivered.</summary>
        /// <returns>False when there is a file and it is damaged.</returns>
        internal bool Load(IStorage storage)
        {
            Released = 0;
            Boot = 0;
            RegisterMilliwattHours = 0;
            int length = storage.Length(FileName);
            if (length < 0)
            {
                return true;
            }

            if (length != Bytes || storage.Read(FileName, 0, _bytes, 0, Bytes) != Bytes
                || _bytes[0] != 'N' || _bytes[1] != 'C' || _bytes[2] != 'C' || _bytes[3] != FormatVersion
                || LittleEndian.Get32(_bytes, CrcOffset) != Crc32.Compute(_bytes, 0, CrcOffset))
            {
                return false;
            }

            Released = LittleEndian.Get64(_bytes, 4);
            Boot = LittleEndian.Get32(_bytes, 12);
            RegisterMilliwattHours = LittleEndian.Get64(_bytes, 16);
            return true;
        }

        /// <summary>Stores new values; durable on return. A failure leaves the old ones.</summary>
        internal void Save(IStorage storage, long released, long boot, long registerMilliwattHours)
        {
            _bytes[0] = (byte)'N';
            _bytes[1] = (byte)'C';
            _bytes[2] = (byte)'C';
            _bytes[3] = FormatVersion;
            LittleEndian.Put64(_bytes, 4, released);
            LittleEndian.Put32(_bytes, 12, (uint)boot);
            LittleEndian.Put64(_bytes, 16, registerMilliwattHours);
            LittleEndian.Put32(_bytes, CrcOffset, Crc32.Compute(_bytes, 0, CrcOffset));
            storage.Write(FileName, _bytes, Bytes);
            Released = released;
            Boot = boot;
            RegisterMilliwattHours = registerMilliwattHours;
        }
    }
}
