namespace NanoCharger.Backend.Payments
{
    /// <summary>What a guest's bank is to hold. Asked again it must be the same to the letter: all of it is stored, or comes with the guest.</summary>
    /// <param name="Key">The hold's own, by chance; stored before anything is asked.</param>
    /// <param name="AmountMinor">How much, minor units.</param>
    /// <param name="Currency">ISO 4217 code.</param>
    /// <param name="What">What it is for, as the page says it.</param>
    /// <param name="Back">The guest's own address: he comes back there, whether he has paid or not.</param>
    /// <param name="EndsMs">When the page ends.</param>
    internal sealed record HoldOrder(string Key, long AmountMinor, string Currency, string What, string Back, long EndsMs)
    {
        /// <summary>The manager's account with the provider, to whom the money goes; null where it stays with whoever runs the platform.</summary>
        internal string? Account { get; init; }

        /// <summary>The manager is who sells, on the guest's statement too.</summary>
        internal bool OnBehalf { get; init; }

        /// <summary>The page's language, as browsers write it.</summary>
        internal string Language { get; init; } = "auto";
    }

    /// <summary>What is to be taken of a hold.</summary>
    /// <param name="Key">So that it is taken once.</param>
    /// <param name="AmountMinor">How much, minor units.</param>
    /// <param name="FeeMinor">What of it whoever runs the platform keeps; null where no account of a manager is there.</param>
    internal sealed record CaptureOrder(string Key, long AmountMinor, long? FeeMinor);

    /// <summary>A page of the provider.</summary>
    /// <param name="Session">Its id.</param>
    /// <param name="Address">Where it is.</param>
    internal sealed record HostedPage(string Session, string Address);
}
