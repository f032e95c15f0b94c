using System;
using NanoCharger.Emulation;

namespace NanoCharger.Check.Workloads
{
    /// <summary>A chip on a desk with steady signals: 230 V and 16 A of 50 Hz in each phase, and a pilot at 6 V and 26.67 %.</summary>
    internal sealed class SignalSource : ISurroundings
    {
        private const double Hertz = 50;
        private const double Volts = 230;
        private const double Amps = 16;
        private const double BiasMillivolts = 1300;
        private const double MillivoltsPerVolt = 2.5;
        private const double MillivoltsPerAmp = 8;
        private const double PilotHighMillivolts = 1851;
        private const double PilotLowMillivolts = 204;
        private const long PilotPeriodNanos = 1_000_000;
        private const long PilotHighNanos = 266_700;
        private const double NoiseCounts = 3;
        private const long MostNanos = 3_600_000_000_000;

        private static readonly int[] VoltagePins = [36, 32, 37];
        private static readonly int[] CurrentPins = [39, 33, 38];

        /// <inheritdoc/>
        public INetwork Network => throw new NotSupportedException("Nothing here goes on air.");

        /// <summary>Runs something as this chip's firmware, on a firmware thread, until it returns.</summary>
        public void Run(Action firmware)
        {
            Machine machine = new(new MachineOptions
            {
                Seed = 1,
                Surroundings = this,
                Adc = new AdcCharacter(1, 0, NoiseCounts, 0, 1),
                Flash = new Flash(),
                Console = new SerialLine(),
                Reader = new SerialLine(),
            });
            bool over = false;
            machine.Boot(() =>
            {
                firmware();
                over = true;
            });
            machine.Run(MostNanos, () => over || !machine.Running);
            if (machine.FirmwareFault != null)
            {
                throw new InvalidOperationException(machine.FirmwareFault.Message, machine.FirmwareFault);
            }
        }

        /// <inheritdoc/>
        public IAnalogNode Analog(int gpio)
        {
            int voltage = Array.IndexOf(VoltagePins, gpio);
            int current = Array.IndexOf(CurrentPins, gpio);
            return voltage >= 0 ? new Wave(Volts * MillivoltsPerVolt, voltage)
                : current >= 0 ? new Wave(Amps * MillivoltsPerAmp, current)
                : new PilotWave();
        }

        /// <inheritdoc/>
        public bool ReadPin(int gpio)
        {
            return false;
        }

        /// <inheritdoc/>
        public void WritePin(int gpio, bool high)
        {
        }

        /// <inheritdoc/>
        public void SetPwm(int gpio, int hertz, int dutyHundredths)
        {
        }

        /// <inheritdoc/>
        public long PulseCount(int gpio)
        {
            return 0;
        }

        /// <inheritdoc/>
        public void ChipReset()
        {
        }

        private sealed class Wave : IAnalogNode
        {
            private readonly double _amplitude;
            private readonly double _phase;

            public Wave(double rmsMillivolts, int phase)
            {
                _amplitude = rmsMillivolts * Math.Sqrt(2);
                _phase = phase * 2 * Math.PI / 3;
            }

            public double Millivolts(long nowNanos)
            {
                return BiasMillivolts + (_amplitude * Math.Sin((2 * Math.PI * Hertz * nowNanos / 1e9) - _phase));
            }
        }

        private sealed class PilotWave : IAnalogNode
        {
            public double Millivolts(long nowNanos)
            {
                return nowNanos % PilotPeriodNanos < PilotHighNanos ? PilotHighMillivolts : PilotLowMillivolts;
            }
        }
    }
}
