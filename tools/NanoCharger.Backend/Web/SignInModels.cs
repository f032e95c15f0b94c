using System.Collections.Generic;
using System.Globalization;

namespace NanoCharger.Backend.Web
{
    /// <summary>An error.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="What">What it is.</param>
    /// <param name="Hint">What to do; null where there is nothing to say.</param>
    public sealed record ErrorModel(Frame Frame, string What, string? Hint);

    /// <summary>The sign-in, and its second step.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Entries">What was typed.</param>
    public sealed record SignInModel(Frame Frame, Entries Entries)
    {
        /// <summary>Nobody has an account yet: the start has printed where to begin.</summary>
        public bool IsNew { get; init; }
    }

    /// <summary>What somebody may be who is several things.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Choices">Each.</param>
    /// <param name="To">Where he goes on to.</param>
    public sealed record RolesModel(Frame Frame, IReadOnlyList<RoleChoice> Choices, string To);

    /// <summary>One thing that somebody is.</summary>
    /// <param name="Value">The number of his membership, and of an operator's the tenant's behind a point.</param>
    /// <param name="Role">What.</param>
    /// <param name="Place">Where.</param>
    /// <param name="Now">It is what he is now.</param>
    public sealed record RoleChoice(string Value, string Role, string Place, bool Now);

    /// <summary>A password was forgotten.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="CanPost">Mails are posted; else somebody else must give the link.</param>
    /// <param name="Entries">What was typed.</param>
    public sealed record ForgottenModel(Frame Frame, bool CanPost, Entries Entries);

    /// <summary>What somebody does by a link that he was given.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Action">Where the form is posted to.</param>
    /// <param name="Entries">What was typed.</param>
    public sealed record LinkModel(Frame Frame, string Action, Entries Entries);

    /// <summary>An invitation, as who was invited sees it.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Action">Where the form is posted to.</param>
    /// <param name="Mail">Who was invited.</param>
    /// <param name="Role">As what.</param>
    /// <param name="Known">He has an account already.</param>
    /// <param name="Entries">What was typed.</param>
    public sealed record InvitationModel(Frame Frame, string Action, string Mail, string Role, bool Known, Entries Entries);

    /// <summary>Somebody is to be invited.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Roles">As what he may be.</param>
    /// <param name="Tenants">Where to; empty where there is no choice.</param>
    /// <param name="Entries">What was typed.</param>
    public sealed record InviteModel(Frame Frame, IReadOnlyList<RoleOption> Roles, IReadOnlyList<TenantOption> Tenants, Entries Entries)
    {
        /// <summary>Who comes in already, but for who looks.</summary>
        public IReadOnlyList<AccessLine> Who { get; init; } = [];

        /// <summary>The link of who was just invited; null where nobody was.</summary>
        public string? Link { get; init; }

        /// <summary>It leads here from this machine alone.</summary>
        public bool IsHereAlone { get; init; }

        /// <summary>It was posted to him too.</summary>
        public bool Posted { get; init; }
    }

    /// <summary>What somebody is who comes in already.</summary>
    /// <param name="Membership">Its number.</param>
    /// <param name="Name">His name.</param>
    /// <param name="Mail">His mail.</param>
    /// <param name="Role">As what, and where that is not plain.</param>
    public sealed record AccessLine(long Membership, string Name, string Mail, string Role);

    /// <summary>What somebody may be invited as.</summary>
    /// <param name="Value">As the form says it.</param>
    /// <param name="Name">What it is called.</param>
    /// <param name="What">What he may do then.</param>
    public sealed record RoleOption(string Value, string Name, string What);

    /// <summary>A tenant to choose.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Name">Its name.</param>
    public sealed record TenantOption(long Id, string Name)
    {
        /// <summary>As the form says it.</summary>
        public string Value => Id.ToString(CultureInfo.InvariantCulture);
    }
}
