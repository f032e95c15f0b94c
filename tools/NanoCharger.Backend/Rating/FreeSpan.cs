namespace NanoCharger.Backend.Rating
{
    /// <summary>Hours of every day, in the house's time, in which standing still costs nothing.</summary>
    /// <param name="From">From this time on, <c>HH:mm</c>.</param>
    /// <param name="To">Until before this time, <c>HH:mm</c>; not above <paramref name="From"/> where it goes through midnight.</param>
    public sealed record FreeSpan(string From, string To);
}
