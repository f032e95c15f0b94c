using System.Device.Adc;
using NanoCharger.Check.Cost;

namespace NanoCharger.Check.Workloads
{
    /// <summary>The reference to beat: voltage and current of one phase the emonLib way, on the same channels.</summary>
    public sealed class EmonWorkload : IWorkload
    {
        private const int VoltageChannel = 0;
        private const int CurrentChannel = 3;

        // One mains cycle, as a block is; the offsets need a second or two to settle.
        private const int HalfWaves = 2;
        private const int SettlingWindows = 200;
        private const int Windows = 50;

        /// <inheritdoc/>
        public string Name => "emon-2";

        /// <inheritdoc/>
        public string Lap => "one mains cycle of voltage and current, the emonLib way: floating point, filtered offsets";

        /// <inheritdoc/>
        public int Channels => 2;

        /// <inheritdoc/>
        public void Run(Recorder recorder)
        {
            new SignalSource().Run(() =>
            {
                AdcController controller = new();
                EmonMeter meter = new(controller.OpenChannel(VoltageChannel), controller.OpenChannel(CurrentChannel));
                for (int i = 0; i < SettlingWindows; i++)
                {
                    meter.Measure(HalfWaves);
                }
                recorder.Begin();
                for (int i = 0; i < Windows; i++)
                {
                    meter.Measure(HalfWaves);
                    recorder.Lap();
                }
                recorder.End();
            });
        }
    }
}
