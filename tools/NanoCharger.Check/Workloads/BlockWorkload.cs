using System;
using NanoCharger.Check.Cost;

namespace NanoCharger.Check.Workloads
{
    /// <summary>One block of samples, acquired, metered and pilot-decoded.</summary>
    public sealed class BlockWorkload : IWorkload
    {
        private const int SettlingBlocks = 60;
        private const int Blocks = 50;

        private readonly int _phases;

        /// <summary>For a board of 1 or 3 phases.</summary>
        public BlockWorkload(int phases)
        {
            _phases = phases;
        }

        /// <inheritdoc/>
        public string Name => $"block-{_phases}";

        /// <inheritdoc/>
        public string Lap => $"a block of one mains cycle acquired, metered and pilot-decoded, phases: {_phases}";

        /// <inheritdoc/>
        public int Channels => (2 * _phases) + 1;

        /// <inheritdoc/>
        public void Run(Recorder recorder)
        {
            new SignalSource().Run(() =>
            {
                BlockWork work = new(Boards.Of(_phases).Sampler);
                for (int i = 0; i < SettlingBlocks; i++)
                {
                    work.Turn();
                }
                recorder.Begin();
                for (int i = 0; i < Blocks; i++)
                {
                    if (!work.Turn())
                    {
                        throw new InvalidOperationException($"{Name}: a block was not measured, so the work was not done.");
                    }
                    recorder.Lap();
                }
                recorder.End();
            });
        }
    }
}
