namespace NanoCharger.Backend.Data
{
    /// <summary>How a house takes guests: whoever scans the label on a charger, and has no card.</summary>
    internal enum GuestWay
    {
        /// <summary>It takes none: its chargers are for residents.</summary>
        None = 0,

        /// <summary>They charge for nothing, and nobody is asked.</summary>
        Free,

        /// <summary>They pay at the desk, where somebody says yes before each charge.</summary>
        Desk,

        /// <summary>They pay by card: their bank holds their cap, and what the charge costs is taken of it.</summary>
        Card,
    }
}
