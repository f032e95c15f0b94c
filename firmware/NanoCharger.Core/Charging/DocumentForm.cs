namespace NanoCharger.Core.Charging
{
    /// <summary>Which signed document an event carries, if any (OCMF). The numbers are those of the log.</summary>
    public enum DocumentForm
    {
        /// <summary>None: nothing is billed by it.</summary>
        None = 0,

        /// <summary>One reading, of the transaction's begin.</summary>
        Begin = 1,

        /// <summary>Two readings, of the transaction's begin and its end: what is billed.</summary>
        Receipt = 2,

        /// <summary>One reading, taken now and then while the vehicle draws (sign.minutes).</summary>
        Periodic = 3,

        /// <summary>One reading, taken now and then while the vehicle does not draw (sign.minutes).</summary>
        IdlePeriodic = 4,

        /// <summary>One reading: the vehicle has stopped drawing.</summary>
        Stopped = 5,

        /// <summary>One reading: the vehicle draws again, or the station keeps it from drawing.</summary>
        Resumed = 6,

        /// <summary>One reading, at a time at which a tariff's windows meet (sign.at).</summary>
        Boundary = 7,
    }
}
