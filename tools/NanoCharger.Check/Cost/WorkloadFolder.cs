using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace NanoCharger.Check.Cost
{
    /// <summary>Where the workloads lie in the tree, and whether what was built of them is still what the sources say.</summary>
    internal sealed class WorkloadFolder
    {
        private const string Name = "NanoCharger.Check.Workloads";

        private static readonly string[] SourceFolders = ["firmware", "hal", "tools"];
        private static readonly string[] SourceKinds = [".cs", ".csproj", ".nfproj", ".props", ".targets"];

        private readonly string _root;

        private WorkloadFolder(string root)
        {
            _root = root;
        }

        /// <summary>The built workloads.</summary>
        public string Assembly => Path.Combine(Folder, "bin", "Release", "net10.0", Name + ".dll");

        /// <summary>The budgets beside the sources.</summary>
        public string Budgets => Path.Combine(_root, "tools", "NanoCharger.Check", "budgets.json");

        private string Folder => Path.Combine(_root, "tools", "NanoCharger.Check", "Workloads");

        /// <summary>Looks for the tree that this tool was built in.</summary>
        /// <exception cref="InvalidOperationException">It does not lie in one.</exception>
        public static WorkloadFolder Find()
        {
            string? folder = AppContext.BaseDirectory;
            while (folder != null && !File.Exists(Path.Combine(folder, "nanoCharger.sln")))
            {
                folder = Path.GetDirectoryName(folder);
            }
            return new WorkloadFolder(folder ?? throw new InvalidOperationException("The gauge needs the tree that it was built in."));
        }

        /// <summary>Builds the workloads where they are missing or older than a source.</summary>
        /// <param name="messages">Is told why, and what the build says when it fails.</param>
        /// <returns>False: the build failed.</returns>
        public bool BringUpToDate(TextWriter messages)
        {
            string? why = !File.Exists(Assembly) ? "have not been built" : NewestSource() > NewestOutput() ? "are older than a source" : null;
            if (why == null)
            {
                return true;
            }
            messages.WriteLine($"The workloads {why}: dotnet build -c Release {Path.GetRelativePath(Environment.CurrentDirectory, Folder)}");
            ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, WorkingDirectory = Folder };
            foreach (string argument in new[] { "build", "-c", "Release", "-nodeReuse:false", "-v", "quiet", Name + ".csproj" })
            {
                start.ArgumentList.Add(argument);
            }
            // A gauge that was started from a build would pass that one's settings on.
            start.Environment.Remove("MSBuildSDKsPath");
            start.Environment.Remove("MSBUILD_EXE_PATH");
            using Process build = Process.Start(start)!;
            string output = build.StandardOutput.ReadToEnd();
            build.WaitForExit();
            if (build.ExitCode != 0)
            {
                messages.Write(output);
                messages.WriteLine("The workloads do not build.");
            }
            return build.ExitCode == 0;
        }

        private DateTime NewestOutput()
        {
            return Directory.GetFiles(Path.GetDirectoryName(Assembly)!, "NanoCharger.*.dll").Max(File.GetLastWriteTimeUtc);
        }

        private DateTime NewestSource()
        {
            return SourceFolders.SelectMany(folder => Sources(new DirectoryInfo(Path.Combine(_root, folder)))).Max(file => file.LastWriteTimeUtc);
        }

        private static IEnumerable<FileInfo> Sources(DirectoryInfo folder)
        {
            IEnumerable<FileInfo> below = folder.GetDirectories().Where(inner => inner.Name is not ("bin" or "obj" or "surface")).SelectMany(Sources);
            return folder.GetFiles().Where(file => SourceKinds.Contains(file.Extension)).Concat(below);
        }
    }
}
