using NanoCharger.Core.Settings;
using NanoCharger.Text;

namespace NanoCharger.Console.Pages
{
    /// <summary>All settings with their values, or one with all there is to know about it. Secrets are never shown.</summary>
    internal sealed class SettingsPage : IPage
    {
        private const string NoDefault = ", no default";
        private const string ExampleText = "NC-0042";

        private readonly SettingsStore _settings;
        private readonly PendingSettings _pending;
        private readonly int _valueColumn;
        private SettingRow _one;

        internal SettingsPage(SettingsStore settings, PendingSettings pending)
        {
            _settings = settings;
            _pending = pending;
            for (int i = 0; i < SettingsTable.Count; i++)
            {
                int behindName = SettingsTable.Row((SettingId)i).Name.Length + 1;
                _valueColumn = behindName > _valueColumn ? behindName : _valueColumn;
            }
        }

        /// <summary>Chooses what to show: a row, or all of them for null.</summary>
        internal void Start(SettingRow one)
        {
            _one = one;
        }

        /// <inheritdoc/>
        public bool TryWriteLine(int index, AsciiWriter line)
        {
            if (_one != null)
            {
                return TryWriteDetail(index, line);
            }

            if (index >= SettingsTable.Count)
            {
                return false;
            }

            Value(SettingsTable.Row((SettingId)index), line);
            return true;
        }

        private bool TryWriteDetail(int index, AsciiWriter line)
        {
            switch (index)
            {
                case 0:
                    Value(_one, line);
                    return true;
                case 1:
                    line.Put(_one.Doc);
                    return true;
                case 2:
                    Range(line);
                    return true;
                case 3:
                    line.Put(_one.AtOnce ? "A change works at once." : "A change works from the next boot on.");
                    return true;
                case 4:
                    return TryWriteExample(line);
                default:
                    return false;
            }
        }

        private void Value(SettingRow row, AsciiWriter line)
        {
            line.Put(row.Name);
            line.PadTo(_valueColumn);
            _pending.Put(line, row);
        }

        // A secret has none: whoever copies it would have a secret that stands in a handbook.
        private bool TryWriteExample(AsciiWriter line)
        {
            if (_one.Kind == SettingKind.Secret)
            {
                return false;
            }

            if (_one.Factory)
            {
                line.Put("Set in the factory.");
                return true;
            }

            line.Put("Example: set ");
            line.Put(_one.Name);
            line.Put(' ');
            line.Put(_settings.IsGiven(_one.Id) ? _settings.Shown(_one.Id) : ExampleOf(_one));
            line.Put(_one.Unit.Length == 0 ? "" : " ");
            line.Put(_one.Unit);
            return true;
        }

        // Of what nobody has set the most careful value there is.
        private static string ExampleOf(SettingRow row)
        {
            return row.Choices != null ? row.Choices[0] : row.IsText ? ExampleText : row.Min.ToString();
        }

        private void Range(AsciiWriter line)
        {
            if (_one.Choices != null)
            {
                line.Put("One of ");
                line.Put(_one.AllChoices());
                line.Put(_one.NoDefault ? NoDefault : ", by default " + _one.DefaultText);
                return;
            }

            line.Number(_one.Min);
            if (_one.GapTo > _one.GapFrom)
            {
                line.Put(_one.GapFrom > _one.Min ? ".." + _one.GapFrom.ToString() : "");
                line.Put(" or ");
                line.Number(_one.GapTo);
                line.Put(_one.GapTo < _one.Max ? ".." + _one.Max.ToString() : "");
            }
            else
            {
                line.Put("..");
                line.Number(_one.Max);
            }

            line.Put(_one.IsText ? " characters" : _one.Unit.Length == 0 ? "" : " ");
            line.Put(_one.Unit);
            if (_one.NoDefault)
            {
                line.Put(NoDefault);
                return;
            }

            line.Put(", by default ");
            if (_one.MarketDefaults != null)
            {
                MarketDefaults(line);
                return;
            }

            line.Put(!_one.IsText ? _one.DefaultInt.ToString() : _one.DefaultText.Length == 0 ? "none" : _one.DefaultText);
        }

        private void MarketDefaults(AsciiWriter line)
        {
            string[] markets = SettingsTable.Row(SettingId.Market).Choices;
            line.Put("by market:");
            for (int i = 0; i < markets.Length; i++)
            {
                line.Put(i == 0 ? " " : ", ");
                line.Put(markets[i]);
                line.Put(' ');
                line.Number(_one.MarketDefaults[i]);
            }
        }
    }
}
