namespace NanoCharger.Bay.Physics
{
    /// <summary>Values of the reference board's analogue parts and what follows from them; the arithmetic is in the board's README, and a test holds both against its schematic.</summary>
    internal static class BoardCircuit
    {
        public const double SupplyMillivolts = 3_300;
        public const double BiasMillivolts = 1_300;
        public const double MillivoltsPerVolt = 2.5;

        /// <summary>2000:1 into 16 Ohm.</summary>
        public const double MillivoltsPerAmp = 8;

        public const double ProximityPullUpOhms = 1_000;

        /// <summary>The pilot's generator: 3.3 V about 1.65 V, times 12.0 / 1.65.</summary>
        public const double GeneratorVolts = 12;

        public const double GeneratorOhms = 1_000;

        // The board's divider at the pilot: to the pin, from there to 3.3 V and to ground.
        public const double PilotSeriesOhms = 100_000;
        public const double PilotUpOhms = 23_200;
        public const double PilotDownOhms = 17_800;

        /// <summary>Drop of the peak detector's BAV199 at some 10 µA.</summary>
        public const double DetectorDiodeVolts = 0.55;

        /// <summary>10 nF behind the diode, discharged by 1.13 MOhm + 374 kOhm.</summary>
        public const double DetectorOhms = 1_504_000;

        public const double DetectorFarads = 10e-9;

        /// <summary>Capacitor 5 %, resistors 1 %, and what diode and thresholds shift, as a share of the detector's time.</summary>
        public const double DetectorSpread = 0.10;

        public const double WindowLowVolts = 1.5;
        public const double WindowHighVolts = 7.5;

        /// <summary>Behind the window, LTC6994-2: 2^15 x 63.4 kOhm / 50 kOhm µs.</summary>
        public const double FilterSeconds = 32_768e-6 * 63_400 / 50_000;

        /// <summary>LTC6993-2: 2^21 x 90.9 kOhm / 50 kOhm µs.</summary>
        public const double HoldSeconds = 2_097_152e-6 * 90_900 / 50_000;

        /// <summary>The two timers' own 2.3 %, their resistor's 0.1 % and its 25 ppm/K.</summary>
        public const double TimerSpread = 0.026;

        // Output sense, for each phase: mains, two resistors, coupler; collectors joined.
        public const double SenseLedOhms = 200_000;
        public const double SenseLedVolts = 1.2;
        public const double SenseCollectorOhms = 82_000;
        public const double SenseFarads = 270e-9;

        /// <summary>LTV-814A: 50..150 % at 1 mA; the least after ageing (0.5), at 70 °C (0.8) and at half the current (0.7).</summary>
        public const double SenseLeastTransfer = 0.5 * 0.5 * 0.8 * 0.7;

        public const double SenseMostTransfer = 1.5;

        // 74HC14 at 3.3 V: the least that surely reads low, the most that surely reads high, and the coupler's saturation.
        public const double SchmittLowVolts = 0.6;
        public const double SchmittHighVolts = 2.4;
        public const double SaturationVolts = 0.2;

        private const double NanosPerSecond = 1e9;

        /// <summary>Time constant of the peak detector, in nanoseconds.</summary>
        public static double DetectorNanos
        {
            get { return DetectorOhms * DetectorFarads * NanosPerSecond; }
        }

        /// <summary>Time constant of the output sense, in nanoseconds.</summary>
        public static double SenseNanos
        {
            get { return SenseCollectorOhms * SenseFarads * NanosPerSecond; }
        }

        /// <summary>Length of the hold, in nanoseconds.</summary>
        /// <param name="share">-1 the least, 1 the most that its parts allow.</param>
        public static long HoldNanos(double share)
        {
            return (long)(HoldSeconds * (1 + (TimerSpread * share)) * NanosPerSecond);
        }

        /// <summary>How long the interlock's window has to show something new, in nanoseconds.</summary>
        /// <param name="share">-1 the least, 1 the most that its parts allow.</param>
        public static long FilterNanos(double share)
        {
            return (long)(FilterSeconds * (1 + (TimerSpread * share)) * NanosPerSecond);
        }
    }
}
