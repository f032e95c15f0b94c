using System;
using System.Collections.Generic;
using System.IO;
using NanoCharger.Check.Cost;

namespace NanoCharger.Check.Heap
{
    /// <summary>The command "memory": what takes how much of the device's heap after the start, as a table. Its budgets are those of the workload "start".</summary>
    internal static class MemoryCommand
    {
        public const string Usage = "NanoCharger.Check memory [--write FILE] [--check FILE]";

        private const string Workload = "start";

        /// <summary>Runs it.</summary>
        /// <param name="args">The arguments after the command's name.</param>
        /// <returns>0: the table is printed, and is what the file has. 1: it is not, or the workloads do not build or run. 2: called wrongly.</returns>
        public static int Run(IReadOnlyList<string> args)
        {
            string? Option(string name) => args.Count == 2 && args[0] == name ? args[1] : null;
            string? write = Option("--write");
            string? check = Option("--check");
            if (args.Count > 0 && write == null && check == null)
            {
                Console.Error.WriteLine($"usage: {Usage}");
                return 2;
            }
            try
            {
                WorkloadFolder folder = WorkloadFolder.Find();
                if (!folder.BringUpToDate(Console.Error))
                {
                    return 1;
                }
                string table = HeapReport.Table(new CostGauge(folder.Assembly).Measure(Workload));
                Console.Out.Write(table);
                return write != null ? Write(write, table) : check != null ? Check(check, table) : 0;
            }
            catch (InvalidOperationException e)
            {
                Console.Error.WriteLine(e.Message);
                return 1;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(e.Message);
                return 2;
            }
        }

        private static int Write(string file, string table)
        {
            File.WriteAllText(file, HeapReport.Put(File.ReadAllText(file), table));
            return 0;
        }

        private static int Check(string file, string table)
        {
            string text = File.ReadAllText(file);
            if (HeapReport.Put(text, table) == text)
            {
                return 0;
            }
            Console.Error.WriteLine($"{file} is not current: write it anew with `memory --write {file}`");
            return 1;
        }
    }
}
