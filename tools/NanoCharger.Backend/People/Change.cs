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
    /// <param name="To">What it is now; null where there is nothing to say.</param>
    internal sealed record Change(By By, long Tenant, string What, Phrase Of, Phrase? To)
    {
        /// <summary>In a line.</summary>
        public override string ToString()
        {
            return FormattableString.Invariant($"{Of}: {What}{(To is null ? "" : $": {To}")}");
        }
    }
}
