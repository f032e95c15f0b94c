namespace NanoCharger.Backend.Verification
{
    /// <summary>What follows from a finding until somebody has looked at it.</summary>
    internal enum Consequence
    {
        /// <summary>It is billed all the same: the customer's own figures are sound.</summary>
        Bill = 1,

        /// <summary>It is not billed before a manager has looked.</summary>
        Hold = 2,

        /// <summary>It is refused, and so never billed.</summary>
        Refuse = 3,
    }

    /// <summary>Something about a verified document that people should look at.</summary>
    /// <param name="Code">One word, the same for ever.</param>
    /// <param name="Text">One sentence for people.</param>
    /// <param name="Consequence">What follows.</param>
    internal sealed record Finding(string Code, string Text, Consequence Consequence);
}
