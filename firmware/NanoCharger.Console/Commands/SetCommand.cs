using NanoCharger.Core.SessionLog;
using NanoCharger.Core.Settings;
using NanoCharger.Hal;

namespace NanoCharger.Console.Commands
{
    /// <summary>Changes a setting and stores it.</summary>
    internal sealed class SetCommand : Command
    {
        private readonly SettingsStore _settings;
        private readonly IStorage _storage;
        private readonly RecordLog _log;
        private readonly Delivery _delivery;

        internal SetCommand(SettingsStore settings, IStorage storage, RecordLog log, Delivery delivery)
            : base("set", "set name [value]    changes a setting and stores it")
        {
            _settings = settings;
            _storage = storage;
            _log = log;
            _delivery = delivery;
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            answer.Say(Set(Words.First(rest), Words.Behind(rest)));
        }

        private string Set(string name, string value)
        {
            if (name.Length == 0)
            {
                return "set: which setting? get lists them";
            }

            string wrong = Refused(name) ?? _settings.Change(_storage, name, value);
            return wrong ?? (SettingsTable.Find(name).AtOnce ? "ok, works at once"
                : SettingsTable.Find(name).Id == SettingId.StationId ? "ok, works from the next boot on; nothing is sold before it"
                : "ok, works from the next boot on");
        }

        // What a technician may not change, and when. A bill carries the station's name in every message, so it keeps it to the end. Where the
        // settings are lost the board's wiring has to be told anew, and the present name is nobody's: bills wait for the true one.
        private string Refused(string name)
        {
            SettingRow row = SettingsTable.Find(name);
            if (row != null && row.Factory && !_settings.Lost)
            {
                return name + ": set in the factory, since it follows the board's wiring";
            }

            if (row != null && row.Id == SettingId.StationId && !_settings.Lost && (_log.OpenTransaction != null || _log.Owed > 0))
            {
                return name + ": a transaction is open or not yet answered for under the present name";
            }

            if (row != null && row.Id == SettingId.StationId && _delivery.Aside.Count > 0)
            {
                return name + ": records are set aside under the present name, see outbox";
            }

            return null;
        }
    }
}
