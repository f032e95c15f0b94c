using System.IO;
using NanoCharger.Hal;
using NanoCharger.Storage;

namespace NanoCharger.Core.State
{
    /// <summary>What must survive a restart, in one place: its one owner, who writes it when it has changed.</summary>
    /// <remarks>
    /// Two slot files (<see cref="SlotPair"/>, "NCZ"): of each piece its number (1), its length (1) and its bytes; a zero ends them. Both slots hold the
    /// newest: a change goes to the one at once and to the other when the contactor is open or 10 s later, so that one turn never waits for two writes.
    /// </remarks>
    public sealed class DurableState
    {
        /// <summary>Name of the first slot file.</summary>
        public const string SlotA = "state.a";

        /// <summary>Name of the second slot file.</summary>
        public const string SlotB = "state.b";

        private const string Letters = "NCZ";
        private const int FormatVersion = 1;
        private const int MostPieceBytes = 255;
        private const int HeadBytes = 2;
        private const long SecondCopyMicros = 10_000_000;

        private readonly IStorage _storage;
        private readonly IDurable[] _pieces;
        private readonly byte[] _bytes;
        private readonly SlotPair _slots;
        private int _length;
        private long _storedMark;
        private long _storedMicros;

        /// <summary>A state of these pieces; nothing is read yet.</summary>
        /// <param name="storage">Where it is kept.</param>
        /// <param name="pieces">Each piece once.</param>
        public DurableState(IStorage storage, IDurable[] pieces)
        {
            _storage = storage;
            _pieces = pieces;
            _bytes = new byte[SlotFrame.HeaderBytes + (pieces.Length * (HeadBytes + MostPieceBytes)) + 1 + SlotFrame.CrcBytes];
            _slots = new SlotPair(SlotA, SlotB, Letters, FormatVersion, _bytes.Length, null);
        }

        /// <summary>True when the last <see cref="Load"/> found that there was a state and it is lost: files, and none of them sound.</summary>
        public bool Lost
        {
            get { return _slots.Lost; }
        }

        /// <summary>What the technician should know of the slots at the last <see cref="Load"/>; null for nothing.</summary>
        public string Notice
        {
            get { return _slots.Notice; }
        }

        /// <summary>Gives all pieces what is stored, and mends a slot that does not hold it. At the start, contactor open. Cost: some ms; a write where a slot was spoilt.</summary>
        /// <exception cref="IOException">The flash cannot be read.</exception>
        public void Load()
        {
            byte[] newest = _slots.Load(_storage);
            if (newest != null)
            {
                Distribute(newest);
            }

            _storedMark = Marks();
        }

        /// <summary>Writes what has changed. To be called in every turn or every second one, after contactor and pilot have been dealt with. Cost: a write to flash where something has changed, up to 400 ms in which no thread runs.</summary>
        /// <param name="closed">True while the contactor is commanded closed.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        /// <exception cref="IOException">The flash failed.</exception>
        public void Step(bool closed, long nowMicros)
        {
            long mark = Marks();
            if (mark != _storedMark)
            {
                _length = Compose();
                _slots.SaveFirst(_storage, _bytes, _length);
                _storedMark = mark;
                _storedMicros = nowMicros;
            }
            else if (_slots.SecondOwed && (!closed || nowMicros - _storedMicros >= SecondCopyMicros))
            {
                _slots.SaveSecond(_storage, _bytes, _length);
            }
        }

        private long Marks()
        {
            long marks = 0;
            for (int i = 0; i < _pieces.Length; i++)
            {
                marks = (marks * 1_000_003) + _pieces[i].Mark;
            }

            return marks;
        }

        private int Compose()
        {
            int at = SlotFrame.HeaderBytes;
            for (int i = 0; i < _pieces.Length; i++)
            {
                int length = _pieces[i].Save(_bytes, at + HeadBytes);
                _bytes[at] = (byte)_pieces[i].Piece;
                _bytes[at + 1] = (byte)length;
                at += HeadBytes + length;
            }

            _bytes[at] = (byte)DurablePiece.None;
            return at + 1 + SlotFrame.CrcBytes;
        }

        // A piece that this firmware does not know is passed over.
        private void Distribute(byte[] slot)
        {
            int end = slot.Length - SlotFrame.CrcBytes;
            int at = SlotFrame.HeaderBytes;
            while (at + HeadBytes <= end && slot[at] != (byte)DurablePiece.None && at + HeadBytes + slot[at + 1] <= end)
            {
                for (int i = 0; i < _pieces.Length; i++)
                {
                    if ((byte)_pieces[i].Piece == slot[at])
                    {
                        _pieces[i].Load(slot, at + HeadBytes, slot[at + 1]);
                    }
                }

                at += HeadBytes + slot[at + 1];
            }
        }
    }
}
