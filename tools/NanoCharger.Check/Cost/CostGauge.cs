using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NanoCharger.Check.Cost
{
    /// <summary>Runs workloads on counting copies of the firmware. One gauge measures each workload once.</summary>
    public sealed class CostGauge
    {
        private readonly Rewriter _rewriter;
        private readonly WorkloadContext _context;
        private readonly Dictionary<string, Measurement> _measured = new();

        /// <summary>Makes the counting copies.</summary>
        /// <param name="assembly">The workloads' assembly, with all that it needs beside it.</param>
        /// <exception cref="IOException">It is not there.</exception>
        /// <exception cref="System.InvalidOperationException">It is a debug build.</exception>
        public CostGauge(string assembly)
        {
            Table = CostTable.Load();
            _rewriter = new Rewriter(Path.GetDirectoryName(Path.GetFullPath(assembly))!, Table);
            _context = new WorkloadContext(assembly, _rewriter);
        }

        /// <summary>The cost table in use.</summary>
        public CostTable Table { get; }

        /// <summary>Names of the workloads, in the order of the table.</summary>
        public IReadOnlyList<string> Names => _context.Workloads.Select(workload => workload.Name).ToList();

        /// <summary>Runs a workload, or remembers it.</summary>
        /// <param name="name">One of <see cref="Names"/>.</param>
        /// <exception cref="KeyNotFoundException">It is none.</exception>
        /// <exception cref="System.InvalidOperationException">The workload did not do its work.</exception>
        public Measurement Measure(string name)
        {
            if (!_measured.TryGetValue(name, out Measurement? measurement))
            {
                IWorkload workload = _context.Workloads.FirstOrDefault(candidate => candidate.Name == name)
                    ?? throw new KeyNotFoundException($"there is no workload {name}; there are {string.Join(", ", Names)}");
                Recorder recorder = new(_rewriter.Blocks);
                workload.Run(recorder);
                _measured[name] = measurement = new Measurement(workload, recorder, Table);
            }
            return measurement;
        }
    }
}
