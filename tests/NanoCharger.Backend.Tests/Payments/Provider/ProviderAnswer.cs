namespace NanoCharger.Testing.Payments
{
    /// <summary>An answer of the API.</summary>
    /// <param name="Status">HTTP's number.</param>
    /// <param name="Body">JSON.</param>
    internal sealed record ProviderAnswer(int Status, string Body)
    {
        /// <summary>It was given before, under the same key.</summary>
        internal bool IsReplayed { get; init; }

        /// <summary>It is given again to whoever asks under the same key: not where nothing was begun.</summary>
        internal bool IsKept { get; init; } = true;
    }
}
