using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.People
{
    /// <summary>Writes the trail, within the unit of work that does what it tells.</summary>
    internal static class Trail
    {
        /// <summary>Adds a line; whoever calls saves it with the rest.</summary>
        /// <param name="context">Where it is written.</param>
        /// <param name="actor">Who, where, when.</param>
        /// <param name="kind">What, one of <see cref="ChangeKind"/>.</param>
        /// <param name="subject">Of what, in words of the trade; a person by his number alone.</param>
        /// <param name="before">What held before.</param>
        /// <param name="after">What holds since.</param>
        internal static void Add(PlatformContext context, Actor actor, string kind, string? subject = null, string? before = null, string? after = null)
        {
            context.Changes.Add(new ChangeRow
            {
                TenantId = actor.Tenant,
                AtMs = actor.AtMs,
                PersonId = actor.Person,
                Kind = kind,
                Subject = subject,
                Before = before,
                After = after,
            });
        }

        /// <summary>A person as the trail names him.</summary>
        internal static string Number(long person)
        {
            return System.FormattableString.Invariant($"#{person}");
        }
    }

    /// <summary>Who does something, for which tenant, and when.</summary>
    /// <param name="Person">His number; null: nobody who is known, or whoever runs the machine.</param>
    /// <param name="Tenant">Whose it is; null: the platform's.</param>
    /// <param name="AtMs">When.</param>
    internal readonly record struct Actor(long? Person, long? Tenant, long AtMs);
}
