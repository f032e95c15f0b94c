using NanoCharger.Core.State;

namespace NanoCharger.Core.Charging
{
    /// <summary>What of a grant survives a restart: who has asked for the transaction's end, and that the grant of whoever is plugged in is used up.</summary>
    public sealed class GrantMemory : IDurable
    {
        private const int UsedBit = 0x80;

        private readonly Grant _grant;

        /// <summary>A memory of this grant.</summary>
        internal GrantMemory(Grant grant)
        {
            _grant = grant;
        }

        /// <summary>Who asked for the end of the transaction; None when nobody did.</summary>
        internal GrantSource StopBy { get; set; }

        /// <summary>True while whoever is plugged in has used a grant up.</summary>
        public bool Used
        {
            get { return _grant.Used; }
        }

        /// <inheritdoc/>
        public DurablePiece Piece
        {
            get { return DurablePiece.Grant; }
        }

        /// <inheritdoc/>
        public long Mark
        {
            get { return (long)StopBy | (_grant.Used ? UsedBit : 0L); }
        }

        /// <summary>After a restart: whoever was stopped before it gets no new grant for nothing, and no stop is left over for the next transaction.</summary>
        /// <returns>Who had asked for the stop; None for nobody.</returns>
        public GrantSource TakeStop()
        {
            GrantSource by = StopBy;
            StopBy = GrantSource.None;
            if (by != GrantSource.None)
            {
                _grant.Hold();
            }

            return by;
        }

        /// <inheritdoc/>
        public int Save(byte[] target, int offset)
        {
            target[offset] = (byte)Mark;
            return 1;
        }

        /// <inheritdoc/>
        public void Load(byte[] source, int offset, int length)
        {
            if (length > 0)
            {
                StopBy = (GrantSource)(source[offset] & ~UsedBit);
                if ((source[offset] & UsedBit) != 0)
                {
                    _grant.Hold();
                }
            }
        }
    }
}
