using System.IO;
using NanoCharger.Hal;

namespace NanoCharger.Core.Metering
{
    /// <summary>Where changes of the calibration are recorded: metrological events, kept as long as the device lives.</summary>
    public interface ICalibrationJournal
    {
        /// <summary>Number of the newest change recorded; 0 for none.</summary>
        long CalibrationChange { get; }

        /// <summary>True while the newest record of a calibration run is its begin.</summary>
        bool RunOpen { get; }

        /// <summary>Records the begin or the end of a calibration run. Cost: one write to flash.</summary>
        /// <param name="begins">True for the begin.</param>
        /// <param name="what">At most 36 ASCII characters.</param>
        /// <param name="micros">Monotonic time.</param>
        /// <param name="utcMillis">When.</param>
        /// <param name="quality">How sure that is.</param>
        /// <exception cref="IOException">The flash failed.</exception>
        void RecordRun(bool begins, string what, long micros, long utcMillis, ClockQuality quality);

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
