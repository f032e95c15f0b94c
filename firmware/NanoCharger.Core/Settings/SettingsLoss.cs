namespace NanoCharger.Core.Settings
{
    /// <summary>What becomes of a unit whose settings are lost: everything is at its default, and nothing is sold by defaults.</summary>
    /// <remarks>
    /// What is set from then on stands in memory only, until each setting that is vital (<see cref="SettingRow.Vital"/>) was set by hand; then all is
    /// stored at once. So a new start half-way finds the slots as spoilt as before, and begins anew: no unit is ever commissioned by half.
    /// </remarks>
    internal sealed class SettingsLoss
    {
        // By setting: whether it was set since; null for a unit that has lost nothing.
        private bool[] _given;

        /// <summary>True until the settings are set again, stored, and in force.</summary>
        internal bool Lasts
        {
            get { return _given != null; }
        }

        /// <summary>Begins, at a start, with what was found.</summary>
        internal void Start(bool lost)
        {
            _given = lost ? new bool[SettingsTable.Count] : null;
        }

        /// <summary>A setting was set by hand, or could not be stored after all.</summary>
        internal void Give(SettingRow row, bool given)
        {
            if (Lasts)
            {
                _given[(int)row.Id] = given;
            }
        }

        /// <summary>The vital settings that are still to be set: "a, b"; null for none.</summary>
        internal string Missing()
        {
            string missing = null;
            for (int i = 0; Lasts && i < SettingsTable.Count; i++)
            {
                SettingRow row = SettingsTable.Row((SettingId)i);
                if (row.Vital && !_given[i])
                {
                    missing = missing == null ? row.Name : missing + ", " + row.Name;
                }
            }

            return missing;
        }

        /// <summary>All is stored. The loss is over, unless a vital setting works from the next boot on and this boot runs by another value: its default.</summary>
        internal void Stored(SettingsStore settings)
        {
            for (int i = 0; Lasts && i < SettingsTable.Count; i++)
            {
                SettingRow row = SettingsTable.Row((SettingId)i);
                if (row.Vital && !row.AtOnce && (row.IsText ? settings.Text(row.Id) != row.DefaultText : settings.Int(row.Id) != row.DefaultInt))
                {
                    return;
                }
            }

            _given = null;
        }
    }
}
