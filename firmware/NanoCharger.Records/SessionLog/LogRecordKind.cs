namespace NanoCharger.Records.SessionLog
{
    /// <summary>What a log record tells. The numbers are those of the stored records.</summary>
    public enum LogRecordKind
    {
        /// <summary>Something that only a newer firmware can read: kept and passed over.</summary>
        Newer = 0,

        /// <summary>The firmware started.</summary>
        Boot = 1,

        /// <summary>An event of a transaction: what the backend must answer for.</summary>
        Transaction = 2,

        /// <summary>The meter's calibration was changed. Only for whoever reads the log: the backend is not told.</summary>
        Calibration = 3,

        /// <summary>The key of the signed readings was made or replaced, or the register was lost and taken on. Only for whoever reads the log.</summary>
        Security = 4,

        /// <summary>The wall clock became known in a boot whose earlier records are owed and have no date: it gives them theirs.</summary>
        TimeBase = 5,

        /// <summary>A fault came. Only for whoever reads the log.</summary>
        Fault = 6,

        /// <summary>A calibration run began or ended. Only for whoever reads the log.</summary>
        CalibrationRun = 7,
    }
}
