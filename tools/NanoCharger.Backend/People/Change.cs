using System;

namespace NanoCharger.Backend.People
{
    /// <summary>Who acts, and when.</summary>
    /// <param name="Who">As the trail names him.</param>
    /// <param name="NowMs">The time.</param>
    internal sealed record By(string Who, long NowMs);

    /// <summary>A change, in words of the trade. It names nobody but by the number of his account.</summary>
    /// <param name="By">Who, and when.</param>
    /// <param name="Tenant">Whose.</param>
    /// <param name="What">What was done: card blocked.</param>
    /// <param name="Of">Of what: card 3 of account 17.</param>
    internal sealed record Change(By By, long Tenant, string What, string Of)
    {
        /// <summary>What it was before; null where there was nothing.</summary>
        public string? From { get; init; }

        /// <summary>What it is now; null where there is nothing.</summary>
        public string? To { get; init; }

        /// <summary>In a line.</summary>
        public override string ToString()
        {
            string was = From is null ? "" : $", was {From}";
            string now = To is null ? "" : $": {To}";
            return FormattableString.Invariant($"{Of}: {What}{now}{was}");
        }
    }
}
