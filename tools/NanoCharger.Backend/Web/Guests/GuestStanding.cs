namespace NanoCharger.Backend.Web.Guests
{
    /// <summary>Whether a guest may charge at a bay, and if not why. One sentence each.</summary>
    public enum GuestStanding
    {
        /// <summary>He may.</summary>
        Welcome = 1,

        /// <summary>The house takes no guests.</summary>
        ResidentsOnly,

        /// <summary>Nobody has said what it costs.</summary>
        NoPrice,

        /// <summary>Cards cannot be taken just now.</summary>
        NoCards,

        /// <summary>The charger is out of contact.</summary>
        Silent,

        /// <summary>It is faulty.</summary>
        Faulty,

        /// <summary>It is out of service.</summary>
        Unavailable,

        /// <summary>Somebody charges, or may begin to.</summary>
        Charging,

        /// <summary>Another guest is paying.</summary>
        Paying,

        /// <summary>No vehicle is plugged in.</summary>
        NoCar,
    }
}
