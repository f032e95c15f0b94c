using System.Collections.Generic;

namespace NanoCharger.Check.Cost
{
    /// <summary>The workloads of an assembly; the one class in it that implements this is looked for by the gauge.</summary>
    public interface IWorkloadList
    {
        /// <summary>All of them, in the order of the table.</summary>
        IReadOnlyList<IWorkload> All { get; }
    }
}
