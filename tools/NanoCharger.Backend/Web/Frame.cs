using System.Collections.Generic;

namespace NanoCharger.Backend.Web
{
    /// <summary>What stands around every page.</summary>
    /// <param name="Text">The language of whoever looks.</param>
    /// <param name="Title">The page's title.</param>
    /// <param name="Token">What each form sends back, so that no other site can post in somebody's name.</param>
    /// <param name="Places">Where he may go from here.</param>
    /// <param name="Who">Who is signed in; null: nobody.</param>
    /// <param name="Notice">What his last step has done; null: nothing is to be told.</param>
    public sealed record Frame(Language Text, string Title, string Token, IReadOnlyList<Place> Places, Visitor? Who, string? Notice);

    /// <summary>A place of the navigation.</summary>
    /// <param name="Path">Its path.</param>
    /// <param name="Title">Its name.</param>
    /// <param name="Here">Whether he is there.</param>
    public sealed record Place(string Path, string Title, bool Here);

    /// <summary>Who is signed in, as pages name him.</summary>
    /// <param name="Name">His name.</param>
    /// <param name="Role">What he is.</param>
    /// <param name="Tenant">Where; null for an operator.</param>
    /// <param name="Several">He is several things, and may change between them.</param>
    public sealed record Visitor(string Name, string Role, string? Tenant, bool Several);
}
