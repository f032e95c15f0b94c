namespace NanoCharger.Core.Charging
{
    /// <summary>What becomes of a card while the backend that should judge it cannot be asked: the choices of the setting auth.offline, in their order.</summary>
    public enum OfflinePolicy
    {
        /// <summary>It is refused.</summary>
        Refuse = 0,

        /// <summary>The station's own list decides.</summary>
        LocalList = 1,

        /// <summary>It is granted: rather a lost payment than a stranded driver.</summary>
        All = 2,
    }
}
