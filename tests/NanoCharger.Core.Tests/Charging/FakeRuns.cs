namespace NanoCharger.Core.Tests.Charging
{
    using System.IO;
    using NanoCharger.Core.Metering;
    using NanoCharger.Hal;

    /// <summary>Keeps what is told of calibration runs.</summary>
    public sealed class FakeRuns : ICalibrationJournal
    {
        /// <summary>What was told, each behind a blank.</summary>
        public string Told { get; private set; } = "";

        /// <summary>True when the flash takes nothing.</summary>
        public bool Worn { get; set; }

        /// <inheritdoc/>
        public bool RunOpen { get; private set; }

        /// <inheritdoc/>
        public long CalibrationChange
        {
            get { return 0; }
        }

        /// <inheritdoc/>
        public void RecordRun(bool begins, string what, long micros, long utcMillis, ClockQuality quality)
        {
            if (Worn)
            {
                throw new IOException("worn");
            }

            RunOpen = begins;
            Told += " [" + what + "]";
        }

        /// <inheritdoc/>
        public void RecordCalibration(long number, string change, long micros, long utcMillis, ClockQuality quality)
        {
        }
    }
}
