using NanoCharger.Core.State;

namespace NanoCharger.Core.Protection
{
    /// <summary>The faults that only unplugging or the technician clears, over a restart: which are present, how often residual current and earth were retried, how far the ladders were climbed.</summary>
    /// <remarks>The power that goes is no reason to close again onto a leak. A waiting time begins anew in full: no clock runs through a cut.</remarks>
    internal sealed class Latches : IDurable
    {
        private const int RetryBits = 8;
        private const int HeadBytes = 2;

        // A half of what a ladder keeps is one byte among the codes of the faults, which are smaller: this, twice the ladder's number and one for the upper half, 4 bits of value.
        private const int HalfMark = 0x80;
        private const int HalfBits = 4;
        private const int HalfMask = 0xF;
        private const int HalfNumberMask = 0x7;

        private readonly Fault[] _faults;
        private readonly RetryPolicy _residual;
        private readonly RetryPolicy _earth;
        private readonly BackOff[] _ladders;
        private readonly int[] _restored;

        /// <summary>Latches of these faults.</summary>
        /// <param name="faults">At most 32.</param>
        /// <param name="residual">Retries of a residual trip.</param>
        /// <param name="earth">Retries of a lost earth.</param>
        /// <param name="ladders">At most 2.</param>
        internal Latches(Fault[] faults, RetryPolicy residual, RetryPolicy earth, BackOff[] ladders)
        {
            _faults = faults;
            _residual = residual;
            _earth = earth;
            _ladders = ladders;
            _restored = new int[ladders.Length];
        }

        /// <inheritdoc/>
        public DurablePiece Piece
        {
            get { return DurablePiece.Latches; }
        }

        /// <inheritdoc/>
        public long Mark
        {
            get
            {
                long present = 0;
                for (int i = 0; i < _faults.Length; i++)
                {
                    present = (present << 1) | (_faults[i].Kept ? 1L : 0L);
                }

                for (int i = 0; i < _ladders.Length; i++)
                {
                    present = (present << RetryBits) | (uint)_ladders[i].Kept;
                }

                return (((present << RetryBits) | (uint)_residual.Kept) << RetryBits) | (uint)_earth.Kept;
            }
        }

        /// <inheritdoc/>
        /// <remarks>Retries of both, then the codes of the faults that are present and both halves of each ladder that was climbed.</remarks>
        public int Save(byte[] target, int offset)
        {
            int length = HeadBytes;
            target[offset] = (byte)_residual.Kept;
            target[offset + 1] = (byte)_earth.Kept;
            for (int i = 0; i < _faults.Length; i++)
            {
                if (_faults[i].Kept)
                {
                    target[offset + length++] = (byte)_faults[i].Code;
                }
            }

            for (int i = 0; i < _ladders.Length; i++)
            {
                int kept = _ladders[i].Kept;
                if (kept != 0)
                {
                    int mark = HalfMark | (i << (HalfBits + 1));
                    target[offset + length++] = (byte)(mark | (kept & HalfMask));
                    target[offset + length++] = (byte)(mark | (1 << HalfBits) | (kept >> HalfBits));
                }
            }

            return length;
        }

        /// <inheritdoc/>
        public void Load(byte[] source, int offset, int length)
        {
            for (int at = HeadBytes; at < length; at++)
            {
                Load(source[offset + at]);
            }

            if (length >= HeadBytes)
            {
                _residual.Restore(source[offset]);
                _earth.Restore(source[offset + 1]);
            }
        }

        private void Load(byte one)
        {
            int ladder = (one & HalfNumberMask << HalfBits) >> (HalfBits + 1);
            if (one >= HalfMark && ladder < _ladders.Length)
            {
                int shift = (one >> HalfBits & 1) * HalfBits;
                _restored[ladder] |= (one & HalfMask) << shift;
                _ladders[ladder].Restore(_restored[ladder]);
            }

            for (int i = 0; i < _faults.Length; i++)
            {
                if ((byte)_faults[i].Code == one)
                {
                    _faults[i].Restore();
                }
            }
        }
    }
}
