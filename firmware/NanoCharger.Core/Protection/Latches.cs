using NanoCharger.Core.State;

namespace NanoCharger.Core.Protection
{
    /// <summary>The faults that only unplugging or the technician clears, over a restart: which are present, and how often residual current and earth were retried.</summary>
    /// <remarks>The power that goes is no reason to close again onto a leak. A waiting time begins anew in full: no clock runs through a cut.</remarks>
    internal sealed class Latches : IDurable
    {
        private const int RetryBits = 8;
        private const int HeadBytes = 2;

        private readonly Fault[] _faults;
        private readonly RetryPolicy _residual;
        private readonly RetryPolicy _earth;

        /// <summary>Latches of these faults.</summary>
        /// <param name="faults">At most 32.</param>
        /// <param name="residual">Retries of a residual trip.</param>
        /// <param name="earth">Retries of a lost earth.</param>
        internal Latches(Fault[] faults, RetryPolicy residual, RetryPolicy earth)
        {
            _faults = faults;
            _residual = residual;
            _earth = earth;
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

                return (((present << RetryBits) | (uint)_residual.Kept) << RetryBits) | (uint)_earth.Kept;
            }
        }

        /// <inheritdoc/>
        /// <remarks>Retries of both, then the codes of the faults that are present.</remarks>
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

            return length;
        }

        /// <inheritdoc/>
        public void Load(byte[] source, int offset, int length)
        {
            for (int at = HeadBytes; at < length; at++)
            {
                for (int i = 0; i < _faults.Length; i++)
                {
                    if ((byte)_faults[i].Code == source[offset + at])
                    {
                        _faults[i].Restore();
                    }
                }
            }

            if (length >= HeadBytes)
            {
                _residual.Restore(source[offset]);
                _earth.Restore(source[offset + 1]);
            }
        }
    }
}
