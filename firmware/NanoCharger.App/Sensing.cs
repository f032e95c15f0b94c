using NanoCharger.Core.Metering;
using NanoCharger.Core.Pilot;
using NanoCharger.Core.Protection;
using NanoCharger.Core.Settings;
using NanoCharger.Hal;

namespace NanoCharger.App
{
    /// <summary>What a turn sees: one block of samples, and what meter, pilot and safety parts make of it.</summary>
    internal sealed class Sensing
    {
        // Three looks settle any suspicion; the fourth is for one that had too few samples.
        private const int MostLooks = 4;

        private readonly IBoard _board;
        private readonly SettingsStore _settings;
        private readonly SampleBlock _block;
        private readonly ReferenceTracker _reference;
        private readonly PilotScale _scale;
        private readonly DepartureWatch _departure;
        private int _nominalCycleMicros;
        private int _cycleMicros;
        private int _presentMillivolts;
        private long _blockEndMicros;
        private long _meteredMicros;

        /// <summary>Makes the parts. Touches nothing of the board but its constants.</summary>
        internal Sensing(IBoard board, SettingsStore settings)
        {
            _board = board;
            _settings = settings;
            ISampler sampler = board.Sampler;
            _block = new SampleBlock(sampler.Phases, sampler.MaxRounds);
            _reference = new ReferenceTracker(sampler.BiasMillivolts, sampler.MicrovoltsPerCount);
            _scale = new PilotScale(sampler);
            _departure = new DepartureWatch(_scale);
            Pilot = new PilotDecoder(_scale);
            Calibration = new Calibration(sampler.Phases);
            Meter = new Meter(sampler, Calibration);
            Proven = new ProvenRange(Meter, Calibration);
        }

        /// <summary>The vehicle's state.</summary>
        internal PilotDecoder Pilot { get; }

        /// <summary>The meter's calibration.</summary>
        internal Calibration Calibration { get; }

        /// <summary>Volts, amperes and watts.</summary>
        internal Meter Meter { get; }

        /// <summary>What the meter is proven for.</summary>
        internal ProvenRange Proven { get; }

        /// <summary>The mains' frequency.</summary>
        internal FrequencyMeter Frequency { get; } = new FrequencyMeter();

        /// <summary>What the safety parts report.</summary>
        internal SafetySense Safety { get; } = new SafetySense();

        /// <summary>The lifetime energy register; null until the log has been recovered.</summary>
        internal EnergyRegister Register { get; private set; }

        /// <summary>True when this turn's block was measured.</summary>
        internal bool Measured { get; private set; }

        /// <summary>When the turn's block began.</summary>
        internal long BlockStartMicros { get; private set; }

        /// <summary>Begins the register with what the log has kept.</summary>
        internal void StartRegister(long milliwattHours)
        {
            Register = new EnergyRegister(milliwattHours);
        }

        /// <summary>Takes over the settings.</summary>
        internal void Configure()
        {
            _nominalCycleMicros = 1_000_000 / _settings.Int(SettingId.NominalHertz);
            _presentMillivolts = _settings.Int(SettingId.NominalVolts) * 500;
            _departure.Ventilated = _settings.Int(SettingId.Ventilation) == 1;
            Register.SetStart(_settings.Int(SettingId.StartWatts) * 1_000);
        }

        /// <summary>Acquires a block and measures it. Cost: about one mains cycle.</summary>
        /// <param name="pwm">True while PWM is on offer.</param>
        internal void Acquire(bool pwm)
        {
            // Whole cycles of the mains as it is, not as it should be: else the mean of a cut cycle would be billed.
            _cycleMicros = Frequency.CycleMicros(_nominalCycleMicros);
            Meter.SetMillihertz(Frequency.Millihertz);
            _board.Sampler.Acquire(_block, _cycleMicros);
            Measured = Meter.Update(_block);
            Frequency.Update(_block, Meter.VoltageRestMillicounts[0]);
            BlockStartMicros = _block.StartMicros;
            _blockEndMicros = _block.EndMicros;
            if (Measured)
            {
                AdjustScales();
            }

            Pilot.Update(_block, _reference.Ready, pwm);
        }

        /// <summary>While the contactor is closed a pilot that seems to have moved is looked at again at once: see <see cref="DepartureWatch"/>.</summary>
        /// <returns>True when the vehicle has left state C.</returns>
        internal bool LeftStateC(bool closed)
        {
            if (!closed)
            {
                _departure.Reset();
                return false;
            }

            Presence presence = _departure.Look(_block);
            for (int look = 0; presence == Presence.Suspect && look < MostLooks; look++)
            {
                _board.Sampler.Acquire(_block, _departure.NextLookMicros(_block.EndMicros, _cycleMicros));
                presence = _departure.Look(_block);
            }

            return presence == Presence.Departed;
        }

        /// <summary>Reads the safety parts. Cost: five pins, 1.5 ms.</summary>
        internal void ReadSafety()
        {
            Safety.Read(_board);
            Safety.MainsPresent = Meter.Millivolts[0] >= _presentMillivolts;
        }

        /// <summary>Credits the block's energy to a register.</summary>
        /// <param name="register">The lifetime register, or in a calibration run that of the run.</param>
        /// <param name="closed">True while the contactor is commanded closed.</param>
        internal void Credit(EnergyRegister register, bool closed)
        {
            if (Measured)
            {
                register.Credit(_blockEndMicros - _meteredMicros, Meter.TotalMilliwatts, closed || Safety.OutputLive);
                _meteredMicros = _blockEndMicros;
            }

            if (!Safety.OutputLive)
            {
                // The last second must be in the register when the end is recorded, and that may be in this very turn: the interlock has opened.
                register.Settle();
            }
        }

        private void AdjustScales()
        {
            _reference.Update(Meter.RestMillicounts);
            _scale.Adjust(_reference.ScalePpm, _settings.Int(SettingId.GainPilot));
            if (_reference.Ready)
            {
                _board.Thermometer.ScalePpm = _reference.ScalePpm;
                _board.Proximity.ScalePpm = _reference.ScalePpm;
            }
        }
    }
}
