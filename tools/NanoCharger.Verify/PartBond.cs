using System;

namespace NanoCharger.Verify
{
    /// <summary>Whether a transaction goes on with the charge of the one before it, by verified facts alone.</summary>
    public static class PartBond
    {
        /// <summary>OCMF TX: the transaction was ended by loss of power.</summary>
        public const char PowerLost = 'P';

        /// <summary>Why it does not; null where it does. Both must be of one station and one key.</summary>
        /// <param name="receipt">The receipt of the transaction before.</param>
        /// <param name="begin">The begin document of the one that may go on.</param>
        public static string? Problem(SignedDocument receipt, SignedDocument begin)
        {
            ArgumentNullException.ThrowIfNull(receipt);
            ArgumentNullException.ThrowIfNull(begin);
            return receipt.Readings[^1].Cause != PowerLost ? "the earlier one did not end by loss of power"
                : begin.Pagination != receipt.Pagination + 1 ? FormattableString.Invariant($"the begin document is T{begin.Pagination}, not T{receipt.Pagination + 1}")
                : receipt.Readings[^1].RegisterBeside(begin.Readings[0]) != begin.Readings[0].RegisterBeside(receipt.Readings[^1]) ? "energy went through the meter between them"
                : Identity(receipt) != Identity(begin) ? "it is for another customer"
                : receipt.TariffText != begin.TariffText ? "another price was told"
                : null;
        }

        private static (bool, string, string) Identity(SignedDocument document)
        {
            return (document.Identified, document.IdentificationType, document.Identification);
        }
    }
}
