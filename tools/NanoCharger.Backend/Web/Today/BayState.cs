namespace NanoCharger.Backend.Web.Today
{
    /// <summary>What a bay is doing, as whoever walks by would say it.</summary>
    public enum BayState
    {
        /// <summary>No station hangs there.</summary>
        Bare = 1,

        /// <summary>Its station has never called.</summary>
        New,

        /// <summary>Its station is silent.</summary>
        Silent,

        /// <summary>Its station says that it is faulty.</summary>
        Faulty,

        /// <summary>It is out of service.</summary>
        Unavailable,

        /// <summary>Energy flows.</summary>
        Charging,

        /// <summary>A charge is open, and no energy flows.</summary>
        Paused,

        /// <summary>A charge is open, and the vehicle has said that it wants no more.</summary>
        Full,

        /// <summary>The charge has ended, and the vehicle is still there.</summary>
        Ended,

        /// <summary>A vehicle is there, and nothing has begun.</summary>
        Occupied,

        /// <summary>Somebody may come.</summary>
        Free,
    }

    /// <summary>Why a charge is slower than its station could be.</summary>
    public enum SlowReason
    {
        /// <summary>It is not.</summary>
        None = 0,

        /// <summary>The station offers less than it was built for: a limit, its temperature, its cable.</summary>
        Offered = 1,

        /// <summary>The vehicle takes less than it may.</summary>
        Vehicle,

        /// <summary>The vehicle takes it from one phase of three.</summary>
        OnePhase,
    }
}
