namespace NanoCharger.Testing.Payments
{
    /// <summary>What goes wrong with a request.</summary>
    internal enum ProviderFault
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>The line breaks, and nothing was done.</summary>
        TimeoutBefore,

        /// <summary>It is done, and the line breaks before the answer.</summary>
        TimeoutAfter,

        /// <summary>429: nothing was done.</summary>
        TooMany,

        /// <summary>500, and nothing was done. As with the real one, its key answers 500 from then on.</summary>
        Broken,

        /// <summary>It is done, and the answer is 500. As with the real one, its key answers 500 from then on.</summary>
        BrokenAfter,

        /// <summary>It is done <see cref="ProviderServer.SlowFor"/> later, whether anybody still waits or not.</summary>
        Slow,

        /// <summary>409: another request has the object; nothing was done.</summary>
        Locked,

        /// <summary>402: a no, and nothing was done.</summary>
        Refused,

        /// <summary>It is done, and something on the way puts a page of its own in place of the answer.</summary>
        Garbled,
    }
}
