using System.Collections.Generic;
using NanoCharger.Core.State;

namespace NanoCharger.System.Tests.Storage
{
    /// <summary>A piece of the durable state at its longest.</summary>
    internal sealed class FullPiece : IDurable
    {
        private readonly int _bytes;

        private FullPiece(DurablePiece piece, int bytes)
        {
            Piece = piece;
            _bytes = bytes;
        }

        /// <summary>The pieces that the firmware has, as long as they can become: every fault latched, eight profiles.</summary>
        public static IReadOnlyList<FullPiece> All { get; } =
        [
            new(DurablePiece.Latches, 34), new(DurablePiece.Availability, 1), new(DurablePiece.TechnicianLimit, 4),
            new(DurablePiece.Grant, 1), new(DurablePiece.StopRules, 24), new(DurablePiece.Profiles, 104),
            new(DurablePiece.Closings, 4),
        ];

        public DurablePiece Piece { get; }

        public long Mark { get; set; }

        public int Save(byte[] target, int offset)
        {
            return _bytes;
        }

        public void Load(byte[] source, int offset, int length)
        {
        }
    }
}
