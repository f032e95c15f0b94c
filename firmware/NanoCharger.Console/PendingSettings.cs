using NanoCharger.Core.Settings;
using NanoCharger.Text;

namespace NanoCharger.Console
{
    /// <summary>Tells the settings that were changed since the start and work from the next one on: what is in force until then.</summary>
    internal sealed class PendingSettings
    {
        private readonly SettingsStore _settings;

        // By setting: what the parts took at the start; null where a change works at once.
        private readonly string[] _inForce = new string[SettingsTable.Count];

        /// <summary>Takes what is in force now: to be made at the start, before anybody can change a setting.</summary>
        internal PendingSettings(SettingsStore settings)
        {
            _settings = settings;
            for (int i = 0; i < _inForce.Length; i++)
            {
                _inForce[i] = SettingsTable.Row((SettingId)i).AtOnce ? null : ValueOf((SettingId)i);
            }
        }

        /// <summary>True where the value in force is not the one that stands.</summary>
        internal bool IsPending(SettingId id)
        {
            return _inForce[(int)id] != null && _inForce[(int)id] != ValueOf(id);
        }

        /// <summary>The value in force, of a setting that is pending; a secret only as "(set)" or "(not set)".</summary>
        internal string InForce(SettingRow row)
        {
            return Shown(row, _inForce[(int)row.Id]);
        }

        /// <summary>Writes the value in force, and behind it the one after the next start where that is another.</summary>
        internal void Put(AsciiWriter line, SettingRow row)
        {
            bool pending = IsPending(row.Id);
            PutValue(line, row, pending ? InForce(row) : _settings.Shown(row.Id));
            line.Put(_settings.IsByMarket(row.Id) ? ", by market" : "");
            if (pending)
            {
                bool changedSecret = row.Kind == SettingKind.Secret && _inForce[(int)row.Id].Length > 0 && _settings.Text(row.Id).Length > 0;
                line.Put(", after reboot ");
                PutValue(line, row, changedSecret ? "another" : _settings.Shown(row.Id));
            }
        }

        private string ValueOf(SettingId id)
        {
            return SettingsTable.Row(id).IsText ? _settings.Text(id) : _settings.IsGiven(id) ? _settings.Int(id).ToString() : _settings.Shown(id);
        }

        private static string Shown(SettingRow row, string value)
        {
            return row.Kind != SettingKind.Secret ? value : value.Length == 0 ? "(not set)" : "(set)";
        }

        // A number that is still to be set has no unit either.
        private void PutValue(AsciiWriter line, SettingRow row, string value)
        {
            line.Put(value);
            if (row.Unit.Length > 0 && _settings.IsGiven(row.Id))
            {
                line.Put(' ');
                line.Put(row.Unit);
            }
        }
    }
}
