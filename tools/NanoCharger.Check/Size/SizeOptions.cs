using System;
using System.Collections.Generic;

namespace NanoCharger.Check.Size
{
    /// <summary>What the command line asks of the size table.</summary>
    internal sealed class SizeOptions
    {
        public const string Usage = "NanoCharger.Check size FOLDER|ASSEMBLY... [--configuration NAME] [--namespaces] [--json]";

        /// <summary>Folders with device projects, and assembly files.</summary>
        public List<string> Paths { get; } = new();

        /// <summary>The configuration that each project must have been built in, or null for all that are there.</summary>
        public string? Configuration { get; private set; }

        /// <summary>Show the bytecode by namespace.</summary>
        public bool Namespaces { get; private set; }

        /// <summary>JSON instead of a table.</summary>
        public bool Json { get; private set; }

        /// <summary>Reads the arguments after the command's name.</summary>
        /// <exception cref="ArgumentException">They are wrong.</exception>
        public static SizeOptions Parse(IReadOnlyList<string> args)
        {
            SizeOptions options = new();
            for (int i = 0; i < args.Count; i++)
            {
                switch (args[i])
                {
                    case "--configuration" when i + 1 < args.Count:
                        options.Configuration = args[++i];
                        break;
                    case "--namespaces":
                        options.Namespaces = true;
                        break;
                    case "--json":
                        options.Json = true;
                        break;
                    case var path when !path.StartsWith('-'):
                        options.Paths.Add(path);
                        break;
                    default:
                        throw new ArgumentException($"unknown or unfinished option {args[i]}");
                }
            }
            return options.Paths.Count > 0 ? options : throw new ArgumentException("no folder or assembly given");
        }
    }
}
