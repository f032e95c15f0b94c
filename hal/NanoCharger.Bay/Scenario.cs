using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using NanoCharger.Bay.Scenarios;

namespace NanoCharger.Bay
{
    /// <summary>A story that the bay plays: its mains, the firmware's settings, and what happens when.</summary>
    public sealed class Scenario
    {
        private const string ResourcePrefix = "scenario:";

        internal Scenario(string source)
        {
            Source = source;
            Name = Path.GetFileNameWithoutExtension(source);
        }

        /// <summary>Names of the scenarios that come with the bay, in alphabetical order.</summary>
        public static IReadOnlyList<string> BuiltInNames
        {
            get
            {
                return Assembly.GetExecutingAssembly().GetManifestResourceNames()
                    .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
                    .Select(name => name.Substring(ResourcePrefix.Length))
                    .Order(StringComparer.Ordinal)
                    .ToArray();
            }
        }

        /// <summary>The file (or the built-in name) that it was read from.</summary>
        public string Source { get; }

        /// <summary>Its name; the file's name where it gives none.</summary>
        public string Name { get; internal set; }

        /// <summary>Seed of every random number in the run. Default 1.</summary>
        public ulong Seed { get; internal set; } = 1;

        /// <summary>Date and time at 0 s. Default 2026-01-15 18:00:00 UTC.</summary>
        public DateTimeOffset Utc { get; internal set; } = new DateTimeOffset(2026, 1, 15, 18, 0, 0, TimeSpan.Zero);

        /// <summary>End of the story in seconds, more than 0 and at most seven days.</summary>
        public double UntilSeconds { get; internal set; }

        /// <summary>True: the unit comes without its factory adjustment.</summary>
        public bool RawUnit { get; internal set; }

        /// <summary>True: plain inputs are soldered to the board's terminals for a card reader, and the firmware's board has to say so too.</summary>
        public bool HasInputs { get; internal set; }

        /// <summary>True: records may still be owed to the backend when the story ends.</summary>
        public bool MayOwe { get; internal set; }

        /// <summary>The mains at the start. Default 230 V, 50 Hz, one phase, 2 % THD.</summary>
        public MainsSupply Mains { get; internal set; } = new MainsSupply(230, 50, 1, 2);

        /// <summary>Firmware settings in the order of the file.</summary>
        public IReadOnlyList<ScenarioSetting> Settings { get; internal set; } = [];

        /// <summary>What happens, in order of time; at the same time in the order of the file.</summary>
        public IReadOnlyList<TimedAction> Timeline { get; internal set; } = [];

        /// <summary>Phases of the board: the setting <c>phases</c> where the scenario gives it, else those of its mains.</summary>
        public int BoardPhases
        {
            get { return int.TryParse(Setting("phases"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int phases) ? (phases == 3 ? 3 : 1) : Mains.Phases; }
        }

        /// <summary>Reads a scenario.</summary>
        /// <param name="text">JSON, with comments.</param>
        /// <param name="sourceName">Name of the file, for messages.</param>
        /// <exception cref="ScenarioException">It is not JSON, or has an unknown key or an impossible value.</exception>
        public static Scenario Parse(string text, string sourceName)
        {
            return new ScenarioParser(sourceName).Parse(text);
        }

        /// <summary>One of the scenarios that come with the bay, or null when there is none of that name.</summary>
        public static Scenario? BuiltIn(string name)
        {
            using Stream? stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(ResourcePrefix + name);
            if (stream is null)
            {
                return null;
            }

            using StreamReader reader = new StreamReader(stream);
            return Parse(reader.ReadToEnd(), name);
        }

        /// <summary>A setting's value as the file gives it; null where it does not.</summary>
        internal string? Setting(string name)
        {
            return Settings.LastOrDefault(candidate => candidate.Name == name)?.Value;
        }
    }
}
