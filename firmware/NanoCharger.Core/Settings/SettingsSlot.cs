using NanoCharger.Storage;
using NanoCharger.Text;

namespace NanoCharger.Core.Settings
{
    /// <summary>The settings' own bytes in their slots (<see cref="SlotFrame"/>, "NCS"): number of entries (2), the entries by name.</summary>
    /// <remarks>
    /// Numbers are little endian. An entry is the length of its name (1 byte), the name, its kind (1), then a number (4) or the length
    /// of a text (1) and the text. Entries stand by name, so that firmware of another version finds what it knows.
    /// </remarks>
    internal sealed class SettingsSlot
    {
        /// <summary>Longest slot that is read or written: thrice what this table needs, for firmware with more of them.</summary>
        internal const int MaxBytes = 2048;

        /// <summary>What a slot begins with.</summary>
        internal const string Letters = "NCS";

        /// <summary>Counts the ways in which the bytes were ever laid out.</summary>
        internal const int FormatVersion = 1;

        private const int CountOffset = SlotFrame.HeaderBytes;
        private const int EntriesOffset = CountOffset + 2;

        private readonly byte[] _bytes;
        private readonly int _end;
        private int _position = EntriesOffset;
        private int _entriesLeft;

        /// <summary>Opens a sound slot for reading.</summary>
        internal SettingsSlot(byte[] bytes)
        {
            _bytes = bytes;
            _end = bytes.Length - SlotFrame.CrcBytes;
            _entriesLeft = LittleEndian.Get16(bytes, CountOffset);
        }

        internal string Name { get; private set; }

        internal bool IsText { get; private set; }

        internal int Number { get; private set; }

        internal string Text { get; private set; }

        /// <summary>Whether there is room for the number of entries at least; they themselves are looked at one by one.</summary>
        internal static bool IsSound(byte[] slot)
        {
            return slot.Length >= EntriesOffset + SlotFrame.CrcBytes;
        }

        /// <summary>Leaves room for the frame's beginning, which the save writes, and for the number of entries.</summary>
        internal static void Begin(AsciiWriter target)
        {
            target.Reserve(EntriesOffset);
        }

        /// <summary>Writes one entry.</summary>
        internal static void Add(AsciiWriter target, SettingRow row, int number, string text)
        {
            target.Put((byte)row.Name.Length);
            target.Put(row.Name);
            target.Put((byte)row.Kind);
            if (row.IsText)
            {
                target.Put((byte)text.Length);
                target.Put(text);
            }
            else
            {
                Put32(target, (uint)number);
            }
        }

        /// <summary>Says how many entries there are, and leaves room for the frame's end.</summary>
        internal static void End(AsciiWriter target, int entries)
        {
            LittleEndian.Put16(target.Buffer, CountOffset, entries);
            target.Reserve(SlotFrame.CrcBytes);
        }

        /// <summary>Moves to the next entry. False at the end. A kind that this version does not know must have the form of a text.</summary>
        internal bool TryNext()
        {
            if (_entriesLeft == 0 || !TryTakeText(out string name) || _position >= _end)
            {
                return false;
            }

            _entriesLeft--;
            Name = name;
            int kind = _bytes[_position++];
            IsText = kind != (int)SettingKind.Int;
            if (IsText)
            {
                bool taken = TryTakeText(out string text);
                Text = text;
                return taken;
            }

            if (_position + 4 > _end)
            {
                return false;
            }

            Number = (int)LittleEndian.Get32(_bytes, _position);
            _position += 4;
            return true;
        }

        private bool TryTakeText(out string text)
        {
            text = null;
            if (_position >= _end || _position + 1 + _bytes[_position] > _end)
            {
                return false;
            }

            int length = _bytes[_position];
            text = Ascii.Text(_bytes, _position + 1, length);
            _position += 1 + length;
            return true;
        }

        private static void Put32(AsciiWriter target, uint value)
        {
            for (int shift = 0; shift < 32; shift += 8)
            {
                target.Put((byte)(value >> shift));
            }
        }
    }
}
