using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NanoCharger.Bench.Timings;

namespace NanoCharger.System.Tests.Scenarios
{
    /// <summary>One line of an expected trace; <c>tests/README.md</c> has the whole notation.</summary>
    public sealed class ExpectedLine
    {
        private const StringSplitOptions Words = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

        private readonly string _text;
        private readonly string[] _words;
        private double _from;
        private double _to = double.PositiveInfinity;

        private ExpectedLine(string text, string kind, IEnumerable<string> words)
        {
            _text = text;
            Kind = kind;
            _words = words.ToArray();
        }

        /// <summary>Kind of event it speaks of.</summary>
        public string Kind { get; }

        /// <summary>True: there must be no such event in the time given.</summary>
        public bool Absent { get; private init; }

        /// <summary>How many such events the whole run must have; null where the line speaks of one event.</summary>
        public int? Times { get; private init; }

        /// <summary>True: its times count from the event of the line before.</summary>
        public bool Relative { get; private set; }

        /// <summary>Reads one line.</summary>
        /// <exception cref="FormatException">It is not in the notation.</exception>
        public static ExpectedLine Parse(string text)
        {
            string[] words = text.Split(' ', Words);
            if (words.Length >= 3 && words[1] == "times" && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int times))
            {
                return new ExpectedLine(text, words[2], words.Skip(3)) { Times = times };
            }

            bool absent = words.Length > 1 && words[1] == "no";
            int first = absent ? 2 : 1;
            if (words.Length <= first)
            {
                throw new FormatException($"'{text}' is no line of an expected trace");
            }

            var line = new ExpectedLine(text, words[first], words.Skip(first + 1)) { Absent = absent };
            line.ReadTimes(words[0]);
            return line;
        }

        /// <summary>True when the event is of this kind and begins with these words.</summary>
        public bool Means(TraceEvent happened)
        {
            if (happened.Kind != Kind)
            {
                return false;
            }

            string[] words = happened.Short.Split(' ', Words);
            return words.Length >= _words.Length && _words.Zip(words).All(pair => pair.First == "*" || pair.First.Split('|').Contains(pair.Second));
        }

        /// <summary>True when the moment lies in the line's time.</summary>
        /// <param name="seconds">The moment.</param>
        /// <param name="before">When the event of the line before was.</param>
        public bool Covers(double seconds, double before)
        {
            double to = Relative ? before + _to : _to;
            return seconds >= From(before) && seconds <= to;
        }

        /// <summary>Begin of the line's time.</summary>
        /// <param name="before">When the event of the line before was.</param>
        public double From(double before)
        {
            return Relative ? before + _from : _from;
        }

        /// <inheritdoc/>
        public override string ToString()
        {
            return _text;
        }

        private void ReadTimes(string range)
        {
            string[] ends = range.Split("..");
            if (ends.Length != 2)
            {
                throw new FormatException($"'{_text}': '{range}' is no range of times");
            }

            Relative = ends[0].StartsWith('+');
            _from = Number(ends[0]);
            _to = Number(ends[1]);
        }

        private double Number(string text)
        {
            bool number = double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out double value);
            return number && text.StartsWith('+') == Relative ? value : throw new FormatException($"'{_text}': '{text}' is no time");
        }
    }
}
