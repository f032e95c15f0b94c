using NanoCharger.Core.State;
using NanoCharger.Text;

namespace NanoCharger.Core.Charging
{
    /// <summary>How often the contactor has closed in the life of this charger: its wear, for whoever replaces it.</summary>
    /// <remarks>
    /// It goes to flash with whatever else changes in the durable state, and by itself only each <see cref="MostBehind"/> closings, when the contactor has opened:
    /// a contactor lives for 100 000 closings and more. What a power cut costs is what closed since, <see cref="MostBehind"/> at most.
    /// </remarks>
    public sealed class ClosingCount : IDurable
    {
        /// <summary>So many closings may be missing after a power cut.</summary>
        public const int MostBehind = 16;

        private const int Bytes = 4;

        private long _written;

        /// <summary>Closings so far.</summary>
        public long Closings { get; private set; }

        /// <inheritdoc/>
        public DurablePiece Piece
        {
            get { return DurablePiece.Closings; }
        }

        /// <summary>Another one only when a write is due for its own sake: then it asks for one, else it goes along with others.</summary>
        public long Mark { get; private set; }

        /// <inheritdoc/>
        public int Save(byte[] target, int offset)
        {
            LittleEndian.Put32(target, offset, (uint)Closings);
            _written = Closings;
            return Bytes;
        }

        /// <inheritdoc/>
        public void Load(byte[] source, int offset, int length)
        {
            if (length >= Bytes)
            {
                Closings = LittleEndian.Get32(source, offset);
                _written = Closings;
            }
        }

        /// <summary>The contactor closes.</summary>
        internal void Count()
        {
            if (Closings < uint.MaxValue)
            {
                Closings++;
            }
        }

        /// <summary>The contactor has opened: now a write delays nothing.</summary>
        internal void Settle()
        {
            if (Closings - _written >= MostBehind)
            {
                Mark = Closings;
            }
        }
    }
}
