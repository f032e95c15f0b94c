using System.IO;
using NanoCharger.Hal;
using NanoCharger.Storage;
using NanoCharger.Text;

namespace NanoCharger.Core.State
{
    /// <summary>What must survive a restart, in one place: its one owner, who writes it when it has changed.</summary>
    /// <remarks>
    /// Two slot files (<see cref="SlotFrame"/>, "NCZ"): of each piece its number (1), its length (1) and its bytes; a zero ends them. Both slots hold the
    /// newest: a change goes to the one at once and to the other when the contactor is open or 10 s later, so that one turn never waits for two
    /// writes. A power cut leaves the state before or after the change; a slot that the flash has spoilt is mended at the next start from the other.
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
        private long _generation;
        private long _storedMark;
        private long _storedMicros;
        private bool _nextIsB;
        private bool _copyOwed;

        /// <summary>A state of these pieces; nothing is read yet.</summary>
        /// <param name="storage">Where it is kept.</param>
        /// <param name="pieces">Each piece once.</param>
        public DurableState(IStorage storage, IDurable[] pieces)
        {
            _storage = storage;
            _pieces = pieces;
            _bytes = new byte[SlotFrame.HeaderBytes + (pieces.Length * (HeadBytes + MostPieceBytes)) + 1 + SlotFrame.CrcBytes];
        }

        /// <summary>True when there was a state and it is lost: files, and none of them sound.</summary>
        public bool Lost { get; private set; }

        /// <summary>Slots that the last <see cref="Load"/> found damaged or older, and mended.</summary>
        public int Mended { get; private set; }

        /// <summary>Gives all pieces what is stored, and mends a slot that does not hold it. At the start, contactor open. Cost: some ms; a write where a slot was spoilt.</summary>
        /// <exception cref="IOException">The flash failed.</exception>
        public void Load()
        {
            byte[] a = Read(SlotA);
            byte[] b = Read(SlotB);
            byte[] newest = SlotFrame.Newer(a, b);
            Lost = newest == null && (_storage.Length(SlotA) >= 0 || _storage.Length(SlotB) >= 0);
            if (newest != null)
            {
                _generation = SlotFrame.Generation(newest);
                Distribute(newest);
                if (a == null || b == null || SlotFrame.Generation(a) != SlotFrame.Generation(b))
                {
                    Mended++;
                    _storage.Write(newest == a ? SlotB : SlotA, newest, newest.Length);
                }
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
                _generation++;
                Write();
                _storedMark = mark;
                _storedMicros = nowMicros;
                _copyOwed = true;
            }
            else if (_copyOwed && (!closed || nowMicros - _storedMicros >= SecondCopyMicros))
            {
                Write();
                _copyOwed = false;
            }
        }

        private void Write()
        {
            int length = Compose();
            SlotFrame.Seal(_bytes, length, Letters, FormatVersion, _generation);
            _storage.Write(_nextIsB ? SlotB : SlotA, _bytes, length);
            _nextIsB = !_nextIsB;
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

        private byte[] Read(string name)
        {
            int length = _storage.Length(name);
            if (length < 0 || length > _bytes.Length)
            {
                return null;
            }

            byte[] slot = new byte[length];
            return _storage.Read(name, 0, slot, 0, length) == length && SlotFrame.IsSound(slot, length, Letters, FormatVersion) ? slot : null;
        }
    }
}
