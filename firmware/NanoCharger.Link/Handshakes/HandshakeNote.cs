using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Link.Handshakes
{
    /// <summary>What a restart must not forget of handshakes: whether one was under way, and how far the ration has come.</summary>
    /// <remarks>
    /// A file of 12 bytes, little endian: "NCH", the format version (1), the ration's step (1), 1 while one is under way (1), zero (2), CRC-32 of all
    /// that (4). One that cannot be read counts as one under way: when in doubt the next handshake waits.
    /// </remarks>
    internal sealed class HandshakeNote
    {
        /// <summary>Name of the file.</summary>
        internal const string FileName = "link.note";

        private const int Bytes = 12;
        private const int CrcOffset = 8;
        private const byte Version = 1;

        private readonly IStorage _storage;
        private readonly byte[] _bytes = new byte[Bytes];

        /// <summary>A note in this flash.</summary>
        internal HandshakeNote(IStorage storage)
        {
            _storage = storage;
        }

        /// <summary>The step of the ration, 0 for none.</summary>
        internal int Step { get; private set; }

        /// <summary>True while a handshake is under way, or was when the chip was reset.</summary>
        internal bool UnderWay { get; private set; }

        /// <summary>Reads it.</summary>
        internal void Load()
        {
            int length = _storage.Length(FileName);
            if (length < 0)
            {
                return;
            }

            bool read = length == Bytes && _storage.Read(FileName, 0, _bytes, 0, Bytes) == Bytes;
            bool sound = read && _bytes[0] == 'N' && _bytes[1] == 'C' && _bytes[2] == 'H' && _bytes[3] == Version
                && Crc32.Compute(_bytes, 0, CrcOffset) == LittleEndian.Get32(_bytes, CrcOffset);
            Step = sound ? _bytes[4] : 0;
            UnderWay = !sound || _bytes[5] == 1;
        }

        /// <summary>Stores it; durable on return. Cost: one write to flash, up to 400 ms in which no thread runs.</summary>
        internal void Save(int step, bool underWay)
        {
            Step = step;
            UnderWay = underWay;
            _bytes[0] = (byte)'N';
            _bytes[1] = (byte)'C';
            _bytes[2] = (byte)'H';
            _bytes[3] = Version;
            _bytes[4] = (byte)step;
            _bytes[5] = (byte)(underWay ? 1 : 0);
            _bytes[6] = 0;
            _bytes[7] = 0;
            LittleEndian.Put32(_bytes, CrcOffset, Crc32.Compute(_bytes, 0, CrcOffset));
            _storage.Write(FileName, _bytes, Bytes);
        }
    }
}
