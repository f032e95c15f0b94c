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

        /// <summary>Opens the board that the setting "phases" names: its pins differ, so it must be known before they are opened.</summary>
        public static IBoard Board()
        {
            Esp32Storage storage = new Esp32Storage();
            SettingsStore settings = new SettingsStore();
            settings.Load(storage);
            bool three = settings.Int(SettingId.Phases) == ThreePhases;
            return new Esp32Board(three ? BoardDescription.ThreePhase() : BoardDescription.SinglePhase(), storage);
        }
    }
}
