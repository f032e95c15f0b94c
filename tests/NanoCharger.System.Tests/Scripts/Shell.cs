using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using NanoCharger.System.Tests.Documents;

namespace NanoCharger.System.Tests.Scripts
{
    /// <summary>Runs a script of bash in a folder of its own.</summary>
    internal sealed class Shell : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("shell").FullName;

        /// <summary>The folder of the scripts under test.</summary>
        public static string Tools { get; } = Repository.File("tools");

        /// <summary>Puts a command where the script finds it first.</summary>
        public void Command(string name, string script)
        {
            string file = Path.Combine(_folder, name);
            File.WriteAllText(file, "#!/usr/bin/env bash\n" + script + "\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        /// <summary>Runs a script; its lines are those of both outputs, the last one that of the standard output.</summary>
        public (int Code, IReadOnlyList<string> Lines) Run(string script, params string[] arguments)
        {
            var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
            start.Environment["PATH"] = _folder + ":" + Environment.GetEnvironmentVariable("PATH");
            start.Environment["TMPDIR"] = _folder;
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(script);
            start.ArgumentList.Add("script");
            foreach (string argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            using Process process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            string error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, (error + output).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        public void Dispose()
        {
            Directory.Delete(_folder, true);
        }
    }
}
