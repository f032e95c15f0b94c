namespace NanoCharger.Backend.Billing
{
    /// <summary>Where a charge stands.</summary>
    public enum ChargeState
    {
        /// <summary>Its last part ended by loss of power: the vehicle may go on under the same authorisation.</summary>
        Open,

        /// <summary>A bill is issued.</summary>
        Billed,

        /// <summary>It costs nothing, for a reason that it keeps.</summary>
        Waived,

        /// <summary>It costs nothing, since nothing has a price.</summary>
        Free,

        /// <summary>Its bill was taken back by a credit note.</summary>
        Credited,
    }
}
