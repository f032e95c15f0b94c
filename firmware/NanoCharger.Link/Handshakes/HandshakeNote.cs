using NanoCharger.Hal;
using NanoCharger.Storage;

namespace NanoCharger.Link.Handshakes
{
    /// <summary>What a restart must not forget of handshakes: whether one was under way, and how far the ration has come.</summary>
    /// <remarks>
    /// A file of 14 bytes (<see cref="SlotFrame"/>, "NCH"): the ration's step (1), and 1 while one is under way (1). One that cannot be read counts as
    /// one under way: when in doubt the next handshake waits.
    /// </remarks>
    internal sealed class HandshakeNote
    {
        /// <summary>Name of the file.</summary>
        internal const string FileName = "link.note";

        private const string Letters = "NCH";
        private const int FormatVersion = 1;
        private const int StepAt = SlotFrame.HeaderBytes;
        private const int UnderWayAt = StepAt + 1;
        private const int Bytes = UnderWayAt + 1 + SlotFrame.CrcBytes;

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

            bool sound = length == Bytes && _storage.Read(FileName, 0, _bytes, 0, Bytes) == Bytes && SlotFrame.IsSound(_bytes, Bytes, Letters, FormatVersion);
            Step = sound ? _bytes[StepAt] : 0;
            UnderWay = !sound || _bytes[UnderWayAt] == 1;
        }

        /// <summary>Stores it; durable on return. Cost: one write to flash, up to 400 ms in which no thread runs.</summary>
        internal void Save(int step, bool underWay)
        {
            Step = step;
            UnderWay = underWay;
            _bytes[StepAt] = (byte)step;
            _bytes[UnderWayAt] = (byte)(underWay ? 1 : 0);
            SlotFrame.Seal(_bytes, Bytes, Letters, FormatVersion, 0);
            _storage.Write(FileName, _bytes, Bytes);
        }
    }
}
