using NanoCharger.Records.SessionLog;
using NanoCharger.Core.Settings;

namespace NanoCharger.Console.Commands
{
    /// <summary>Changes a setting and stores it.</summary>
    internal sealed class SetCommand : Command
    {
        private readonly SettingsDesk _desk;
        private readonly PendingSettings _pending;

        internal SetCommand(SettingsDesk desk, PendingSettings pending)
            : base("set", "set name [value]    changes a setting and stores it")
        {
            _desk = desk;
            _pending = pending;
        }

        /// <inheritdoc/>
        internal override bool KeepsBlanks
        {
            get { return true; }
        }

        /// <inheritdoc/>
        internal override string Takes
        {
            get { return "a setting and its value, a number with its unit or without; nothing for a value empties a text. help and the setting's name tells its range"; }
        }

        /// <inheritdoc/>
        internal override string Example
        {
            get { return "set maxAmps 16 A"; }
        }

        /// <inheritdoc/>
        internal override string Needs
        {
            get { return "a flash that takes it; station.id: no bill open or owed under the old name"; }
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            string words = rest.Trim();
            string name = Words.First(words);
            answer.Say(name.Length == 0 ? "set: which setting? get lists them" : Set(name, Words.Behind(words), rest));
        }

        private string Set(string name, string value, string typed)
        {
            SettingRow row = SettingsTable.Find(name);
            bool keepsBlanks = row != null && row.Alphabet == Alphabet.Printable && row.IsText && row.Choices == null && value.Length > 0;
            if (keepsBlanks)
            {
                // A name or a passphrase may begin or end with a blank.
                value = typed.Substring(typed.IndexOf(name) + name.Length + 1);
            }
            else if (row != null && !row.IsText)
            {
                string wrong = Quantity.Take(value, row.Unit, out string number, out string behind);
                if (wrong != null)
                {
                    return name + ": " + wrong;
                }

                value = behind.Length == 0 ? number : value;
            }

            return _desk.Change(name, value) ?? "ok, " + When(row) + (keepsBlanks && value != value.Trim() ? "; with blanks at its ends" : "");
        }

        private string When(SettingRow row)
        {
            if (row.AtOnce)
            {
                return "works at once";
            }

            if (!_pending.IsPending(row.Id))
            {
                return "that is in force";
            }

            return "works from the next boot on; until then " + _pending.InForce(row)
                + (row.Id == SettingId.StationId ? "; nothing is sold before it" : "");
        }
    }
}
