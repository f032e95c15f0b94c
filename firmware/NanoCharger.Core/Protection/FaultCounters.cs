using System.IO;
using NanoCharger.Hal;
using NanoCharger.Storage;
using NanoCharger.Text;

namespace NanoCharger.Core.Protection
{
    /// <summary>How often each fault has occurred in the life of this charger: kept over power cuts, in two slots that both hold the newest.</summary>
    /// <remarks>
    /// A slot's own bytes (<see cref="SlotPair"/>, "NCF") are the number of codes (2) and a count for each code (4), little endian. A power cut costs
    /// what was not yet written, never what was. All is written from one buffer, since a fault may come at any turn and nothing is allocated in one.
    /// Nothing hangs on a count: a flash that does not take it halts nobody, or a fault that lasts would reset the chip again and again.
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

        private const long AgainMicros = 60_000_000;
        private const string NotTaken = "the flash does not take them: tried again in 60 s";

        // Room for the counters of firmware with more faults than this one knows: they are kept as they are.
        private const int MostCodes = 64;
        private const int MostBytes = CountsOffset + (MostCodes * CountBytes) + SlotFrame.CrcBytes;

        private readonly uint[] _counts = new uint[MostCodes];
        private readonly byte[] _bytes = new byte[MostBytes];
        private readonly SlotPair _slots = new SlotPair(FirstName, SecondName, Letters, FormatVersion, MostBytes, IsSound);
        private bool _counted;
        private long _notBeforeMicros;

        /// <summary>True while something was counted that not both slots hold.</summary>
        public bool Dirty
        {
            get { return _counted || _slots.SecondOwed; }
        }

        /// <summary>What the technician should know of the slots at the last <see cref="Load"/>; null for nothing.</summary>
        public string Notice
        {
            get { return _slots.Lost ? "both copies damaged: counted from 0 again" : _slots.Notice; }
        }

        /// <summary>How often a fault has occurred.</summary>
        public long Of(FaultCode code)
        {
            return _counts[(int)code];
        }

        /// <summary>Takes the newest sound slot, and mends the other from it; with none everything starts at 0. For the start. Cost: about 4 ms; a write to flash more where there is something to mend.</summary>
        public void Load(IStorage storage)
        {
            byte[] newest = _slots.Load(storage);
            for (int i = 0; newest != null && i < newest[CodesOffset]; i++)
            {
                _counts[i] = LittleEndian.Get32(newest, CountsOffset + (i * CountBytes));
            }
        }

        /// <summary>True when <see cref="Save"/> is due: while <see cref="Dirty"/>, but for a minute after the flash has failed.</summary>
        public bool IsDue(long nowMicros)
        {
            return Dirty && nowMicros >= _notBeforeMicros;
        }

        /// <summary>Writes all counts to one slot, and with the next call to the other: no turn waits for two writes. Cost: one write, 45 ms typical, up to 400 ms: for the background only.</summary>
        /// <returns>Null, or what the technician should know: the flash has failed, and all is still owed.</returns>
        public string Save(IStorage storage, long nowMicros)
        {
            try
            {
                SaveOne(storage);
                return null;
            }
            catch (IOException)
            {
                _notBeforeMicros = nowMicros + AgainMicros;
                return NotTaken;
            }
        }

        /// <summary>Counts one occurrence.</summary>
        internal void Count(FaultCode code)
        {
            if (_counts[(int)code] < uint.MaxValue)
            {
                _counts[(int)code]++;
            }

            _counted = true;
        }

        private void SaveOne(IStorage storage)
        {
            if (_slots.SecondOwed)
            {
                _slots.SaveSecond(storage, _bytes, MostBytes);
                return;
            }

            LittleEndian.Put16(_bytes, CodesOffset, MostCodes);
            for (int i = 0; i < MostCodes; i++)
            {
                LittleEndian.Put32(_bytes, CountsOffset + (i * CountBytes), _counts[i]);
            }

            _slots.SaveFirst(storage, _bytes, MostBytes);
            _counted = false;
        }

        private static bool IsSound(byte[] slot)
        {
            return slot.Length == CountsOffset + (slot[CodesOffset] * CountBytes) + SlotFrame.CrcBytes;
        }
    }
}
