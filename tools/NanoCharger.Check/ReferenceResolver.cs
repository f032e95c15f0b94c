using System;
using System.Collections.Generic;
using System.IO;
using Mono.Cecil;

namespace NanoCharger.Check
{
    /// <summary>Finds the assemblies that a module refers to among the files that it was compiled against, and nowhere else.</summary>
    internal sealed class ReferenceResolver : IAssemblyResolver
    {
        private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);
        private readonly Dictionary<string, AssemblyDefinition> _read = new(StringComparer.Ordinal);

        /// <summary>A resolver for these files; an assembly is named as its file is.</summary>
        public ReferenceResolver(IEnumerable<string> paths)
        {
            foreach (string path in paths)
            {
                _paths[Path.GetFileNameWithoutExtension(path)] = path;
            }
        }

        /// <inheritdoc/>
        public AssemblyDefinition Resolve(AssemblyNameReference name)
        {
            return Resolve(name, new ReaderParameters());
        }

        /// <inheritdoc/>
        public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters)
        {
            if (!_read.TryGetValue(name.Name, out AssemblyDefinition? assembly))
            {
                if (!_paths.TryGetValue(name.Name, out string? path))
                {
                    throw new AssemblyResolutionException(name);
                }
                assembly = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = this });
                _read.Add(name.Name, assembly);
            }
            return assembly;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            foreach (AssemblyDefinition assembly in _read.Values)
            {
                assembly.Dispose();
            }
            _read.Clear();
        }
    }
}
