namespace NanoCharger.Bay.Memory
{
    /// <summary>What may be wanted of the firmware that it has to remember, or that ends what it had to.</summary>
    internal enum WishKind
    {
        /// <summary>Nothing of the kind.</summary>
        None,

        /// <summary>Somebody may charge: the console's <c>authorise</c>, or RequestStartTransaction.</summary>
        Grant,

        /// <summary>The open transaction is to end.</summary>
        Stop,

        /// <summary>Out of service once the open transaction has ended: ChangeAvailability.</summary>
        OutOfService,

        /// <summary>Out of service, and the transaction ends for it: the console.</summary>
        OutOfServiceAtOnce,

        /// <summary>Back in service.</summary>
        InService,

        /// <summary>The technician's limit.</summary>
        Limit,

        /// <summary>A charging profile is set.</summary>
        Profile,

        /// <summary>Charging profiles go.</summary>
        ClearProfiles,

        /// <summary>The technician clears what is latched.</summary>
        ClearFaults,
    }
}
