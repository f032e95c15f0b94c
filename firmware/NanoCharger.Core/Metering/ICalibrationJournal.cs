using System.IO;
using NanoCharger.Hal;

namespace NanoCharger.Core.Metering
{
    /// <summary>Where changes of the calibration are recorded: metrological events, kept as long as the device lives.</summary>
    public interface ICalibrationJournal
    {
        /// <summary>Number of the newest change recorded; 0 for none.</summary>
        long CalibrationChange { get; }

        /// <summary>Records a change. Cost: one write to flash.</summary>
        /// <param name="number">Which change of this unit, from 1. Recorded once, however often it is told.</param>
        /// <param name="change">What was changed, at most 36 ASCII characters.</param>
        /// <param name="micros">Monotonic time of recording.</param>
        /// <param name="utcMillis">When it was changed.</param>
        /// <param name="quality">How sure that is.</param>
        /// <exception cref="IOException">The flash failed.</exception>
        void RecordCalibration(long number, string change, long micros, long utcMillis, ClockQuality quality);
    }
}
