namespace NanoCharger.Core.Charging
{
    /// <summary>Names of the limits on the offer. Each has one owner, so nobody overwrites another's.</summary>
    public enum LimitSlot
    {
        /// <summary>What the installation carries: the setting maxAmps.</summary>
        Commissioning = 0,

        /// <summary>What the cable carries: the setting cable.amps of a tethered one, or what its plug told.</summary>
        Cable = 1,
    }
}
