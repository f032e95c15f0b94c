namespace NanoCharger.Testing.Payments
{
    /// <summary>What the provider would call the platform for: it is delivered by the test, when and as often as it likes.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Type">What it is.</param>
    /// <param name="About">The id of the object that it is of.</param>
    /// <param name="Body">The body, to the byte.</param>
    internal sealed record ProviderCall(string Id, string Type, string About, string Body);
}
