using NanoCharger.Core.Settings;
using NanoCharger.Hal;
using NanoCharger.Hal.Esp32;

namespace NanoCharger.App
{
    /// <summary>The program on the chip: picks the board's variant and runs the charger on it.</summary>
    public class Program
    {
        private const int ThreePhases = 3;

        /// <summary>Entry point. Does not return.</summary>
        public static void Main()
        {
            new Charger(Board()).Run();
        }

        /// <summary>Opens the board. A board of your own: hal/NanoCharger.Hal.Esp32/README.md.</summary>
        public static IBoard Board()
        {
            Esp32Storage storage = new Esp32Storage();
            return new Esp32Board(Description(storage), storage);
        }

        /// <summary>Which board this is: the reference board that the setting "phases" names. Its pins differ, so it must be known before they are opened.</summary>
        /// <param name="storage">Holds the settings.</param>
        public static BoardDescription Description(Esp32Storage storage)
        {
            SettingsStore settings = new SettingsStore();
            settings.Load(storage);
            return settings.Int(SettingId.Phases) == ThreePhases ? ReferenceBoard.ThreePhase() : ReferenceBoard.SinglePhase();
        }
    }
}
