using System.Collections.Generic;
using NanoCharger.Check.Cost;

namespace NanoCharger.Check.Workloads
{
    /// <summary>Every workload, in the order of the table. A new one is a class and a line here.</summary>
    public sealed class WorkloadList : IWorkloadList
    {
        /// <inheritdoc/>
        public IReadOnlyList<IWorkload> All { get; } =
        [
            new FloorWorkload(1),
            new BlockWorkload(1),
            new FloorWorkload(3),
            new BlockWorkload(3),
            new EmonWorkload(),
            new StartWorkload(),
            TurnWorkload.Idle(),
            TurnWorkload.Charging(),
            SignWorkload.Whole(),
            SignWorkload.Step(),
            SignCheckWorkload.Whole(),
            SignCheckWorkload.Step(),
        ];
    }
}
