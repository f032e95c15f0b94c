using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace NanoCharger.Board
{
    /// <summary>Reads a sheet: one thing a line, words apart by blanks, a word of several in quotes. README.md of this folder has the list.</summary>
    public static partial class SheetReader
    {
        /// <summary>Reads a sheet from a file.</summary>
        /// <exception cref="SheetException">A line says nothing that a sheet knows.</exception>
        public static Sheet Read(string path)
        {
            return Parse(File.ReadAllLines(path), Path.GetFileName(path));
        }

        /// <summary>Reads a sheet from its lines.</summary>
        /// <param name="lines">The lines.</param>
        /// <param name="name">What to call them where one is wrong.</param>
        /// <exception cref="SheetException">A line says nothing that a sheet knows.</exception>
        public static Sheet Parse(IReadOnlyList<string> lines, string name)
        {
            Sheet? sheet = null;
            for (int i = 0; i < lines.Count; i++)
            {
                string[] words = Word().Matches(lines[i].Split('#')[0]).Select(match => match.Value.Trim('"')).ToArray();
                if (words.Length == 0)
                {
                    continue;
                }

                try
                {
                    if (sheet is null)
                    {
                        sheet = new Sheet { Title = words[1], Width = At(words[2]).X, Height = At(words[2]).Y };
                    }
                    else
                    {
                        Take(sheet, words);
                    }
                }
                catch (Exception wrong) when (wrong is FormatException or IndexOutOfRangeException or ArgumentException)
                {
                    throw new SheetException($"{name}:{i + 1}: {wrong.Message}");
                }
            }

            return sheet ?? throw new SheetException($"{name}: empty");
        }

        private static void Take(Sheet sheet, string[] words)
        {
            switch (words[0])
            {
                case "wire":
                    sheet.Wires.Add(words.Skip(1).Select(At).ToList());
                    break;
                case "net":
                    sheet.Flags.Add(new Flag(words[1], At(words[2]), Way(words[3])));
                    break;
                case "rail":
                    sheet.Flags.Add(new Flag(words[1], At(words[2]), Direction.Up) { IsRail = true });
                    break;
                case "gnd":
                    sheet.Flags.AddRange(words.Skip(1).Select(word => new Flag(Flag.Ground, At(word), Direction.Down)));
                    break;
                case "open":
                    sheet.Unconnected.AddRange(words.Skip(1).Select(At));
                    break;
                case "text":
                    sheet.Notes.Add(new Note(words[2], At(words[1]), 0, 0));
                    break;
                case "frame":
                    sheet.Notes.Add(new Note(words[3], At(words[1]), At(words[2]).X, At(words[2]).Y));
                    break;
                default:
                    sheet.Parts.Add(PartOf(words));
                    break;
            }
        }

        private static Part PartOf(string[] words)
        {
            Place at = At(words[3]);
            switch (words[0])
            {
                case "box":
                    return Box(words, at);
                case "amplifier":
                    return Amplifier(words, at);
                case "mosfet":
                    return new Part(words[0], words[1], words[2], at)
                    {
                        Pins = [new Pin(words[1], "G", at), new Pin(words[1], "D", at.Move(3, -2)), new Pin(words[1], "S", at.Move(3, 2))],
                    };
                default:
                    if (!Symbols.IsKnown(words[0]))
                    {
                        throw new ArgumentException($"'{words[0]}' is no part");
                    }

                    Direction way = Way(words[4]);
                    (string first, string second) = Symbols.PinsOf(words[0]);
                    return new Part(words[0], words[1], words[2], at)
                    {
                        Direction = way,
                        Pins = [new Pin(words[1], first, at), new Pin(words[1], second, at.Toward(way, Symbols.Length))],
                    };
            }
        }

        private static Part Amplifier(string[] words, Place at)
        {
            bool flipped = words.Length > 4 && words[4] == "flipped";
            return new Part(words[0], words[1], words[2], at)
            {
                Flipped = flipped,
                Pins =
                [
                    new Pin(words[1], flipped ? "-" : "+", at),
                    new Pin(words[1], flipped ? "+" : "-", at.Move(0, 2)),
                    new Pin(words[1], "OUT", at.Move(Symbols.Length, 1)),
                ],
            };
        }

        /// <summary>Pins from the top, two steps apart; a dash leaves a place out.</summary>
        private static Part Box(string[] words, Place at)
        {
            int width = int.Parse(words[4], CultureInfo.InvariantCulture);
            string[] left = words[5].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            string[] right = words[6].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            IEnumerable<Pin> pins = left.Select((name, row) => new Pin(words[1], name, at.Move(0, 1 + (2 * row))))
                .Concat(right.Select((name, row) => new Pin(words[1], name, at.Move(width, 1 + (2 * row)))));
            return new Part(words[0], words[1], words[2], at)
            {
                Width = width,
                Height = 2 * Math.Max(left.Length, right.Length),
                Inside = words.Length > 7 ? words[7] : "",
                Pins = pins.Where(pin => pin.Name != "-").ToList(),
            };
        }

        private static Place At(string word)
        {
            int[] numbers = word.Split(',').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            return new Place(numbers[0], numbers[1]);
        }

        private static Direction Way(string word)
        {
            return Enum.Parse<Direction>(word, ignoreCase: true);
        }

        [GeneratedRegex("\"[^\"]*\"|\\S+")]
        private static partial Regex Word();
    }
}
