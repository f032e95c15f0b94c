namespace NanoCharger.Ocpp.Profiles
{
    /// <summary>What a charging profile is for (OCPP 2.0.1, ChargingProfilePurposeEnumType, in the order of <see cref="ChargingProfile.Purposes"/>).</summary>
    internal enum ProfilePurpose
    {
        /// <summary>From the grid's side; a backend may not set it.</summary>
        ChargingStationExternalConstraints = 0,

        /// <summary>For the whole station.</summary>
        ChargingStationMaxProfile = 1,

        /// <summary>For transactions without one of their own.</summary>
        TxDefaultProfile = 2,

        /// <summary>For the open transaction.</summary>
        TxProfile = 3,
    }
}
