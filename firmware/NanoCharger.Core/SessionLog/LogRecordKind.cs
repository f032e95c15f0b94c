using NanoCharger.Core.Metering;

namespace NanoCharger.Core.SessionLog
{
    /// <summary>What a log record tells. The numbers are those of the stored records.</summary>
    public enum LogRecordKind
    {
        /// <summary>The firmware started.</summary>
        Boot = 1,

        /// <summary>An event of a transaction: what the backend must answer for.</summary>
        Transaction = 2,

        /// <summary>The meter's calibration was changed. Only for whoever reads the log: the backend is not told.</summary>
        Calibration = 3,

        /// <summary>The key of the signed readings was made or replaced. Only for whoever reads the log.</summary>
        Security = 4,
    }
}
