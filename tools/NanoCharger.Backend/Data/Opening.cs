namespace NanoCharger.Backend.Data
{
    /// <summary>What may be done to the tables of a database that is opened.</summary>
    internal enum Opening
    {
        /// <summary>They are brought up to date, and made where there are none.</summary>
        UpToDate,

        /// <summary>They are made where there are none; old ones are refused.</summary>
        Made,

        /// <summary>Nothing: what is old or empty is refused.</summary>
        AsItIs,
    }
}
