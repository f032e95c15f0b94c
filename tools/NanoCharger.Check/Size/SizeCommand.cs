using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NanoCharger.Check.Size
{
    /// <summary>The command "size": what device assemblies take of what a .pe can hold.</summary>
    public static class SizeCommand
    {
        /// <summary>Runs it.</summary>
        /// <param name="args">The arguments after the command's name.</param>
        /// <param name="output">For the table.</param>
        /// <param name="error">For what is wrong with the arguments or the files.</param>
        /// <returns>0: all have room. 1: one is beyond a limit. 2: called wrongly, or something is not built or unreadable.</returns>
        public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error)
        {
            try
            {
                SizeOptions options = SizeOptions.Parse(args);
                List<SizedAssembly> rows = options.Paths
                    .SelectMany(path => Directory.Exists(path) ? DeviceAssemblies.Below(path, options.Configuration) : [DeviceAssembly.At(path)])
                    .Select(assembly => new SizedAssembly(assembly, Measure(assembly.Path)))
                    .ToList();
                if (options.Json)
                {
                    SizeReport.Json(output, rows);
                }
                else
                {
                    SizeReport.Table(output, rows, options.Namespaces);
                }
                return rows.Any(row => row.Size.State == FigureState.Beyond) ? 1 : 0;
            }
            catch (ArgumentException e)
            {
                error.WriteLine($"{e.Message}\nusage: {SizeOptions.Usage}");
                return 2;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                error.WriteLine(e.Message);
                return 2;
            }
        }

        private static AssemblySize Measure(string path)
        {
            try
            {
                return AssemblySize.Of(path);
            }
            catch (BadImageFormatException e)
            {
                throw new IOException($"{path}: {e.Message}");
            }
        }
    }
}
