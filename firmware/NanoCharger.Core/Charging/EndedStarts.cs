using NanoCharger.Text;

namespace NanoCharger.Core.Charging
{
    /// <summary>The newest remote starts on which nothing will begin any more: withdrawn, or gone without a transaction though they named their seconds. A request that comes twice must not wake them.</summary>
    internal sealed class EndedStarts
    {
        /// <summary>Bytes that it takes in flash.</summary>
        internal const int Bytes = Kept * IdBytes;

        private const int Kept = 4;
        private const int IdBytes = 4;

        private readonly int[] _ids = { -1, -1, -1, -1 };

        /// <summary>Number of changes.</summary>
        internal int Changes { get; private set; }

        /// <summary>True when there is one.</summary>
        internal bool Any
        {
            get { return _ids[0] >= 0; }
        }

        /// <summary>True when it is one of them.</summary>
        internal bool Has(int remoteStartId)
        {
            for (int i = 0; i < Kept; i++)
            {
                if (_ids[i] == remoteStartId)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Adds one; the oldest gives way.</summary>
        /// <param name="remoteStartId">Its id; -1 for none, which changes nothing.</param>
        internal void Add(int remoteStartId)
        {
            if (remoteStartId < 0 || Has(remoteStartId))
            {
                return;
            }

            for (int i = Kept - 1; i > 0; i--)
            {
                _ids[i] = _ids[i - 1];
            }

            _ids[0] = remoteStartId;
            Changes++;
        }

        /// <summary>Writes them, as they are after a restart.</summary>
        /// <param name="target">Where to.</param>
        /// <param name="offset">First byte there.</param>
        /// <param name="withRestart">One that a restart ends; -1 for none.</param>
        internal void Save(byte[] target, int offset, int withRestart)
        {
            int first = withRestart >= 0 && !Has(withRestart) ? 1 : 0;
            LittleEndian.Put32(target, offset, (uint)withRestart);
            for (int i = first; i < Kept; i++)
            {
                LittleEndian.Put32(target, offset + (i * IdBytes), (uint)_ids[i - first]);
            }
        }

        /// <summary>Reads them.</summary>
        internal void Load(byte[] source, int offset)
        {
            for (int i = 0; i < Kept; i++)
            {
                _ids[i] = (int)LittleEndian.Get32(source, offset + (i * IdBytes));
            }
        }
    }
}
