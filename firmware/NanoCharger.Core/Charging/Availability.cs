using NanoCharger.Core.State;

namespace NanoCharger.Core.Charging
{
    /// <summary>Whether the outlet is in service (OCPP 2.0.1, G03 and G04), also after a restart. Out of service the pilot is held in F, as soon as no transaction is open.</summary>
    public sealed class Availability : IDurable
    {
        private const int OutOfServiceBit = 1;
        private const int AtOnceBit = 2;

        /// <summary>False while the outlet is out of service, or is to be when the open transaction ends.</summary>
        public bool InService { get; private set; } = true;

        /// <summary>True when it is to go out of service without waiting for the transaction: that is ended for it, gracefully.</summary>
        public bool AtOnce { get; private set; }

        /// <inheritdoc/>
        public DurablePiece Piece
        {
            get { return DurablePiece.Availability; }
        }

        /// <inheritdoc/>
        public long Mark
        {
            get { return (InService ? 0 : OutOfServiceBit) | (AtOnce ? AtOnceBit : 0); }
        }

        /// <summary>Takes the outlet out of service or puts it back.</summary>
        public void Request(bool available, bool atOnce)
        {
            InService = available;
            AtOnce = !available && atOnce;
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
                Request((source[offset] & OutOfServiceBit) == 0, (source[offset] & AtOnceBit) != 0);
            }
        }
    }
}
