using System;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Physics
{
    /// <summary>The LMT01 of the three-phase board: powered, it converts and then sends its reading as a train of pulses (TI SNIS189).</summary>
    internal sealed class PulseThermometer(Machine machine, Func<double> celsius)
    {
        private const long ConversionNanos = 50_000_000;
        private const long PulseNanos = 11_364;
        private const long CycleNanos = 104_000_000;

        private long _before;
        private long _poweredAt = -1;
        private long _train;

        /// <summary>Pulses since the start of the machine.</summary>
        public long Pulses
        {
            get
            {
                if (_poweredAt < 0)
                {
                    return _before;
                }

                long elapsed = machine.NowNanos - _poweredAt;
                long sent = Math.Clamp(((elapsed % CycleNanos) - ConversionNanos) / PulseNanos, 0, _train);
                return _before + (elapsed / CycleNanos * _train) + sent;
            }
        }

        public void Power(bool on)
        {
            _before = Pulses;
            _poweredAt = on ? machine.NowNanos : -1;
            _train = Math.Clamp((long)Math.Round((celsius() + 50) * 4096 / 256), 0, 4095);
        }
    }
}
