namespace NanoCharger.Backend.Guests
{
    /// <summary>Why nothing came of a checkout.</summary>
    public enum CheckoutReason
    {
        /// <summary>Nobody said yes in time.</summary>
        Lapsed = 1,

        /// <summary>The guest wanted no more.</summary>
        Withdrawn,

        /// <summary>The desk said no.</summary>
        Refused,

        /// <summary>Somebody else charged there first.</summary>
        Taken,

        /// <summary>The charger hangs there no more.</summary>
        Moved,

        /// <summary>The charger said no.</summary>
        StationRefused,

        /// <summary>No vehicle took it.</summary>
        NoVehicle,

        /// <summary>The charger did not answer.</summary>
        NoAnswer,

        /// <summary>His bank holds nothing.</summary>
        Unpaid,
    }
}
