namespace NanoCharger.Backend.Rating
{
    /// <summary>What a line of a bill is for.</summary>
    public enum LineKind
    {
        /// <summary>The start fee, once a charge.</summary>
        Start,

        /// <summary>Energy at one price.</summary>
        Energy,

        /// <summary>Begun minutes from begin to end.</summary>
        Time,

        /// <summary>Begun minutes in which the vehicle did not draw.</summary>
        Idle,

        /// <summary>What is missing to the least sum.</summary>
        Minimum,

        /// <summary>What is above the highest sum; negative.</summary>
        Maximum,
    }
}
