using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NanoCharger.Board;
using NanoCharger.System.Tests.Documents;

namespace NanoCharger.System.Tests.Board
{
    /// <summary>The reference board's sheets: parts, nets, and the value of a part as a number.</summary>
    internal static class BoardSheets
    {
        public const string Folder = "hal/NanoCharger.Hal.Esp32/Board/";

        private static readonly Dictionary<char, double> Prefixes = new Dictionary<char, double>
        {
            ['p'] = 1e-12, ['n'] = 1e-9, ['µ'] = 1e-6, ['m'] = 1e-3, ['k'] = 1e3, ['M'] = 1e6,
        };

        /// <summary>Paths of the sheets, in order.</summary>
        public static IReadOnlyList<string> Files { get; } = Directory.GetFiles(Repository.File(Folder), "*.sheet").Order(StringComparer.Ordinal).ToList();

        public static IReadOnlyList<Sheet> All { get; } = Files.Select(SheetReader.Read).ToList();

        public static IReadOnlyList<Part> Parts { get; } = All.SelectMany(sheet => sheet.Parts).ToList();

        public static IReadOnlyList<Net> Nets { get; } = Netlist.Of(All);

        /// <summary>Ohms or farads of a part by its value: "23.2 kΩ 0.1 %".</summary>
        public static double Value(string reference)
        {
            Match match = Regex.Match(Parts.First(part => part.Whole == reference).Value, @"^([\d.]+) ([pnµmkM]?)(Ω|F)");
            return double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * (match.Groups[2].Length == 0 ? 1 : Prefixes[match.Groups[2].Value[0]]);
        }

        /// <summary>The tolerance of a part, as a share; 5 % where its value says none.</summary>
        public static double Tolerance(string reference)
        {
            Match match = Regex.Match(Parts.First(part => part.Whole == reference).Value, @"([\d.]+) %");
            return match.Success ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) / 100 : 0.05;
        }

        /// <summary>The net of a pin.</summary>
        public static Net Net(string pin)
        {
            return Nets.Single(net => net.Pins.Any(one => one.ToString() == pin));
        }

        /// <summary>The pins are all on one net.</summary>
        public static bool Joined(params string[] pins)
        {
            return pins.All(pin => Net(pin) == Net(pins[0]));
        }
    }
}
