using System;
using System.IO;

namespace NanoCharger.Backend.Link
{
    /// <summary>Who signs stations' requests.</summary>
    internal interface ILinkSigner
    {
        /// <summary>Signs a request, or sees whether it has been signed.</summary>
        /// <param name="request">What was asked for.</param>
        /// <param name="pem">As it came.</param>
        /// <param name="number">The station's how many-th request it is.</param>
        /// <param name="now">The time.</param>
        /// <returns>The chain, PEM, the station's first; null while there is none.</returns>
        /// <exception cref="InvalidDataException">It cannot be done now; it is tried again.</exception>
        internal string? Signed(LinkRequest request, string pem, long number, DateTimeOffset now);
    }
}
