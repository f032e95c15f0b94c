using NanoCharger.Hal;
using NanoCharger.Storage;
using NanoCharger.Text;

namespace NanoCharger.Core.Protection
{
    /// <summary>How often each fault has occurred in the life of this charger: kept over power cuts in two slots by turns.</summary>
    /// <remarks>
    /// A slot's own bytes (<see cref="SlotFrame"/>, "NCF") are the number of codes (2) and a count for each code (4), little endian. The newer
    /// sound slot counts. A write goes to the other one, so a power cut in it costs what was not yet written, never what was. Both are read and
    /// written in one buffer, since a fault may come at any turn and nothing is allocated in one.
    /// </remarks>
    public sealed class FaultCounters
    {
        /// <summary>Names of the two files.</summary>
        public const string FirstName = "faults.a";

        /// <summary>Name of the second file.</summary>
        public const string SecondName = "faults.b";

        private const int FormatVersion = 1;
        private const string Letters = "NCF";
        private const int CodesOffset = SlotFrame.HeaderBytes;
        private const int CountsOffset = CodesOffset + 2;
        private const int CountBytes = 4;

        // Room for the counters of firmware with more faults than this one knows: they are kept as they are.
        private const int MostCodes = 64;

        private readonly uint[] _counts = new uint[MostCodes];
        private readonly byte[] _bytes = new byte[CountsOffset + (MostCodes * CountBytes) + SlotFrame.CrcBytes];
        private uint _generation;

        /// <summary>True when something was counted since the last <see cref="Save"/>.</summary>
        public bool Dirty { get; private set; }

        /// <summary>How often a fault has occurred.</summary>
        public long Of(FaultCode code)
        {
            return _counts[(int)code];
        }

        /// <summary>Takes the newer sound slot; with none everything starts at 0. Cost: about 4 ms.</summary>
        public void Load(IStorage storage)
        {
            long first = GenerationOf(storage, FirstName);
            long second = GenerationOf(storage, SecondName);
            if (first >= 0 || second >= 0)
            {
                _generation = (uint)(first > second ? first : second);
                GenerationOf(storage, first > second ? FirstName : SecondName);
                TakeCounts();
            }
        }

        /// <summary>Writes all counts to the older slot. Cost: one write, 45 ms typical, up to 400 ms: for the background only.</summary>
        public void Save(IStorage storage)
        {
            uint generation = _generation + 1;
            LittleEndian.Put16(_bytes, CodesOffset, MostCodes);
            for (int i = 0; i < MostCodes; i++)
            {
                LittleEndian.Put32(_bytes, CountsOffset + (i * CountBytes), _counts[i]);
            }

            SlotFrame.Seal(_bytes, _bytes.Length, Letters, FormatVersion, generation);
            storage.Write(generation % 2 == 1 ? FirstName : SecondName, _bytes, _bytes.Length);
            _generation = generation;
            Dirty = false;
        }

        /// <summary>Counts one occurrence.</summary>
        internal void Count(FaultCode code)
        {
            if (_counts[(int)code] < uint.MaxValue)
            {
                _counts[(int)code]++;
            }

            Dirty = true;
        }

        // Reads a slot into the buffer. -1 when there is none, or it is damaged or of another format.
        private long GenerationOf(IStorage storage, string name)
        {
            int length = storage.Read(name, 0, _bytes, 0, _bytes.Length);
            bool sound = SlotFrame.IsSound(_bytes, length, Letters, FormatVersion)
                && length == CountsOffset + (_bytes[CodesOffset] * CountBytes) + SlotFrame.CrcBytes;
            return sound ? SlotFrame.Generation(_bytes) : -1;
        }

        private void TakeCounts()
        {
            for (int i = 0; i < _bytes[CodesOffset] && i < MostCodes; i++)
            {
                _counts[i] = LittleEndian.Get32(_bytes, CountsOffset + (i * CountBytes));
            }
        }
    }
}
