using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;

namespace NanoCharger.Check.Cost
{
    /// <summary>A world of its own for the counting copies: whoever loads the same assemblies elsewhere has the plain ones.</summary>
    internal sealed class WorkloadContext : AssemblyLoadContext
    {
        private readonly string _folder;
        private readonly Rewriter _rewriter;
        private readonly Dictionary<string, Assembly?> _loaded = new();

        /// <summary>Rewrites and loads the workloads and what they need from one folder.</summary>
        public WorkloadContext(string assembly, Rewriter rewriter)
        {
            _folder = Path.GetDirectoryName(Path.GetFullPath(assembly))!;
            _rewriter = rewriter;
            // All at once, in a fixed order: the numbers of the blocks must not depend on what is loaded when.
            foreach (string path in Directory.GetFiles(_folder, "NanoCharger.*.dll").Order(StringComparer.Ordinal))
            {
                string name = Path.GetFileNameWithoutExtension(path);
                byte[]? copy = IsCheck(name) ? null : _rewriter.Rewrite(path);
                if (copy != null)
                {
                    _loaded[name] = LoadFromStream(new MemoryStream(copy));
                }
            }
            Workloads = Find(LoadFromAssemblyName(new AssemblyName(Path.GetFileNameWithoutExtension(assembly))));
        }

        /// <summary>The workloads, in their order.</summary>
        public IReadOnlyList<IWorkload> Workloads { get; }

        /// <inheritdoc/>
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            string name = assemblyName.Name!;
            if (IsCheck(name))
            {
                return typeof(Counter).Assembly;
            }
            if (_loaded.TryGetValue(name, out Assembly? loaded))
            {
                return loaded;
            }
            string path = Path.Combine(_folder, name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }

        // The counter and the interfaces of the workloads are ours, not a copy's.
        private static bool IsCheck(string name)
        {
            return name == typeof(Counter).Assembly.GetName().Name;
        }

        private static IReadOnlyList<IWorkload> Find(Assembly assembly)
        {
            Type list = assembly.GetTypes().Single(type => type.IsClass && typeof(IWorkloadList).IsAssignableFrom(type));
            return ((IWorkloadList)Activator.CreateInstance(list, true)!).All;
        }
    }
}
