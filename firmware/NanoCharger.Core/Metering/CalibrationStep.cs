namespace NanoCharger.Core.Metering
{
    /// <summary>A step of the calibration procedure.</summary>
    public enum CalibrationStep
    {
        /// <summary>Where all channels rest, and the noise of the current channels: without any current.</summary>
        Zero = 1,

        /// <summary>A point of a voltage channel, against a reference meter.</summary>
        Voltage = 2,

        /// <summary>A point of a current channel, against a reference meter.</summary>
        Current = 3,

        /// <summary>The lead of a current channel, with a load of power factor 1.</summary>
        Phase = 4,
    }
}
