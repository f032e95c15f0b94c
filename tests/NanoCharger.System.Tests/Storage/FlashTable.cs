using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NanoCharger.Emulation;
using NanoCharger.System.Tests.Documents;

namespace NanoCharger.System.Tests.Storage
{
    /// <summary>The table of the flash's blocks as firmware/NanoCharger.Records/SessionLog/FLASH.md has it: tests take their figures from there, so that it cannot become untrue.</summary>
    internal static class FlashTable
    {
        /// <summary>Name of the row of what littlefs itself needs.</summary>
        public const string Directory = "directory";

        /// <summary>Blocks of the directory that never move: the pair with the superblock.</summary>
        private const int SuperblockBlocks = 2;

        private static readonly Row[] All = Read();

        /// <summary>The rows of files and the directory's.</summary>
        public static IReadOnlyList<Row> Rows => All;

        /// <summary>Blocks in use with everything at its fullest.</summary>
        public static int Total => All.Sum(row => row.Blocks);

        /// <summary>Blocks that are free then.</summary>
        public static int Free => Flash.Blocks - Total;

        /// <summary>Most blocks that a file which is rewritten needs beside the old ones.</summary>
        public static int MostBeside => All.Max(row => row.Beside);

        /// <summary>Blocks that take turns in being erased: free ones, and those of what is written all the time.</summary>
        public static int Rotating => Free + All.Where(row => row.TakesTurns).Sum(row => row.Blocks) - SuperblockBlocks;

        /// <summary>Of those the ones that are there whatever the log holds: free ones, and the directory's.</summary>
        public static int RotatingAtLeast => Free + All.Single(row => row.Name == Directory).Blocks - SuperblockBlocks;

        private static Row[] Read()
        {
            return File.ReadLines(Repository.File("firmware/NanoCharger.Records/SessionLog/FLASH.md"))
                .Where(line => line.StartsWith("| `", global::System.StringComparison.Ordinal))
                .Select(line => line.Split('|', global::System.StringSplitOptions.TrimEntries))
                .Select(cells => new Row(cells[1].Trim('`'), Number(cells[3]), Number(cells[4]), cells[5] == "yes"))
                .ToArray();
        }

        private static int Number(string cell)
        {
            return int.Parse(cell, CultureInfo.InvariantCulture);
        }

        /// <summary>One row.</summary>
        /// <param name="Name">What the files' names begin with; <see cref="Directory"/> for the directory.</param>
        /// <param name="Blocks">Blocks at its fullest.</param>
        /// <param name="Beside">Blocks more while one of its files is written.</param>
        /// <param name="TakesTurns">Whether its blocks are given back and taken anew all the time.</param>
        internal sealed record Row(string Name, int Blocks, int Beside, bool TakesTurns);
    }
}
