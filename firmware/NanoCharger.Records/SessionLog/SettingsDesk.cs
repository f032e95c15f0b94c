using NanoCharger.Core.Settings;
using NanoCharger.Hal;

namespace NanoCharger.Records.SessionLog
{
    /// <summary>Where settings are changed, by whomever: what may not be changed, or not now, is refused here for console and backend alike.</summary>
    public sealed class SettingsDesk
    {
        private readonly SettingsStore _settings;
        private readonly IStorage _storage;
        private readonly RecordLog _log;
        private readonly Delivery _delivery;

        /// <summary>Makes a desk over the parts.</summary>
        /// <param name="settings">The charger's settings.</param>
        /// <param name="storage">Where they are stored.</param>
        /// <param name="log">Says what is open or owed under the present name.</param>
        /// <param name="delivery">Says what is set aside under it.</param>
        public SettingsDesk(SettingsStore settings, IStorage storage, RecordLog log, Delivery delivery)
        {
            _settings = settings;
            _storage = storage;
            _log = log;
            _delivery = delivery;
        }

        /// <summary>Changes a setting and stores it, where that is allowed.</summary>
        /// <returns>As <see cref="SettingsStore.Change"/>; or why it is not allowed, and then nothing has changed.</returns>
        public string Change(string name, string value)
        {
            return Refused(SettingsTable.Find(name)) ?? _settings.Change(_storage, name, value);
        }

        // A bill carries the station's name in every message and in its document, so it keeps it to the end. Where the settings are lost the board's
        // wiring has to be told anew, and the present name is nobody's: bills wait for the true one.
        private string Refused(SettingRow row)
        {
            if (row == null || _settings.Lost)
            {
                return null;
            }

            if (row.Factory)
            {
                return row.Name + ": set in the factory, since it follows the board's wiring";
            }

            if (row.Id != SettingId.StationId)
            {
                return null;
            }

            return _log.OpenTransaction != null || _log.Owed > 0 ? row.Name + ": a transaction is open or not yet answered for under the present name"
                : _delivery.Aside.Kept > 0 ? row.Name + ": records are set aside under the present name, see outbox"
                : null;
        }
    }
}
