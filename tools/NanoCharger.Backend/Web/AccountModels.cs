using System.Collections.Generic;

namespace NanoCharger.Backend.Web
{
    /// <summary>One's own account.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Mail">His mail.</param>
    /// <param name="HasSecondFactor">He has an authenticator.</param>
    /// <param name="CodesLeft">How many recovery codes are left.</param>
    /// <param name="Languages">The languages that there are: code and name.</param>
    public sealed record AccountModel(Frame Frame, string Mail, bool HasSecondFactor, int CodesLeft, IReadOnlyList<(string Code, string Name)> Languages)
    {
        /// <summary>What a resident has here; null for everybody else.</summary>
        public Own.OwnModel? Own { get; init; }

        /// <summary>His name and language, as they are or were typed.</summary>
        public Entries About { get; init; } = Entries.Empty;

        /// <summary>His passwords, as they were typed.</summary>
        public Entries Passwords { get; init; } = Entries.Empty;

        /// <summary>What was typed to take the authenticator away, or for new codes.</summary>
        public Entries Factor { get; init; } = Entries.Empty;
    }

    /// <summary>An authenticator is to be added.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Picture">The picture to scan.</param>
    /// <param name="Key">Its key, to be typed in.</param>
    /// <param name="Sealed">The same, as only this program reads it.</param>
    /// <param name="Entries">What was typed.</param>
    public sealed record AuthenticatorModel(Frame Frame, QrPicture Picture, string Key, string Sealed, Entries Entries);

    /// <summary>Recovery codes, shown once.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Codes">Each.</param>
    public sealed record CodesModel(Frame Frame, IReadOnlyList<string> Codes);

    /// <summary>The trail.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Lines">The newest first.</param>
    /// <param name="Earlier">Where the lines before these are; null where there are none.</param>
    public sealed record ChangesModel(Frame Frame, IReadOnlyList<ChangeLine> Lines, string? Earlier);

    /// <summary>One line of the trail.</summary>
    /// <param name="At">When.</param>
    /// <param name="Who">Who.</param>
    /// <param name="What">What he did.</param>
    /// <param name="Subject">Of what; null where there is nothing to say.</param>
    /// <param name="Before">What held before; null where nothing did.</param>
    /// <param name="After">What holds since; null where nothing does.</param>
    public sealed record ChangeLine(string At, string Who, string What, string? Subject, string? Before, string? After);
}
