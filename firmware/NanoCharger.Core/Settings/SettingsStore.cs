using System;
using System.IO;
using NanoCharger.Hal;
using NanoCharger.Storage;
using NanoCharger.Text;

namespace NanoCharger.Core.Settings
{
    /// <summary>The values of all settings, and how they outlive a loss of power.</summary>
    /// <remarks>
    /// Two slot files that both hold the newest save (<see cref="SlotPair"/>). A change stands here at once;
    /// whoever took its copy at the start works by it from the next boot on (<see cref="SettingRow.AtOnce"/> says which).
    /// </remarks>
    public sealed class SettingsStore
    {
        /// <summary>Name of the first slot file.</summary>
        public const string SlotA = "settings.a";

        /// <summary>Name of the second slot file.</summary>
        public const string SlotB = "settings.b";

        private readonly int[] _numbers = new int[SettingsTable.Count];
        private readonly string[] _texts = new string[SettingsTable.Count];
        private readonly SlotPair _slots = new SlotPair(
            SlotA, SlotB, SettingsSlot.Letters, SettingsSlot.FormatVersion, SettingsSlot.MaxBytes, SettingsSlot.IsSound);

        private readonly VitalSettings _vital = new VitalSettings();

        /// <summary>All settings at their defaults.</summary>
        public SettingsStore()
        {
            SetDefaults();
        }

        /// <summary>Counts the saves; 0 when nothing was ever stored. A new number tells that a value may have changed.</summary>
        public long Generation
        {
            get { return _slots.Generation; }
        }

        /// <summary>Entries of the loaded slot that this firmware does not know or not allow; they were left out.</summary>
        public int Ignored { get; private set; }

        /// <summary>True when settings were stored and no slot is sound: nothing may be sold by the defaults that stand in their place.</summary>
        /// <remarks>Until each vital setting (<see cref="SettingRow.Vital"/>) was set again by <see cref="Change"/>, and a start after it. Other restarts change nothing of it.</remarks>
        public bool Lost
        {
            get { return _vital.Lost; }
        }

        /// <summary>How many vital settings are still to be set: nothing is sold while there are any.</summary>
        public int Left
        {
            get { return _vital.Left; }
        }

        /// <summary>The vital settings that are still to be set: "a, b"; null for none.</summary>
        public string Missing
        {
            get { return _vital.Missing(); }
        }

        /// <summary>What the technician should know of the last <see cref="Load"/>: nothing stored, a slot mended, all lost. Else null.</summary>
        public string Notice { get; private set; }

        /// <summary>Slot files that could not be used at the last <see cref="Load"/>: damaged, or of a newer format.</summary>
        public int Unusable
        {
            get { return _slots.Unusable; }
        }

        /// <summary>A number, or that of a choice: its place in <see cref="SettingRow.Choices"/>. One that nobody has set is the market's, where it has one.</summary>
        /// <exception cref="ArgumentException">The setting is a text.</exception>
        public int Int(SettingId id)
        {
            SettingRow row = SettingsTable.Row(id);
            if (row.IsText && row.Choices == null)
            {
                throw new ArgumentException("a text setting");
            }

            int number = _numbers[(int)id];
            return number == SettingRow.Unset ? row.MarketDefaults[_numbers[(int)SettingId.Market]] : number;
        }

        /// <summary>False for a vital setting that is still to be set: what stands in its place is nothing to sell by.</summary>
        public bool IsGiven(SettingId id)
        {
            return _vital.IsGiven(id);
        }

        /// <summary>True while nobody has set a number that the market gives then.</summary>
        public bool IsByMarket(SettingId id)
        {
            return _numbers[(int)id] == SettingRow.Unset;
        }

        /// <summary>A text, secret or not.</summary>
        /// <exception cref="ArgumentException">The setting is a number.</exception>
        public string Text(SettingId id)
        {
            if (!SettingsTable.Row(id).IsText)
            {
                throw new ArgumentException("a number setting");
            }

            return _texts[(int)id];
        }

        /// <summary>The value as a technician may see it: a secret only as "(set)" or "(not set)", a vital one that is still to be set as "unset".</summary>
        public string Shown(SettingId id)
        {
            if (!_vital.IsGiven(id))
            {
                return "unset";
            }

            SettingRow row = SettingsTable.Row(id);
            if (row.Kind == SettingKind.Secret)
            {
                return _texts[(int)id].Length == 0 ? "(not set)" : "(set)";
            }

            return row.IsText ? _texts[(int)id] : Int(id).ToString();
        }

        /// <summary>Sets a value in memory; <see cref="Save"/> makes it durable. Nothing, "", empties a text, and gives a number back to the market that has one for it.</summary>
        /// <returns>Null, or in one sentence what was wrong; then nothing has changed.</returns>
        public string Set(string name, string value)
        {
            SettingRow row = SettingsTable.Find(name);
            if (row == null)
            {
                return name + ": there is no such setting";
            }

            if (value == null)
            {
                return name + ": no value";
            }

            if (row.IsText)
            {
                return SetText(row, value);
            }

            if (row.MarketDefaults != null && value.Length == 0)
            {
                _numbers[(int)row.Id] = SettingRow.Unset;
                return null;
            }

            return Ascii.TryNumber(value, out long number) ? SetNumber(row, number) : name + ": '" + value + "' is not a whole number";
        }

        /// <summary>Sets a value and saves all; on any failure the old value stays. While the settings are lost nothing is saved before all vital ones are set.</summary>
        /// <returns>Null, or in one sentence what was wrong, and then nothing has changed; or what is still to be done after a loss. Cost: that of <see cref="Save"/>.</returns>
        public string Change(IStorage storage, string name, string value)
        {
            SettingRow row = SettingsTable.Find(name);
            int number = row == null ? 0 : _numbers[(int)row.Id];
            string text = row == null ? null : _texts[(int)row.Id];
            bool given = row != null && _vital.IsGiven(row.Id);
            string wrong = Set(name, value);
            if (wrong != null)
            {
                return wrong;
            }

            string missing = Lost ? Missing : null;
            if (missing != null)
            {
                return "ok, stored once set too: " + missing;
            }

            try
            {
                Save(storage);
                return Lost ? "ok, all is stored; nothing is sold before the next boot" : null;
            }
            catch (IOException)
            {
                _vital.Give(row.Id, given);
                _numbers[(int)row.Id] = number;
                _texts[(int)row.Id] = text;
                return name + ": the flash did not take it, the old value stays";
            }
        }

        /// <summary>Takes the newest sound slot, and mends the other from it; what the slot does not hold is at its default.</summary>
        /// <remarks>For the start, contactor open: what there is to mend costs a write to flash, up to 400 ms. What it found: <see cref="Notice"/>.</remarks>
        /// <returns>False when there is no sound slot: everything is at its default.</returns>
        /// <exception cref="IOException">The flash cannot be read.</exception>
        public bool Load(IStorage storage)
        {
            bool taken = Take(_slots.Load(storage));
            Notice = taken ? _slots.Notice : (Lost ? "lost, no slot is sound; sells nothing before set: " : "none stored; sells nothing before set: ") + Missing;
            return taken;
        }

        /// <summary>As <see cref="Load"/>, and writes nothing: for who only asks before the board is open.</summary>
        /// <returns>False when there is no sound slot: everything is at its default.</returns>
        /// <exception cref="IOException">The flash cannot be read.</exception>
        public bool Look(IStorage storage)
        {
            return Take(_slots.Look(storage, out bool _));
        }

        /// <summary>Stores all values in both slots. Durable on return. Cost: two writes to flash, up to 400 ms each in which no thread runs.</summary>
        /// <remarks>Who calls it vouches for all values, also after a loss: the factory. A technician's way is <see cref="Change"/>.</remarks>
        /// <exception cref="IOException">The flash failed; the values before are still stored.</exception>
        public void Save(IStorage storage)
        {
            AsciiWriter bytes = new AsciiWriter(SettingsSlot.MaxBytes);
            SettingsSlot.Begin(bytes);
            int entries = 0;
            for (int i = 0; i < SettingsTable.Count; i++)
            {
                if (IsStored(i))
                {
                    SettingsSlot.Add(bytes, SettingsTable.Row((SettingId)i), _numbers[i], _texts[i]);
                    entries++;
                }
            }

            SettingsSlot.End(bytes, entries);
            _slots.Save(storage, bytes.Buffer, bytes.Length);
        }

        // What the market gives is not stored: another market, or firmware that knows better, gives another value. Nor what stands for a setting that nobody has set.
        private bool IsStored(int id)
        {
            return _numbers[id] != SettingRow.Unset && _vital.IsGiven((SettingId)id);
        }

        private bool Take(byte[] newest)
        {
            SetDefaults();
            Ignored = 0;
            _vital.Start(_slots.Lost);
            if (newest == null)
            {
                return false;
            }

            SettingsSlot slot = new SettingsSlot(newest);
            while (slot.TryNext())
            {
                Take(slot);
            }

            return true;
        }

        private void SetDefaults()
        {
            for (int i = 0; i < SettingsTable.Count; i++)
            {
                SettingRow row = SettingsTable.Row((SettingId)i);
                _numbers[i] = row.DefaultInt;
                _texts[i] = row.DefaultText;
            }
        }

        private string SetNumber(SettingRow row, long value)
        {
            string wrong = row.Check(value);
            if (wrong == null)
            {
                _numbers[(int)row.Id] = (int)value;
                _vital.Give(row.Id, true);
            }

            return wrong;
        }

        private string SetText(SettingRow row, string value)
        {
            string wrong = row.Check(value);
            if (wrong == null)
            {
                _texts[(int)row.Id] = value;
                _numbers[(int)row.Id] = row.Choices == null ? 0 : row.ChoiceOf(value);
                _vital.Give(row.Id, true);
            }

            return wrong;
        }

        private void Take(SettingsSlot slot)
        {
            SettingRow row = SettingsTable.Find(slot.Name);
            if (row == null || row.IsText != slot.IsText || (row.IsText ? SetText(row, slot.Text) : SetNumber(row, slot.Number)) != null)
            {
                Ignored++;
            }
        }
    }
}
