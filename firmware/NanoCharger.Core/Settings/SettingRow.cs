using NanoCharger.Text;

namespace NanoCharger.Core.Settings
{
    /// <summary>One row of the table of settings: everything there is to know about a setting but its value.</summary>
    public sealed class SettingRow
    {
        /// <summary>Stands in memory for a number that nobody has set, where the market gives it (<see cref="MarketDefaults"/>); never stored.</summary>
        public const int Unset = int.MinValue;

        private SettingRow(SettingId id, string name, SettingKind kind, string doc)
        {
            Id = id;
            Name = name;
            Kind = kind;
            Doc = doc;
        }

        /// <summary>The setting.</summary>
        public SettingId Id { get; }

        /// <summary>Its name at the console, in scenarios and in flash.</summary>
        public string Name { get; }

        /// <summary>What it holds.</summary>
        public SettingKind Kind { get; }

        /// <summary>Unit of a number; "" when it has none.</summary>
        public string Unit { get; private set; }

        /// <summary>Least number, or least length of a text in characters.</summary>
        public int Min { get; private set; }

        /// <summary>Greatest number, or greatest length of a text in characters.</summary>
        public int Max { get; private set; }

        /// <summary>Lower edge of a gap in the range or in the lengths; both edges are allowed, what lies between not. 0, as <see cref="GapTo"/>, for no gap.</summary>
        public int GapFrom { get; private set; }

        /// <summary>Upper edge of the gap, itself allowed.</summary>
        public int GapTo { get; private set; }

        /// <summary>The texts that are allowed, in the order of their numbers; null where any text is.</summary>
        public string[] Choices { get; private set; }

        /// <summary>What a number is while nobody has set it, by the setting market and in the order of its choices; null where one default is for all.</summary>
        public int[] MarketDefaults { get; private set; }

        /// <summary>Default of a number, or of a choice's; <see cref="Unset"/> where the market gives it.</summary>
        public int DefaultInt { get; private set; }

        /// <summary>Default of a text.</summary>
        public string DefaultText { get; private set; }

        /// <summary>Characters of a text.</summary>
        public Alphabet Alphabet { get; private set; }

        /// <summary>True when a change works at once; else it works from the next boot on.</summary>
        public bool AtOnce { get; private set; } = true;

        /// <summary>True when only the factory sets it: everybody else is refused.</summary>
        public bool Factory { get; private set; }

        /// <summary>True when nothing is sold while nobody has set it, or where another value of it may have been lost: see <see cref="SettingsStore.Missing"/>.</summary>
        public bool Vital { get; private set; }

        /// <summary>True when it has no default at all: it is unset until somebody sets it, and what stands in its place offers nothing and names nobody.</summary>
        public bool NoDefault { get; private set; }

        /// <summary>What it is for, in one sentence.</summary>
        public string Doc { get; }

        /// <summary>True for a text, secret or not.</summary>
        public bool IsText
        {
            get { return Kind != SettingKind.Int; }
        }

        internal static SettingRow Number(SettingId id, string name, string unit, int min, int max, int value, string doc)
        {
            return new SettingRow(id, name, SettingKind.Int, doc) { Unit = unit, Min = min, Max = max, DefaultInt = value };
        }

        internal static SettingRow Text(SettingId id, string name, SettingKind kind, Alphabet alphabet, int min, int max, string value, string doc)
        {
            return new SettingRow(id, name, kind, doc) { Unit = "", Alphabet = alphabet, Min = min, Max = max, DefaultText = value };
        }

        internal static SettingRow Choice(SettingId id, string name, string[] choices, string doc)
        {
            return new SettingRow(id, name, SettingKind.Text, doc) { Unit = "", Choices = choices, Max = 20, DefaultText = choices[0] };
        }

        internal SettingRow FromFactory()
        {
            Factory = true;
            return this;
        }

        internal SettingRow ByHandAfterLoss()
        {
            Vital = true;
            return this;
        }

        internal SettingRow WithoutDefault()
        {
            NoDefault = true;
            return ByHandAfterLoss();
        }

        internal static SettingRow ByMarket(SettingId id, string name, string unit, int min, int max, int[] values, string doc)
        {
            SettingRow row = Number(id, name, unit, min, max, Unset, doc);
            row.MarketDefaults = values;
            return row;
        }

        internal SettingRow WithGap(int from, int to)
        {
            GapFrom = from;
            GapTo = to;
            return this;
        }

        internal SettingRow FromNextBoot()
        {
            AtOnce = false;
            return this;
        }

        /// <summary>Says what is wrong with a number for this setting.</summary>
        /// <returns>Null when nothing is.</returns>
        public string Check(long value)
        {
            if (value < Min)
            {
                return Name + ": " + value.ToString() + " is below " + WithUnit(Min);
            }

            if (value > Max)
            {
                return Name + ": " + value.ToString() + " is above " + WithUnit(Max);
            }

            return value > GapFrom && value < GapTo
                ? Name + ": " + value.ToString() + " lies between " + GapFrom.ToString() + " and " + WithUnit(GapTo) + ", which is not allowed"
                : null;
        }

        /// <summary>Number of a choice by its text; -1 when there is none of it.</summary>
        public int ChoiceOf(string value)
        {
            for (int i = 0; Choices != null && i < Choices.Length; i++)
            {
                if (Choices[i] == value)
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Says what is wrong with a text for this setting. A secret is not repeated in the answer.</summary>
        /// <returns>Null when nothing is.</returns>
        public string Check(string value)
        {
            if (Choices != null)
            {
                return ChoiceOf(value) >= 0 ? null : Name + ": '" + value + "' is not one of " + AllChoices();
            }

            if (value.Length < Min)
            {
                return Name + ": " + value.Length.ToString() + " characters are less than " + Min.ToString();
            }

            if (value.Length > GapFrom && value.Length < GapTo)
            {
                return Name + ": " + value.Length.ToString() + " characters lie between " + GapFrom.ToString() + " and " + GapTo.ToString() + ", which is not allowed";
            }

            if (value.Length > Max)
            {
                return Name + ": " + value.Length.ToString() + " characters are more than " + Max.ToString();
            }

            if (Alphabet == Alphabet.Times)
            {
                return DayTimes.Read(value, null) >= 0 ? null : Name + ": '" + value + "' is not up to " + DayTimes.Most.ToString() + " times as 04:00,20:00";
            }

            for (int i = 0; i < value.Length; i++)
            {
                if (!Allows(value[i]))
                {
                    return Name + ": character " + (i + 1).ToString() + " is not allowed here";
                }
            }

            return null;
        }

        /// <summary>All choices, for a human: "a, b, c".</summary>
        public string AllChoices()
        {
            string all = Choices[0];
            for (int i = 1; i < Choices.Length; i++)
            {
                all += ", " + Choices[i];
            }

            return all;
        }

        private bool Allows(char value)
        {
            if (Alphabet == Alphabet.Printable)
            {
                return value >= ' ' && value <= '~';
            }

            return (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z') || (value >= '0' && value <= '9') || value == '-'
                || value == (Alphabet == Alphabet.Host ? '.' : '_');
        }

        private string WithUnit(int value)
        {
            return Unit.Length == 0 ? value.ToString() : value.ToString() + " " + Unit;
        }
    }
}
