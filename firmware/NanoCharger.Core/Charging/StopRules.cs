using NanoCharger.Core.Settings;
using NanoCharger.Core.State;
using NanoCharger.Text;

namespace NanoCharger.Core.Charging
{
    /// <summary>The limits of one transaction: its energy, its time, and a power so low that it is over.</summary>
    /// <remarks>
    /// A limit that is reached stops the charging, not the transaction: raised later, the same transaction goes on. What was charged before a
    /// loss of power counts against the same wish, as long as the outlet was not seen empty since.
    /// </remarks>
    public sealed class StopRules : IDurable
    {
        /// <summary>For so long the power has to stay below its limit: a vehicle that warms or balances its battery pauses for less.</summary>
        public const long UnderPowerMicros = 60_000_000;

        private const int PieceBytes = 24;

        private long _mostMilliwattHours;
        private long _mostMicros;
        private int _leastMilliwatts;
        private long _startMilliwattHours;
        private long _startMicros;
        private long _usedMicros;
        private bool _carries;
        private long _powerMicros;
        private bool _running;
        private bool _underPower;

        /// <summary>Why the transaction ends when the vehicle leaves now; None while no limit of energy or time is reached.</summary>
        public StoppedReason Reason { get; private set; }

        /// <summary>Which limit is reached, so that no current flows; None for none.</summary>
        public NoCurrent WhyNot
        {
            get
            {
                return Reason == StoppedReason.EnergyLimitReached ? NoCurrent.EnergyReached
                    : Reason == StoppedReason.TimeLimitReached ? NoCurrent.TimeReached
                    : _underPower ? NoCurrent.UnderPower
                    : NoCurrent.None;
            }
        }

        /// <summary>Takes over the settings stop.*; 0 is none. Another power than before lifts the stop that the old one made.</summary>
        public void Configure(SettingsStore settings)
        {
            _mostMilliwattHours = settings.Int(SettingId.StopEnergy) * 1_000L;
            _mostMicros = settings.Int(SettingId.StopTime) * 1_000_000L;
            int leastMilliwatts = settings.Int(SettingId.StopUnderPower) * 1_000;
            if (leastMilliwatts != _leastMilliwatts)
            {
                _leastMilliwatts = leastMilliwatts;
                _underPower = false;
            }
        }

        /// <inheritdoc/>
        public DurablePiece Piece
        {
            get { return DurablePiece.StopRules; }
        }

        /// <inheritdoc/>
        /// <remarks>Where nobody has set a limit nothing needs to be written.</remarks>
        public long Mark
        {
            get { return !Kept ? 0 : 1 + _startMilliwattHours + (_startMicros * 31) + (_usedMicros * 961); }
        }

        private bool Kept
        {
            get { return (_running || _carries) && (_mostMilliwattHours > 0 || _mostMicros > 0); }
        }

        /// <inheritdoc/>
        public int Save(byte[] target, int offset)
        {
            if (!Kept)
            {
                return 0;
            }

            LittleEndian.Put64(target, offset, _startMilliwattHours);
            LittleEndian.Put64(target, offset + 8, _startMicros);
            LittleEndian.Put64(target, offset + 16, _usedMicros);
            return PieceBytes;
        }

        /// <inheritdoc/>
        public void Load(byte[] source, int offset, int length)
        {
            if (length >= PieceBytes)
            {
                _startMilliwattHours = LittleEndian.Get64(source, offset);
                _startMicros = LittleEndian.Get64(source, offset + 8);
                _usedMicros = LittleEndian.Get64(source, offset + 16);
                _carries = true;
            }
        }

        /// <summary>The transaction that they were for was cut: what it has used counts on for who is still there.</summary>
        /// <param name="lastMicros">Monotonic time of its last record, in its own boot.</param>
        public void Interrupt(long lastMicros)
        {
            if (_carries && lastMicros > _startMicros)
            {
                _usedMicros += lastMicros - _startMicros;
            }

            _startMicros = 0;
        }

        /// <summary>After a restart that found no open transaction: what is left over from one that ended counts no more; what <see cref="Interrupt"/> left waits on for who is still there.</summary>
        public void ForgetEnded()
        {
            if (_startMicros != 0)
            {
                Forget();
            }
        }

        /// <summary>What was used before counts no more.</summary>
        public void Forget()
        {
            _carries = false;
            _usedMicros = 0;
        }

        /// <summary>A transaction begins, or goes on in a new one after a loss of power.</summary>
        public void Begin(long registerMilliwattHours, long nowMicros)
        {
            long used = _usedMicros;
            bool carries = _carries;
            End();
            _running = true;
            _usedMicros = used;
            _startMilliwattHours = carries ? _startMilliwattHours : registerMilliwattHours;
            _startMicros = nowMicros;
            _powerMicros = nowMicros;
        }

        /// <summary>The transaction is over.</summary>
        public void End()
        {
            _running = false;
            _underPower = false;
            Reason = StoppedReason.None;
            Forget();
        }

        /// <summary>Judges one turn.</summary>
        /// <param name="registerMilliwattHours">The register.</param>
        /// <param name="milliwatts">Power of all phases, averaged over about a second.</param>
        /// <param name="charging">True while the contactor is closed and power is on offer.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        public void Update(long registerMilliwattHours, int milliwatts, bool charging, long nowMicros)
        {
            if (!_running)
            {
                return;
            }

            bool energy = _mostMilliwattHours > 0 && registerMilliwattHours - _startMilliwattHours >= _mostMilliwattHours;
            bool time = _mostMicros > 0 && nowMicros - _startMicros + _usedMicros >= _mostMicros;
            Reason = energy ? StoppedReason.EnergyLimitReached : time ? StoppedReason.TimeLimitReached : StoppedReason.None;

            if (!charging || milliwatts >= _leastMilliwatts)
            {
                _powerMicros = nowMicros;
            }
            else if (nowMicros - _powerMicros >= UnderPowerMicros)
            {
                _underPower = true;
            }
        }
    }
}
