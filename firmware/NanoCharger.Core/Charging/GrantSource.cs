namespace NanoCharger.Core.Charging
{
    /// <summary>Who granted a transaction, or asked for its end. The numbers are those of the stored records.</summary>
    public enum GrantSource
    {
        /// <summary>Nobody.</summary>
        None = 0,

        /// <summary>The setting auth.mode is free: whoever plugs in charges.</summary>
        Free = 1,

        /// <summary>A card at the reader.</summary>
        Card = 2,

        /// <summary>The technician at the console.</summary>
        Console = 3,

        /// <summary>The backend's own request.</summary>
        Backend = 4,
    }
}
