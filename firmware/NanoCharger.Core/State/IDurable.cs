namespace NanoCharger.Core.State
{
    /// <summary>A piece of the charger's state that survives a restart. <see cref="DurableState"/> alone writes it; a piece has no file of its own.</summary>
    public interface IDurable
    {
        /// <summary>Which piece it is, for good.</summary>
        DurablePiece Piece { get; }

        /// <summary>A number that is another one whenever what <see cref="Save"/> would write is another one. Asked in every turn: some calls at most, nothing allocated.</summary>
        long Mark { get; }

        /// <summary>Writes the piece.</summary>
        /// <param name="target">Takes it; there are 255 bytes of room.</param>
        /// <param name="offset">From where on.</param>
        /// <returns>Bytes written, 0..255.</returns>
        int Save(byte[] target, int offset);

        /// <summary>Takes the piece back, at the start, before the loop runs. What is too short or means nothing to this firmware leaves everything as it is.</summary>
        /// <param name="source">What <see cref="Save"/> wrote, perhaps of an older firmware.</param>
        /// <param name="offset">From where on.</param>
        /// <param name="length">Bytes of it.</param>
        void Load(byte[] source, int offset, int length);
    }
}
