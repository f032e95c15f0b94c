using System.Device.Adc;
using NanoCharger.Check.Cost;
using NanoCharger.Emulation;
using NanoCharger.Hal;

namespace NanoCharger.Check.Workloads
{
    /// <summary>The conversions of a block alone, in the barest loop: what no firmware can go below.</summary>
    public sealed class FloorWorkload : IWorkload
    {
        private const int CycleMicros = 20_000;
        private const int SettlingBlocks = 60;
        private const int Blocks = 50;

        private readonly int _phases;

        /// <summary>For the blocks of a board of 1 or 3 phases.</summary>
        public FloorWorkload(int phases)
        {
            _phases = phases;
        }

        /// <inheritdoc/>
        public string Name => $"floor-{_phases}";

        /// <inheritdoc/>
        public string Lap => $"as many conversions as block-{_phases} makes, in a bare loop";

        /// <inheritdoc/>
        public int Channels => (2 * _phases) + 1;

        /// <inheritdoc/>
        public void Run(Recorder recorder)
        {
            new SignalSource().Run(() =>
            {
                ISampler sampler = Boards.Of(_phases).Sampler;
                SampleBlock block = new(_phases, sampler.MaxRounds);
                AdcChannel channel = new AdcController().OpenChannel(0);
                for (int i = 0; i < SettlingBlocks + Blocks; i++)
                {
                    long before = Machine.Current.AdcConversions;
                    sampler.Acquire(block, CycleMicros);
                    int conversions = (int)(Machine.Current.AdcConversions - before);
                    if (i >= SettlingBlocks)
                    {
                        recorder.Begin();
                        BareReads.Read(channel, conversions);
                        recorder.Lap();
                        recorder.End();
                    }
                }
            });
        }
    }
}
