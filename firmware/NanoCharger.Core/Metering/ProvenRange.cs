namespace NanoCharger.Core.Metering
{
    /// <summary>What a meter was proven for: the currents and voltages of its calibration's points, and a fifth beyond them.</summary>
    /// <remarks>
    /// Beyond the outermost point the gain stays what it was there, which a converter that bends makes wrong sooner or later; a fifth is what one
    /// point alone is trusted with. What lies farther out is measured all the same, and nobody may be billed by it unseen: <see cref="Holds"/>.
    /// </remarks>
    public sealed class ProvenRange
    {
        // A phase that carries less than the meter counts has nothing in the bill, whatever its voltage is.
        private const int LeastMilliwatts = 15_000;

        private const int Times = 6;
        private const int Share = 5;

        private readonly Meter _meter;
        private readonly Calibration _calibration;
        private readonly int[] _mostMilliamps;
        private readonly int[] _leastMillivolts;
        private readonly int[] _mostMillivolts;

        /// <summary>The range of a meter by its calibration; call <see cref="Update"/> when that has changed.</summary>
        public ProvenRange(Meter meter, Calibration calibration)
        {
            _meter = meter;
            _calibration = calibration;
            _mostMilliamps = new int[calibration.Phases];
            _leastMillivolts = new int[calibration.Phases];
            _mostMillivolts = new int[calibration.Phases];
        }

        /// <summary>True when each channel of each phase has a point.</summary>
        public bool Complete { get; private set; }

        /// <summary>Most current that all phases are proven for, in milliamperes: 1.2 times the least of their highest points; 0 while a channel has none.</summary>
        public int MostMilliamps { get; private set; }

        /// <summary>The calibration has changed.</summary>
        public void Update()
        {
            Complete = true;
            MostMilliamps = int.MaxValue;
            for (int phase = 0; phase < _calibration.Phases; phase++)
            {
                ChannelCalibration current = _calibration.Current(phase);
                ChannelCalibration voltage = _calibration.Voltage(phase);
                Complete &= current.Points > 0 && voltage.Points > 0;
                _mostMilliamps[phase] = Highest(current, _meter.MicroampsPerCount) / Share * Times;
                _mostMillivolts[phase] = Highest(voltage, _meter.MicrovoltsPerCount) / Share * Times;
                _leastMillivolts[phase] = voltage.Points == 0 ? int.MaxValue : TrueOf(voltage, 0, _meter.MicrovoltsPerCount) / Times * Share;
                MostMilliamps = _mostMilliamps[phase] < MostMilliamps ? _mostMilliamps[phase] : MostMilliamps;
            }
        }

        /// <summary>True when all that the last block has measured lies within. Some comparisons a phase.</summary>
        public bool Holds()
        {
            int[] milliwatts = _meter.Milliwatts;
            for (int phase = 0; phase < milliwatts.Length; phase++)
            {
                if (milliwatts[phase] >= LeastMilliwatts && IsOutside(phase))
                {
                    return false;
                }
            }

            return true;
        }

        private bool IsOutside(int phase)
        {
            int millivolts = _meter.Millivolts[phase];
            return _meter.Milliamps[phase] > _mostMilliamps[phase] || millivolts > _mostMillivolts[phase] || millivolts < _leastMillivolts[phase];
        }

        private static int Highest(ChannelCalibration channel, int microsPerCount)
        {
            return channel.Points == 0 ? 0 : TrueOf(channel, channel.Points - 1, microsPerCount);
        }

        // As the meter: thousandths of a count times micros are 1e-9; a gain of 1e6 is 1. In mA or mV.
        private static int TrueOf(ChannelCalibration channel, int point, int microsPerCount)
        {
            return (int)((long)channel.LevelMillicounts(point) * microsPerCount / 1_000 * channel.Gain(point) / 1_000_000_000);
        }
    }
}
