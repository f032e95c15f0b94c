using System;
using NanoCharger.Core.Settings;
using NanoCharger.Hal;
using NanoCharger.Hal.Esp32;

namespace NanoCharger.App
{
    /// <summary>The program on the chip: picks the board's variant and runs the charger on it.</summary>
    public class Program
    {
        /// <summary>Free heap that the program needs when it begins: the sum of the README's table, margin included, rounded up to 64 KiB.</summary>
        public const int LeastHeapBytes = 256 * 1024;

        private const int ThreePhases = 3;

        /// <summary>Entry point. Does not return: what goes wrong before the loop runs is told on the console and by the lamp, until the chain resets the chip.</summary>
        public static void Main()
        {
            // First of all, before anything of ours takes from it.
            long freeBytes = Esp32Front.FreeHeapBytes();
            Esp32Front front = null;
            BoardDescription description = null;
            try
            {
                Esp32Storage storage = new Esp32Storage();
                description = Description(storage);
                front = Esp32Front.Open(description);
                if (freeBytes < LeastHeapBytes)
                {
                    front.Distress("no charger: the heap is too small, a chip with PSRAM is needed; free bytes", freeBytes.ToString());
                }

                new Charger(new Esp32Board(description, storage, front)).Run();
            }
            catch (Exception e)
            {
                front = front ?? Esp32Front.OpenConsoleOnly(description ?? ConsoleOnly());
                front.Distress("no charger", e.Message);
            }
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
            settings.Look(storage);
            return settings.Int(SettingId.Phases) == ThreePhases ? ReferenceBoard.ThreePhase() : ReferenceBoard.SinglePhase();
        }

        // Where to tell that not even the settings could be read. Of another board's pins nothing may be driven but these.
        private static BoardDescription ConsoleOnly()
        {
            return ReferenceBoard.SinglePhase();
        }
    }
}
