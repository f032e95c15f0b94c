using System.IO;
using System.Linq;

namespace NanoCharger.Check.Size
{
    /// <summary>A surface-built assembly and where it came from.</summary>
    /// <param name="Project">Name of the project: all test projects have one assembly name, since the device's launcher wants it.</param>
    /// <param name="Configuration">Debug or Release, or empty if not known.</param>
    /// <param name="Path">The file.</param>
    public sealed record DeviceAssembly(string Project, string Configuration, string Path)
    {
        /// <summary>An assembly file; its project is the .nfproj in the nearest folder above, or else it has the assembly's own name.</summary>
        public static DeviceAssembly At(string path)
        {
            string full = System.IO.Path.GetFullPath(path);
            DirectoryInfo? folder = Directory.GetParent(full);
            string configuration = folder?.Parent?.Name == "surface" ? folder.Name : "";
            for (; folder != null; folder = folder.Parent)
            {
                FileInfo[] projects = folder.GetFiles("*.nfproj");
                if (projects.Length == 1)
                {
                    return new DeviceAssembly(System.IO.Path.GetFileNameWithoutExtension(projects[0].Name), configuration, full);
                }
            }
            return new DeviceAssembly(System.IO.Path.GetFileNameWithoutExtension(full), configuration, full);
        }
    }
}
