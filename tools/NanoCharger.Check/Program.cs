using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using NanoCharger.Check.Cost;
using NanoCharger.Check.Curve;
using NanoCharger.Check.Heap;
using NanoCharger.Check.Size;

namespace NanoCharger.Check
{
    /// <summary>Checks of built firmware that a compiler does not make: what the device refuses, and what the work costs.</summary>
    public static class Program
    {
        private const string Usage = "usage: NanoCharger.Check surface ASSEMBLY --stubs FOLDER [--reference FILE]... [--integers] [--stateless]\n       NanoCharger.Check comb-table\n       "
            + SizeOptions.Usage + "\n       " + CostOptions.Usage + "\n       " + MemoryCommand.Usage;

        /// <summary>Runs one command.</summary>
        /// <returns>0: nothing found but warnings. 1: something found, one line each on the standard output. 2: called wrongly or unreadable.</returns>
        public static int Main(string[] args)
        {
            if (args.Length > 0 && args[0] == "cost")
            {
                return CostCommand.Run(args[1..]);
            }
            if (args.Length > 0 && args[0] == "memory")
            {
                return MemoryCommand.Run(args[1..]);
            }
            if (args.Length > 0 && args[0] == "size")
            {
                return SizeCommand.Run(args[1..], Console.Out, Console.Error);
            }
            if (args.Length == 1 && args[0] == "comb-table")
            {
                Console.Out.Write(CombTableText.Write());
                return 0;
            }
            if (args.Length < 2 || args[0] != "surface")
            {
                Console.Error.WriteLine(Usage);
                return 2;
            }
            string? stubs = null;
            List<string> references = new();
            bool integers = false;
            bool stateless = false;
            for (int i = 2; i < args.Length; i++)
            {
                switch (args[i])
                {
                    case "--stubs" when i + 1 < args.Length:
                        stubs = args[++i];
                        break;
                    case "--reference" when i + 1 < args.Length:
                        references.Add(args[++i]);
                        break;
                    case "--integers":
                        integers = true;
                        break;
                    case "--stateless":
                        stateless = true;
                        break;
                    default:
                        Console.Error.WriteLine($"unknown option {args[i]}; {Usage}");
                        return 2;
                }
            }
            if (!Directory.Exists(stubs))
            {
                Console.Error.WriteLine($"no folder of stubs given; {Usage}");
                return 2;
            }
            return CheckSurface(args[1], stubs, references, integers, stateless);
        }

        private static int CheckSurface(string assembly, string stubs, IReadOnlyList<string> references, bool integers, bool stateless)
        {
            // A stub is a folder with the project of the same name; mscorlib has none, being nanoFramework's own.
            HashSet<string> names = Directory.GetDirectories(stubs).Select(Path.GetFileName).OfType<string>().Append("mscorlib").ToHashSet();
            IReadOnlyList<Finding> findings;
            try
            {
                findings = new SurfaceGate(new GateRules(names, integers, stateless)).Check(assembly, references).Concat(SizeRule.Check(assembly)).ToList();
            }
            catch (Exception e) when (e is IOException or BadImageFormatException or ResolutionException)
            {
                Console.Error.WriteLine($"{assembly}: {e.Message}");
                return 2;
            }
            foreach (Finding finding in findings)
            {
                Console.WriteLine(finding);
            }
            return findings.All(finding => finding.Warning) ? 0 : 1;
        }
    }
}
