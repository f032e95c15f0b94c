using NanoCharger.Core.State;
using NanoCharger.Text;

namespace NanoCharger.Core.Charging
{
    /// <summary>The most that a remote start may take, energy and time: what somebody has paid or vouched for. Reached, the transaction ends.</summary>
    /// <remarks>
    /// It belongs to the start's id, not to a transaction: a charge that a loss of power has cut in parts has one limit over all of them, and only the rest is left for the next part.
    /// What flows until the vehicle has obeyed the pause (6 s) comes on top.
    /// </remarks>
    public sealed class StartLimit : IDurable
    {
        private const int PieceBytes = 36;
        private const long NotBegun = -1;

        private int _id = -1;
        private long _mostMilliwattHours;
        private long _mostMicros;
        private long _startMilliwattHours = NotBegun;
        private long _usedMicros;
        private long _startMicros;
        private bool _running;
        private int _changes;

        /// <summary>Which of its limits is reached, EnergyLimitReached or TimeLimitReached; None for neither.</summary>
        public StoppedReason Reached { get; private set; }

        /// <inheritdoc/>
        public DurablePiece Piece
        {
            get { return DurablePiece.StartLimit; }
        }

        /// <inheritdoc/>
        public long Mark
        {
            get { return _changes; }
        }

        /// <inheritdoc/>
        public int Save(byte[] target, int offset)
        {
            if (_id < 0)
            {
                return 0;
            }

            LittleEndian.Put32(target, offset, (uint)_id);
            LittleEndian.Put64(target, offset + 4, _mostMilliwattHours);
            LittleEndian.Put64(target, offset + 12, _mostMicros);
            LittleEndian.Put64(target, offset + 20, _startMilliwattHours);
            LittleEndian.Put64(target, offset + 28, _usedMicros);
            return PieceBytes;
        }

        /// <inheritdoc/>
        public void Load(byte[] source, int offset, int length)
        {
            if (length >= PieceBytes)
            {
                _id = (int)LittleEndian.Get32(source, offset);
                _mostMilliwattHours = LittleEndian.Get64(source, offset + 4);
                _mostMicros = LittleEndian.Get64(source, offset + 12);
                _startMilliwattHours = LittleEndian.Get64(source, offset + 20);
                _usedMicros = LittleEndian.Get64(source, offset + 28);
            }
        }

        /// <summary>The backend has asked for a start, and it was granted. The same one once more changes nothing.</summary>
        internal void Take(RemoteStart start)
        {
            bool limited = start.MostWattHours > 0 || start.MostSeconds > 0;
            if (limited && start.Id == _id)
            {
                return;
            }

            _id = limited ? start.Id : -1;
            _mostMilliwattHours = start.MostWattHours * 1_000L;
            _mostMicros = start.MostSeconds * 1_000_000L;
            _startMilliwattHours = NotBegun;
            _usedMicros = 0;
            _changes++;
        }

        /// <summary>A transaction begins, or goes on in a new one after a loss of power.</summary>
        /// <param name="remoteStartId">Whose it is; -1 for one that no backend has started.</param>
        /// <param name="registerMilliwattHours">The register.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        internal void Begin(int remoteStartId, long registerMilliwattHours, long nowMicros)
        {
            _running = remoteStartId >= 0 && remoteStartId == _id;
            _startMicros = nowMicros;
            if (_running && _startMilliwattHours == NotBegun)
            {
                _startMilliwattHours = registerMilliwattHours;
                _changes++;
            }
        }

        /// <summary>Judges one turn.</summary>
        internal void Update(long registerMilliwattHours, long nowMicros)
        {
            Reached = _running ? ReachedBy(registerMilliwattHours, _usedMicros + nowMicros - _startMicros) : StoppedReason.None;
        }

        /// <summary>The transaction is over, and the start with it.</summary>
        internal void End()
        {
            _running = false;
            Reached = StoppedReason.None;
            if (_id >= 0)
            {
                _id = -1;
                _changes++;
            }
        }

        /// <summary>After a restart: a transaction was cut, and what it took counts.</summary>
        /// <param name="last">Its last record.</param>
        /// <returns>Which limit it had reached by then; None for neither, and for one that is not this start's.</returns>
        internal StoppedReason Interrupt(TransactionEvent last)
        {
            if (_id < 0 || last.RemoteStartId != _id)
            {
                return StoppedReason.None;
            }

            // The power may have gone before the begin was stored here; its record has it.
            _startMilliwattHours = _startMilliwattHours == NotBegun ? last.BeginRegisterMilliwattHours : _startMilliwattHours;
            _usedMicros += last.Micros - last.BeginMicros;
            _changes++;
            return ReachedBy(last.RegisterMilliwattHours, _usedMicros);
        }

        private StoppedReason ReachedBy(long registerMilliwattHours, long usedMicros)
        {
            return _mostMilliwattHours > 0 && registerMilliwattHours - _startMilliwattHours >= _mostMilliwattHours ? StoppedReason.EnergyLimitReached
                : _mostMicros > 0 && usedMicros >= _mostMicros ? StoppedReason.TimeLimitReached
                : StoppedReason.None;
        }
    }
}
