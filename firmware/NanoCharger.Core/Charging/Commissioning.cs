using NanoCharger.Core.Metering;
using NanoCharger.Core.Settings;
using NanoCharger.Core.State;
using NanoCharger.Text;

namespace NanoCharger.Core.Charging
{
    /// <summary>Whether this unit may sell: its settings are set, it has a key and a calibration, and its safety chain has passed the self-test.</summary>
    /// <remarks>
    /// A unit that lacks one of them offers nothing but a calibration run. That is no fault: nothing is broken, and the technician is still at work. What is
    /// missing is told in one sentence, to console and backend alike. The piece of durable state is the self-test that was passed: by which board, so that a
    /// flash that has come into another one asks for a new test.
    /// </remarks>
    public sealed class Commissioning : IDurable
    {
        private const int PieceBytes = 4;
        private const int SettingsShift = 3;
        private const int Calibrated = 4;
        private const int Keyed = 2;
        private const int Tested = 1;
        private const int All = Calibrated | Keyed | Tested;

        private readonly SettingsStore _settings;
        private readonly ProvenRange _proven;
        private readonly uint _board;
        private bool _loaded;
        private bool _tested;
        private int _marks = -1;

        /// <summary>A unit of which nothing is known yet.</summary>
        /// <param name="settings">Its settings.</param>
        /// <param name="proven">What its calibration is good for.</param>
        /// <param name="board">Names the board: one with another name has not passed this one's test.</param>
        public Commissioning(SettingsStore settings, ProvenRange proven, string board)
        {
            _settings = settings;
            _proven = proven;
            byte[] name = new byte[board.Length];
            for (int i = 0; i < name.Length; i++)
            {
                name[i] = (byte)board[i];
            }

            _board = Crc32.Compute(name, 0, name.Length) | 1;
        }

        /// <summary>True when nothing is missing.</summary>
        public bool Complete
        {
            get { return _marks == All; }
        }

        /// <summary>What is missing, one after the other: "maxAmps, market, calibration, self-test"; empty when nothing is. Another text only when another thing is missing.</summary>
        public string Missing { get; private set; } = "";

        /// <inheritdoc/>
        public DurablePiece Piece
        {
            get { return DurablePiece.SelfTest; }
        }

        /// <inheritdoc/>
        public long Mark
        {
            get { return _tested ? 1 : 0; }
        }

        /// <inheritdoc/>
        public int Save(byte[] target, int offset)
        {
            LittleEndian.Put32(target, offset, _tested ? _board : 0);
            return PieceBytes;
        }

        /// <inheritdoc/>
        public void Load(byte[] source, int offset, int length)
        {
            if (length >= PieceBytes)
            {
                _loaded = true;
                _tested = (uint)LittleEndian.Get32(source, offset) == _board;
            }
        }

        /// <summary>After the start: a unit that sold by firmware which knew no such piece was looked at before it sold, and goes on.</summary>
        /// <param name="hasSold">Its log knows of a transaction.</param>
        /// <param name="stateLost">Its state is lost, so nobody knows what was in it.</param>
        public void TakeOver(bool hasSold, bool stateLost)
        {
            _tested |= hasSold && !stateLost && !_loaded;
        }

        /// <summary>The self-test has ended; one that was failed takes back what an earlier one has said. <c>faults clear</c> changes nothing of it.</summary>
        public void NoteTest(bool passed)
        {
            _tested = passed;
        }

        /// <summary>Looks whether something has changed. Some comparisons; a text where it has.</summary>
        /// <param name="hasKey">The station has a key.</param>
        /// <returns>True when it has.</returns>
        public bool Update(bool hasKey)
        {
            int left = _settings.Left;
            int marks = (left << SettingsShift) | (_proven.Complete ? Calibrated : 0) | (hasKey ? Keyed : 0) | (_tested ? Tested : 0);
            if (marks == _marks)
            {
                return false;
            }

            _marks = marks;
            string missing = left > 0 ? _settings.Missing : "";
            missing = With(missing, Keyed, "key");
            missing = With(missing, Calibrated, "calibration");
            Missing = With(missing, Tested, "self-test");
            return true;
        }

        private string With(string missing, int mark, string name)
        {
            return (_marks & mark) != 0 ? missing : missing.Length == 0 ? name : missing + ", " + name;
        }
    }
}
