namespace NanoCharger.Fakes
{
    /// <summary>What is left of the storage operation at which the power went.</summary>
    public enum PowerCut
    {
        /// <summary>Nothing: the flash is as before.</summary>
        Before = 0,

        /// <summary>All of it, only the caller never heard.</summary>
        After = 1,

        /// <summary>Half of the bytes of an append: worse than the file system promises. With <see cref="FakeFlash.TornBytes"/>, as many bytes of any write.</summary>
        Torn = 2,
    }
}
