using NanoCharger.Records.SessionLog;
using NanoCharger.Core.Settings;

namespace NanoCharger.Console.Commands
{
    /// <summary>Changes a setting and stores it.</summary>
    internal sealed class SetCommand : Command
    {
        private readonly SettingsDesk _desk;

        internal SetCommand(SettingsDesk desk)
            : base("set", "set name [value]    changes a setting and stores it")
        {
            _desk = desk;
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

            return _desk.Change(name, value) ?? (SettingsTable.Find(name).AtOnce ? "ok, works at once"
                : SettingsTable.Find(name).Id == SettingId.StationId ? "ok, works from the next boot on; nothing is sold before it"
                : "ok, works from the next boot on");
        }
    }
}
