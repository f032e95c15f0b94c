using System.IO;
using NanoCharger.Core.Settings;
using NanoCharger.Hal;
using NanoCharger.Storage;
using NanoCharger.Text;

namespace NanoCharger.Link.Trial
{
    /// <summary>The settings of the link by which the backend has accepted this station last: the way back from a change that leads nowhere.</summary>
    /// <remarks>
    /// One file (<see cref="SlotFrame"/>, "NCL"; 200 bytes at most): starts on trial so far (1), then each setting's text behind its length (1). It holds
    /// the passphrase, as the settings' own slots do. One that is spoilt counts as none: the next acceptance writes it anew.
    /// </remarks>
    internal sealed class GoodLink
    {
        /// <summary>Name of the file.</summary>
        internal const string FileName = "link.good";

        private const string Letters = "NCL";
        private const int FormatVersion = 1;
        private const int StartsAt = SlotFrame.HeaderBytes;
        private const int TextsAt = StartsAt + 1;
        private const int MostBytes = 200;

        // A link's texts stand in this order.
        private static readonly SettingId[] Ids =
        {
            SettingId.WifiName, SettingId.WifiPassphrase, SettingId.MqttHost, SettingId.MqttPort, SettingId.MqttPlain,
        };

        private readonly IStorage _storage;

        /// <summary>What lies in this flash.</summary>
        internal GoodLink(IStorage storage)
        {
            _storage = storage;
        }

        /// <summary>The good texts, not written to; null for none.</summary>
        internal string[] Texts { get; private set; }

        /// <summary>True where there is one.</summary>
        internal bool Known
        {
            get { return Texts != null; }
        }

        /// <summary>Starts since one was accepted, with other settings or certificates than the good ones.</summary>
        internal int Starts { get; private set; }

        /// <summary>Reads it.</summary>
        internal void Load()
        {
            int length = _storage.Length(FileName);
            byte[] bytes = new byte[MostBytes];
            if (length > MostBytes || length < TextsAt || _storage.Read(FileName, 0, bytes, 0, length) != length || !SlotFrame.IsSound(bytes, length, Letters, FormatVersion))
            {
                return;
            }

            int at = TextsAt;
            string[] texts = new string[Ids.Length];
            for (int i = 0; i < Ids.Length; i++)
            {
                int count = bytes[at];
                if (at + 1 + count > length - SlotFrame.CrcBytes)
                {
                    return;
                }

                texts[i] = Ascii.Text(bytes, at + 1, count);
                at += 1 + count;
            }

            Starts = bytes[StartsAt];
            Texts = texts;
        }

        /// <summary>The texts of the link's settings as they are now.</summary>
        internal static string[] Of(SettingsStore settings)
        {
            string[] texts = new string[Ids.Length];
            for (int i = 0; i < Ids.Length; i++)
            {
                texts[i] = SettingsTable.Row(Ids[i]).IsText ? settings.Text(Ids[i]) : settings.Int(Ids[i]).ToString();
            }

            return texts;
        }

        /// <summary>True where two links have the same texts.</summary>
        internal static bool Alike(string[] one, string[] other)
        {
            for (int i = 0; i < Ids.Length; i++)
            {
                if (one[i] != other[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Takes these for good ones. Cost: one write to flash, up to 400 ms in which no thread runs.</summary>
        /// <exception cref="IOException">The flash failed: those before are the good ones still.</exception>
        internal void Take(string[] texts)
        {
            Write(texts, 0);
            Texts = texts;
        }

        /// <summary>Stores how many starts were on trial. Cost: as <see cref="Take"/>.</summary>
        /// <exception cref="IOException">The flash failed: as before.</exception>
        internal void Save(int starts)
        {
            Write(Texts, starts);
        }

        /// <summary>Gives the settings their good texts again, all or none of them. Cost: two writes to flash, up to 400 ms each in which no thread runs.</summary>
        /// <exception cref="IOException">The flash failed: the settings in flash are as before.</exception>
        internal void Restore(SettingsStore settings)
        {
            for (int i = 0; i < Ids.Length; i++)
            {
                settings.Set(SettingsTable.Row(Ids[i]).Name, Texts[i]);
            }

            settings.Save(_storage);
        }

        private void Write(string[] texts, int starts)
        {
            byte[] bytes = new byte[MostBytes];
            bytes[StartsAt] = (byte)(starts < byte.MaxValue ? starts : byte.MaxValue);
            int at = TextsAt;
            for (int i = 0; i < Ids.Length; i++)
            {
                bytes[at++] = (byte)texts[i].Length;
                for (int j = 0; j < texts[i].Length; j++)
                {
                    bytes[at++] = (byte)texts[i][j];
                }
            }

            SlotFrame.Seal(bytes, at + SlotFrame.CrcBytes, Letters, FormatVersion, 0);
            _storage.Write(FileName, bytes, at + SlotFrame.CrcBytes);
            Starts = starts;
        }
    }
}
