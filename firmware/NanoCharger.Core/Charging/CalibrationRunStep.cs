namespace NanoCharger.Core.Charging
{
    /// <summary>How far a <see cref="CalibrationRun"/> has come.</summary>
    public enum CalibrationRunStep
    {
        /// <summary>There is none.</summary>
        None = 0,

        /// <summary>The outlet may be live.</summary>
        Open,

        /// <summary>Its end was asked for, and the outlet is still live: the vehicle has its 6 s.</summary>
        Ending,

        /// <summary>It is over, and its load is still plugged in.</summary>
        Spent,
    }
}
