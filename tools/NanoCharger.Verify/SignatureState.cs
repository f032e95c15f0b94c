namespace NanoCharger.Verify
{
    /// <summary>What is known of a document's signature.</summary>
    public enum SignatureState
    {
        /// <summary>Nothing: there was none in its one form to check, or it is another maker's document.</summary>
        NotChecked,

        /// <summary>It is the key's over this payload.</summary>
        Valid,

        /// <summary>It is not.</summary>
        Invalid,
    }
}
