namespace NanoCharger.Core.Settings
{
    /// <summary>Which of the vital settings (<see cref="SettingRow.Vital"/>) somebody has given: nothing is sold while one of them is missing.</summary>
    /// <remarks>
    /// A new unit misses those that have no default. A unit that has lost its settings misses all of them, and what is set from then on stands in memory
    /// only, until none is missing; then all is stored at once. So a new start half-way finds the slots as spoilt as before, and begins anew: no unit
    /// is ever commissioned again by half.
    /// </remarks>
    internal sealed class VitalSettings
    {
        private readonly bool[] _given = new bool[SettingsTable.Count];

        /// <summary>A new unit's.</summary>
        internal VitalSettings()
        {
            Start(false);
        }

        /// <summary>True from a start that found the settings lost to the next start: what is set meanwhile is in force from there on.</summary>
        internal bool Lost { get; private set; }

        /// <summary>How many are still to be set.</summary>
        internal int Left { get; private set; }

        /// <summary>Begins, at a start, with what was found; each setting of the slot is given then.</summary>
        internal void Start(bool lost)
        {
            Lost = lost;
            Left = 0;
            for (int i = 0; i < _given.Length; i++)
            {
                SettingRow row = SettingsTable.Row((SettingId)i);
                _given[i] = !row.Vital || (!lost && !row.NoDefault);
                Left += _given[i] ? 0 : 1;
            }
        }

        /// <summary>True for a setting that has a value to sell by; each that is not vital has one.</summary>
        internal bool IsGiven(SettingId id)
        {
            return _given[(int)id];
        }

        /// <summary>A setting was set, or could not be stored after all.</summary>
        internal void Give(SettingId id, bool given)
        {
            if (_given[(int)id] != given)
            {
                _given[(int)id] = given;
                Left += given ? -1 : 1;
            }
        }

        /// <summary>Those that are still to be set: "a, b"; null for none.</summary>
        internal string Missing()
        {
            string missing = null;
            for (int i = 0; Left > 0 && i < _given.Length; i++)
            {
                if (!_given[i])
                {
                    string name = SettingsTable.Row((SettingId)i).Name;
                    missing = missing == null ? name : missing + ", " + name;
                }
            }

            return missing;
        }
    }
}
