namespace NanoCharger.Backend.People
{
    /// <summary>What was erased.</summary>
    internal enum ErasureKind
    {
        /// <summary>Name, address and all else that is a person's.</summary>
        Person,

        /// <summary>The frame of an event, as it came.</summary>
        Event,

        /// <summary>The frame of a refusal, as it came.</summary>
        Refusal,

        /// <summary>The text of a document; its numbers stay, with the account in place of the token and without the signature.</summary>
        Document,
    }
}
