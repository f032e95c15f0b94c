using NanoCharger.Check.Cost;
using NanoCharger.Core.Metering;
using NanoCharger.Core.Pilot;
using NanoCharger.Hal;

namespace NanoCharger.Check.Workloads
{
    /// <summary>What the control loop does with one block, and nothing else.</summary>
    [Counted]
    internal sealed class BlockWork
    {
        private const int NominalMicros = 20_000;

        private readonly ISampler _sampler;
        private readonly SampleBlock _block;
        private readonly Meter _meter;
        private readonly FrequencyMeter _frequency = new FrequencyMeter();
        private readonly PilotDecoder _pilot;

        public BlockWork(ISampler sampler)
        {
            _sampler = sampler;
            _block = new SampleBlock(sampler.Phases, sampler.MaxRounds);
            _meter = new Meter(sampler, Calibrated(sampler.Phases));
            _pilot = new PilotDecoder(new PilotScale(sampler));
        }

        // As a unit is after its calibration: every channel with all the points there may be.
        private static Calibration Calibrated(int phases)
        {
            Calibration calibration = new Calibration(phases);
            for (int phase = 0; phase < phases; phase++)
            {
                for (int point = 1; point <= ChannelCalibration.MostPoints; point++)
                {
                    calibration.Voltage(phase).Put(90_000 * point, 1_000_000 + point);
                    calibration.Current(phase).Put(90_000 * point, 1_000_000 - point);
                }
            }

            return calibration;
        }

        /// <summary>Acquires, meters and decodes one block. True when it was measured and the vehicle was seen in C.</summary>
        public bool Turn()
        {
            _meter.SetMillihertz(_frequency.Millihertz);
            _sampler.Acquire(_block, _frequency.CycleMicros(NominalMicros));
            bool measured = _meter.Update(_block);
            _frequency.Update(_block, _meter.VoltageRestMillicounts[0]);
            _pilot.Update(_block, true, true);
            return measured && _pilot.State == VehicleState.ReadyToCharge;
        }
    }
}
