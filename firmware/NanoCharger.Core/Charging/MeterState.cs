namespace NanoCharger.Core.Charging
{
    /// <summary>How the meter was at a reading (OCMF 1.2, table 10: ST). The numbers are those of the log, 0..15.</summary>
    public enum MeterState
    {
        /// <summary>It works as it was proven to (G).</summary>
        Good = 0,

        /// <summary>It did not answer in time (T).</summary>
        Timeout = 1,

        /// <summary>It is cut off from what signs (D).</summary>
        Disconnected = 2,

        /// <summary>It was found before and is no more (R).</summary>
        NotFound = 3,

        /// <summary>Somebody has tampered with it (M).</summary>
        Manipulated = 4,

        /// <summary>It is not the one it was (X).</summary>
        Exchanged = 5,

        /// <summary>What signs cannot work with it (I).</summary>
        Incompatible = 6,

        /// <summary>It measured beyond the range in which it is proven (O).</summary>
        OutOfRange = 7,

        /// <summary>The value stands in for one that could not be read (S).</summary>
        Substitute = 8,

        /// <summary>Something else is wrong with it (E).</summary>
        OtherError = 9,

        /// <summary>Its register could not be read (F).</summary>
        ReadError = 10,

        /// <summary>There is none (N).</summary>
        NotPresent = 11,
    }
}
