using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace NanoCharger.Backend.Payments
{
    /// <summary>Who takes cards: a page of his own on which a guest types what we never see, and holds, captures and refunds by his word. All of it may be asked again: the same key does nothing twice.</summary>
    /// <remarks>Each throws <see cref="ProviderException"/> where it has no answer, or a no. Where it has none nobody knows what was done: <see cref="Look"/> tells.</remarks>
    internal interface ICardProvider
    {
        /// <summary>What logs and the ledger call him.</summary>
        string Name { get; }

        /// <summary>The header by which he signs what he calls us with.</summary>
        string SignatureHeader { get; }

        /// <summary>Where his pages for guests are, https://host each: a guest's form may lead there.</summary>
        IReadOnlyList<string> PageOrigins { get; }

        /// <summary>Where his pages for managers are: a manager's form may lead there.</summary>
        IReadOnlyList<string> AccountOrigins { get; }

        /// <summary>The least that he takes in a currency, minor units; null where he takes none in it.</summary>
        long? LeastMinor(string currency);

        /// <summary>Makes a page on which a guest's bank may hold an amount. The same order is the same page.</summary>
        Task<HostedPage> Open(HoldOrder order, CancellationToken cancel);

        /// <summary>Where a page is now; null where it has ended.</summary>
        Task<string?> AddressOf(string session, CancellationToken cancel);

        /// <summary>How page and hold stand.</summary>
        Task<HoldStatus> Look(string session, CancellationToken cancel);

        /// <summary>Takes of a hold what is owed; the rest of it is let go.</summary>
        Task<HoldStatus> Capture(string session, CaptureOrder order, CancellationToken cancel);

        /// <summary>Ends the page, or lets the hold go; where money was taken already it says so and does nothing.</summary>
        Task<HoldStatus> Release(string session, string key, CancellationToken cancel);

        /// <summary>Gives back all that was taken, the manager's share and the fee on it too.</summary>
        Task<HoldStatus> Refund(string session, string key, CancellationToken cancel);

        /// <summary>Whether he answers at all.</summary>
        Task Ping(CancellationToken cancel);

        /// <summary>Makes a manager's account with him. The same key is the same account.</summary>
        Task<string> MakeAccount(string key, string country, CancellationToken cancel);

        /// <summary>The address at which a manager says who he is; it works once, and for minutes.</summary>
        Task<string> Onboarding(string account, string back, CancellationToken cancel);

        /// <summary>Whether an account may take money.</summary>
        Task<bool> MayCharge(string account, CancellationToken cancel);

        /// <summary>Reads what he calls us with. Nothing of it is believed but which hold is worth a look.</summary>
        /// <param name="body">The body, as it came.</param>
        /// <param name="signature">What stands in the header.</param>
        /// <param name="nowMs">Now; what is older or newer than five minutes is refused.</param>
        /// <returns>Null where it is not signed by him.</returns>
        ProviderEvent? Read(string body, string signature, long nowMs);
    }
}
