using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;

namespace NanoCharger.Check.Size
{
    /// <summary>Finds the surface-built assemblies of the device projects in a tree.</summary>
    public static class DeviceAssemblies
    {
        /// <summary>The assemblies of every .nfproj below a folder, in the order of the projects' paths.</summary>
        /// <param name="root">The folder.</param>
        /// <param name="configuration">The one that each project must have been built in, or null for all that are there.</param>
        /// <exception cref="IOException">There is no project, or one of them is not built.</exception>
        public static IReadOnlyList<DeviceAssembly> Below(string root, string? configuration)
        {
            List<string> projects = Projects(root).OrderBy(path => path, StringComparer.Ordinal).ToList();
            if (projects.Count == 0)
            {
                throw new IOException($"{root}: no .nfproj below it");
            }
            return projects.SelectMany(project => Of(project, configuration)).ToList();
        }

        private static IEnumerable<string> Projects(string folder)
        {
            IEnumerable<string> inside = Directory.GetDirectories(folder)
                .Where(path => Path.GetFileName(path) is var name && name is not ("bin" or "obj") && !name.StartsWith('.'))
                .SelectMany(Projects);
            return Directory.GetFiles(folder, "*.nfproj").Concat(inside);
        }

        private static IEnumerable<DeviceAssembly> Of(string project, string? configuration)
        {
            string name = Path.GetFileNameWithoutExtension(project);
            string surface = Path.Combine(Path.GetDirectoryName(project)!, "bin", "surface");
            string assemblyName = AssemblyName(project);
            List<DeviceAssembly> built = (Directory.Exists(surface) ? Directory.GetDirectories(surface) : [])
                .Where(folder => configuration == null || Path.GetFileName(folder) == configuration)
                .SelectMany(folder => Files(folder, assemblyName))
                .Select(file => new DeviceAssembly(name, Path.GetFileName(Path.GetDirectoryName(file)!), file))
                .OrderBy(assembly => assembly.Configuration, StringComparer.Ordinal)
                .ToList();
            string wanted = configuration == null ? "" : " in " + configuration;
            return built.Count > 0 ? built : throw new IOException($"{project}: its surface is not built{wanted}");
        }

        // The program is an .exe, all others are libraries.
        private static IEnumerable<string> Files(string folder, string assemblyName)
        {
            return new[] { ".dll", ".exe" }.Select(ending => Path.Combine(folder, assemblyName + ending)).Where(File.Exists);
        }

        private static string AssemblyName(string project)
        {
            string name = Path.GetFileNameWithoutExtension(project);
            try
            {
                string? stated = XDocument.Load(project).Descendants().FirstOrDefault(element => element.Name.LocalName == "AssemblyName")?.Value;
                return stated?.Trim().Replace("$(MSBuildProjectName)", name, StringComparison.Ordinal) ?? name;
            }
            catch (XmlException e)
            {
                throw new IOException($"{project}: {e.Message}");
            }
        }
    }
}
