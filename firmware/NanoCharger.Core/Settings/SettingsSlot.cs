using NanoCharger.Text;

namespace NanoCharger.Core.Settings
{
    /// <summary>The bytes of a slot file: "NCS", format version, generation, number of entries, the entries by name, CRC-32.</summary>
    /// <remarks>
    /// Numbers are little endian. An entry is the length of its name (1 byte), the name, its kind (1), then a number (4) or the length
    /// of a text (1) and the text. Entries stand by name, so that firmware of another version finds what it knows.
    /// </remarks>
    internal sealed class SettingsSlot
    {
        /// <summary>Longest slot that is read or written: thrice what this table needs, for firmware with more of them.</summary>
        internal const int MaxBytes = 2048;

        private const int FormatVersion = 1;
        private const int HeaderBytes = 10;
        private const int CrcBytes = 4;

        private readonly byte[] _bytes;
        private readonly int _end;
        private int _position = HeaderBytes;
        private int _entriesLeft;

        private SettingsSlot(byte[] bytes, int length)
        {
            _bytes = bytes;
            _end = length - CrcBytes;
            Generation = LittleEndian.Get32(bytes, 4);
            _entriesLeft = LittleEndian.Get16(bytes, 8);
        }

        internal long Generation { get; }

        internal string Name { get; private set; }

        internal bool IsText { get; private set; }

        internal int Number { get; private set; }

        internal string Text { get; private set; }

        /// <summary>Opens a slot for reading; null when it is damaged or of another format version.</summary>
        internal static SettingsSlot TryOpen(byte[] bytes, int length)
        {
            bool valid = length >= HeaderBytes + CrcBytes
                && bytes[0] == 'N' && bytes[1] == 'C' && bytes[2] == 'S' && bytes[3] == FormatVersion
                && Crc32.Compute(bytes, 0, length - CrcBytes) == LittleEndian.Get32(bytes, length - CrcBytes);
            return valid ? new SettingsSlot(bytes, length) : null;
        }

        internal static void Begin(AsciiWriter target, long generation, int entries)
        {
            target.Put("NCS");
            target.Put((byte)FormatVersion);
            Put32(target, (uint)generation);
            target.Put((byte)entries);
            target.Put((byte)(entries >> 8));
        }

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

        internal static void End(AsciiWriter target)
        {
            Put32(target, Crc32.Compute(target.Buffer, 0, target.Length));
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
