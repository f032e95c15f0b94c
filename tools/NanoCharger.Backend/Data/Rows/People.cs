using System;
using System.Collections.Generic;
using Microsoft.AspNetCore.Identity;

namespace NanoCharger.Backend.Data
{
    /// <summary>What somebody may do, and see.</summary>
    internal enum Role
    {
        /// <summary>Runs the platform: sees every tenant.</summary>
        Operator = 1,

        /// <summary>Runs the houses of one tenant.</summary>
        Manager = 2,

        /// <summary>Sees to the stations of one tenant, and sees no money.</summary>
        Caretaker = 3,

        /// <summary>Charges in a house of one tenant, and sees what is his own.</summary>
        Resident = 4,
    }

    /// <summary>Somebody who signs in: his mail, name, language and password, and nothing that he has charged.</summary>
    internal sealed class Person : IdentityUser<long>
    {
        /// <summary>As he wants to be called.</summary>
        public required string Name { get; set; }

        /// <summary>His language's code; null: whichever his browser asks for.</summary>
        public string? Language { get; set; }

        /// <summary>Until when nobody gets in, after too many wrong passwords; null: never locked.</summary>
        public long? LockedUntilMs { get; set; }

        /// <summary>The key of his authenticator, in base 32; null: he has none.</summary>
        public string? TotpKey { get; set; }

        /// <summary>The time step of the last code that was taken: none is taken twice.</summary>
        public long TotpStep { get; set; }

        /// <summary>SHA-256 of each recovery code that is left, in hex digits with blanks between.</summary>
        public string RecoveryCodes { get; set; } = "";

        /// <summary>When he was taken in.</summary>
        public long AddedMs { get; init; }

        public List<Membership> Memberships { get; } = [];

        /// <inheritdoc/>
        public override DateTimeOffset? LockoutEnd
        {
            get => LockedUntilMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
            set => LockedUntilMs = value?.ToUnixTimeMilliseconds();
        }

        /// <summary>Nobody is exempt.</summary>
        public override bool LockoutEnabled
        {
            get => true;
            set { }
        }
    }

    /// <summary>What a person is, and where: an operator everywhere, everybody else with one tenant. One person may be several.</summary>
    internal sealed class Membership
    {
        public long Id { get; init; }

        public required long PersonId { get; init; }

        /// <summary>Null for an operator.</summary>
        public long? TenantId { get; init; }

        public required Role Role { get; init; }

        /// <summary>Since when he is kept out; null while he is let in.</summary>
        public long? BlockedMs { get; set; }

        public Person? Person { get; init; }
    }

    /// <summary>What a link that is used once is for.</summary>
    internal enum LinkKind
    {
        Invitation = 1,
        Reset = 2,
    }

    /// <summary>A link that somebody was given: gone when it is used or has expired. Only its digest is here, so that nobody who reads the table can use one.</summary>
    internal sealed class LinkRow
    {
        /// <summary>SHA-256 of the token in the address, in hex digits.</summary>
        public required string Hash { get; init; }

        public required LinkKind Kind { get; init; }

        /// <summary>Whose password is set anew; null for an invitation.</summary>
        public long? PersonId { get; init; }

        /// <summary>Who is invited; null for a reset.</summary>
        public string? Mail { get; init; }

        /// <summary>As what; null for a reset.</summary>
        public Role? Role { get; init; }

        /// <summary>Where to; null for a reset, and for an operator.</summary>
        public long? TenantId { get; init; }

        /// <summary>The account that a resident is invited to sign in for; null for everybody else.</summary>
        public long? Account { get; init; }

        /// <summary>Who has invited; null for a reset.</summary>
        public long? ByPersonId { get; init; }

        public required long ExpiresMs { get; init; }
    }

    /// <summary>A key by which cookies and forms are protected, as ASP.NET writes it: all workers of one database have the same.</summary>
    internal sealed class WebKeyRow
    {
        public long Id { get; init; }

        public required string Text { get; init; }
    }

    /// <summary>One line of the trail: who changed what, when. Never changed; and it says a person's number, never his name.</summary>
    internal sealed class ChangeRow
    {
        public long Id { get; init; }

        /// <summary>Whose it is; null: the platform's.</summary>
        public long? TenantId { get; init; }

        public required long AtMs { get; init; }

        /// <summary>Who; null: nobody who is known.</summary>
        public long? PersonId { get; init; }

        /// <summary>What was done: one of <see cref="People.ChangeKind"/>.</summary>
        public required string Kind { get; init; }

        /// <summary>Of what: a station, a version of prices, a person's number; null where there is nothing to say.</summary>
        public string? Subject { get; init; }

        /// <summary>What held before; null where nothing did.</summary>
        public string? Before { get; init; }

        /// <summary>What holds since; null where nothing does.</summary>
        public string? After { get; init; }
    }
}
