using NanoCharger.Core.Settings;
using NanoCharger.Text;

namespace NanoCharger.Core.Protection
{
    /// <summary>One row of the catalogue of faults.</summary>
    /// <remarks>A # in what was seen, or in what clears it, stands for a setting: the text says what is in force.</remarks>
    public sealed class FaultEntry
    {
        private readonly string _cause;
        private readonly string _clears;
        private SettingId[] _ofCause;
        private SettingId[] _ofClears;

        /// <summary>Makes a row.</summary>
        internal FaultEntry(FaultCode code, string name, string cause, string clears)
        {
            Code = code;
            Name = name;
            _cause = cause;
            _clears = clears;
        }

        /// <summary>The number, for good.</summary>
        public FaultCode Code { get; }

        /// <summary>Plain English name, as console, trace and backend show it.</summary>
        public string Name { get; }

        /// <summary>The board's plain input that reports it; null where a guard of its own finds it.</summary>
        public string Input { get; private set; }

        /// <summary>For how long the input has to report it without a break, in milliseconds.</summary>
        public int ConfirmMillis { get; private set; }

        /// <summary>How what the input reports stops the charging.</summary>
        public StopKind Stop { get; private set; }

        /// <summary>True where it stays until the vehicle is unplugged or the technician clears it; else it goes 30 s after the input has reported it last.</summary>
        public bool Latches { get; private set; }

        /// <summary>Writes what was seen.</summary>
        public void PutCause(AsciiWriter into, SettingsStore settings)
        {
            Put(into, _cause, _ofCause, settings);
        }

        /// <summary>Writes what clears it.</summary>
        public void PutClears(AsciiWriter into, SettingsStore settings)
        {
            Put(into, _clears, _ofClears, settings);
        }

        /// <summary>Its texts depend on settings.</summary>
        /// <param name="cause">One for each # of what was seen, in order.</param>
        /// <param name="clears">One for each # of what clears it.</param>
        internal FaultEntry By(SettingId[] cause, SettingId[] clears)
        {
            _ofCause = cause;
            _ofClears = clears;
            return this;
        }

        /// <summary>A plain input of the board reports it: the charging stops, and goes on by itself 30 s after the input's last report.</summary>
        /// <param name="input">Its name in the board's description.</param>
        /// <param name="stop">Pause, or Open at once.</param>
        /// <param name="confirmMillis">For how long it has to be reported: 20 or more, which is two turns: one reading of a pin may be a disturbance.</param>
        internal FaultEntry From(string input, StopKind stop, int confirmMillis)
        {
            Input = input;
            Stop = stop;
            ConfirmMillis = confirmMillis;
            return this;
        }

        /// <summary>It does not go by itself.</summary>
        internal FaultEntry Latched()
        {
            Latches = true;
            return this;
        }

        private static void Put(AsciiWriter into, string text, SettingId[] settings, SettingsStore store)
        {
            int next = 0;
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] == '#')
                {
                    PutValue(into, SettingsTable.Row(settings[next]).Unit, store.Int(settings[next]));
                    next++;
                }
                else
                {
                    into.Put(text[i]);
                }
            }
        }

        // A share of the nominal value reads as the standards have it, 0.85; the rest with its unit.
        private static void PutValue(AsciiWriter into, string unit, int value)
        {
            switch (unit)
            {
                case "%":
                    into.Fixed(value, 2);
                    break;
                case "0.1 %":
                    into.Fixed(value, 1);
                    into.Put(" %");
                    break;
                default:
                    into.Number(value);
                    into.Put((byte)' ');
                    into.Put(unit);
                    break;
            }
        }
    }
}
