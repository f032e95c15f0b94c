using NanoCharger.Core.Settings;

namespace NanoCharger.Core.Charging
{
    /// <summary>The limits of one transaction: its energy, its time, and a power so low that it is over.</summary>
    /// <remarks>A limit that is reached stops the charging, not the transaction: raised later, the same transaction goes on.</remarks>
    public sealed class StopRules
    {
        /// <summary>For so long the power has to stay below its limit: a vehicle that warms or balances its battery pauses for less.</summary>
        public const long UnderPowerMicros = 60_000_000;

        private long _mostMilliwattHours;
        private long _mostMicros;
        private int _leastMilliwatts;
        private long _startMilliwattHours;
        private long _startMicros;
        private long _powerMicros;
        private bool _running;
        private bool _underPower;

        /// <summary>Why the transaction ends when the vehicle leaves now; None while no limit of energy or time is reached.</summary>
        public StoppedReason Reason { get; private set; }

        /// <summary>True while a limit is reached: no charging.</summary>
        public bool Reached
        {
            get { return _underPower || Reason != StoppedReason.None; }
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

        /// <summary>A transaction begins.</summary>
        public void Begin(long registerMilliwattHours, long nowMicros)
        {
            End();
            _running = true;
            _startMilliwattHours = registerMilliwattHours;
            _startMicros = nowMicros;
            _powerMicros = nowMicros;
        }

        /// <summary>The transaction is over.</summary>
        public void End()
        {
            _running = false;
            _underPower = false;
            Reason = StoppedReason.None;
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
            bool time = _mostMicros > 0 && nowMicros - _startMicros >= _mostMicros;
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
