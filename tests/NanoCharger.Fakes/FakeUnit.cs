using System;
using NanoCharger.Core.Charging;
using NanoCharger.Core.Metering;
using NanoCharger.Core.Settings;
using NanoCharger.Core.State;
using NanoCharger.Hal;

namespace NanoCharger.Fakes
{
    /// <summary>What factory and technician have left in the flash of a <see cref="FakeBoard"/> that sells: settings, calibration, the self-test passed. The key is <see cref="FakeKey"/>'s.</summary>
    public static class FakeUnit
    {
        /// <summary>Name of the board: the self-test is of this one.</summary>
        public const string Board = "fake board";

        // A FakeSampler's scale: mV and mA are thousandths of a count times these, times 1e-6.
        private const long MicrovoltsPerCount = 322_400;
        private const long MicroampsPerCount = 100_750;

        /// <summary>A flash of such a unit, without a key.</summary>
        public static FakeFlash Flash()
        {
            FakeFlash flash = new FakeFlash();
            Commission(flash);
            return flash;
        }

        /// <summary>Leaves all of it: 32 A, a cable of 32 A, free, EU; one point at 230 V, one at 80 A.</summary>
        public static void Commission(IStorage storage)
        {
            SettingsStore settings = new SettingsStore();
            settings.Set("station.id", "NC-0001");
            settings.Set("maxAmps", "32");
            settings.Set("cable.amps", "32");
            settings.Set("market", "EU");
            settings.Save(storage);
            Calibrate(storage, 1_000_000, 80_000);
            Test(storage, true);
        }

        /// <summary>A factory's calibration: a gain of the voltage, and the current that the meter is proven with.</summary>
        public static void Calibrate(IStorage storage, int gain, int milliamps)
        {
            Calibration calibration = new Calibration(1);
            calibration.Voltage(0).Put((int)(230_000L * 1_000_000 / MicrovoltsPerCount), gain);
            calibration.Current(0).Put((int)(milliamps * 1_000_000L / MicroampsPerCount), 1_000_000);
            new CalibrationStore().Save(storage, calibration);
        }

        /// <summary>The self-test passed, or failed.</summary>
        public static void Test(IStorage storage, bool passed)
        {
            Commissioning commissioning = new Commissioning(new SettingsStore(), null, Board);
            DurableState state = new DurableState(storage, new IDurable[] { commissioning });
            commissioning.NoteTest(!passed);
            state.Load();
            commissioning.NoteTest(passed);
            state.Step(false, 0);
            state.Step(false, 0);
        }

        /// <summary>Takes the calibration away.</summary>
        public static void Uncalibrate(IStorage storage)
        {
            storage.Delete(CalibrationStore.SlotA);
            storage.Delete(CalibrationStore.SlotB);
        }

        /// <summary>Changes a setting of it.</summary>
        /// <exception cref="ArgumentException">The settings do not take it.</exception>
        public static void Set(IStorage storage, string name, string value)
        {
            SettingsStore settings = new SettingsStore();
            settings.Load(storage);
            string wrong = settings.Change(storage, name, value);
            if (wrong != null)
            {
                throw new ArgumentException(wrong);
            }
        }
    }
}
