using System;
using System.Collections.Generic;

namespace NanoCharger.Check.Cost
{
    /// <summary>What the command line asks of the gauge.</summary>
    internal sealed class CostOptions
    {
        public const string Usage = "NanoCharger.Check cost [--check BUDGETS] [--only WORKLOAD] [--methods] [--json]";

        /// <summary>File of budgets, or null.</summary>
        public string? Budgets { get; private set; }

        /// <summary>The one workload to run, or null.</summary>
        public string? Only { get; private set; }

        /// <summary>Show where the costs are.</summary>
        public bool Methods { get; private set; }

        /// <summary>JSON instead of a table.</summary>
        public bool Json { get; private set; }

        /// <summary>No option at all: the budgets beside the sources count, where there are any.</summary>
        public bool Bare { get; private set; }

        /// <summary>Reads the arguments after the command's name.</summary>
        /// <exception cref="ArgumentException">They are wrong.</exception>
        public static CostOptions Parse(IReadOnlyList<string> args)
        {
            CostOptions options = new() { Bare = args.Count == 0 };
            for (int i = 0; i < args.Count; i++)
            {
                switch (args[i])
                {
                    case "--check" when i + 1 < args.Count:
                        options.Budgets = args[++i];
                        break;
                    case "--only" when i + 1 < args.Count:
                        options.Only = args[++i];
                        break;
                    case "--methods":
                        options.Methods = true;
                        break;
                    case "--json":
                        options.Json = true;
                        break;
                    default:
                        throw new ArgumentException($"unknown or unfinished option {args[i]}");
                }
            }
            return options;
        }
    }
}
