namespace NanoCharger.Core.Tests.State
{
    using NanoCharger.Core.State;

    /// <summary>A piece of state of one number.</summary>
    public sealed class FakePiece : IDurable
    {
        /// <summary>Makes a piece.</summary>
        public FakePiece(DurablePiece piece)
        {
            Piece = piece;
        }

        /// <inheritdoc/>
        public DurablePiece Piece { get; }

        /// <summary>The state.</summary>
        public int Value { get; set; }

        /// <inheritdoc/>
        public long Mark
        {
            get { return Value; }
        }

        /// <inheritdoc/>
        public int Save(byte[] target, int offset)
        {
            target[offset] = (byte)Value;
            target[offset + 1] = (byte)(Value >> 8);
            return 2;
        }

        /// <inheritdoc/>
        public void Load(byte[] source, int offset, int length)
        {
            Value = length < 2 ? Value : source[offset] | (source[offset + 1] << 8);
        }
    }
}
