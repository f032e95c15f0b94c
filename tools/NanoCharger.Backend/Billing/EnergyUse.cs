namespace NanoCharger.Backend.Billing
{
    /// <summary>What became of energy that went through a meter.</summary>
    public enum EnergyUse
    {
        /// <summary>Somebody was billed for it.</summary>
        Billed,

        /// <summary>It was given away, for a reason.</summary>
        Waived,

        /// <summary>Nothing had a price.</summary>
        Free,

        /// <summary>The receipt over it was refused: a finding.</summary>
        Refused,

        /// <summary>Its transaction, or its charge, has not ended.</summary>
        Open,

        /// <summary>No transaction had it: a finding.</summary>
        Between,
    }
}
