using System.Collections.Generic;
using NanoCharger.Backend.Web.Charges;

namespace NanoCharger.Backend.Web.Receipts
{
    /// <summary>A receipt that needs no belief: what was charged, how it was priced, what was checked, and with what to check it again.</summary>
    /// <param name="Text">The language of whoever reads it.</param>
    /// <param name="Path">Where its files are, without <c>/files/NAME</c>.</param>
    public sealed record ReceiptModel(Language Text, string Path)
    {
        /// <summary>The number of the charge.</summary>
        public required long Charge { get; init; }

        /// <summary>What is to be paid; where nothing is, the charge's state in words.</summary>
        public required string Sum { get; init; }

        /// <summary>How much was charged.</summary>
        public required string Energy { get; init; }

        /// <summary>Why it costs what it costs; null where nothing is to be said.</summary>
        public required string? Why { get; init; }

        /// <summary>Who sold what where and when, each with its name.</summary>
        public required IReadOnlyList<(string What, string Value)> Facts { get; init; }

        /// <summary>Of what the bill is made; none where none stands.</summary>
        public required IReadOnlyList<(string What, string Amount)> Lines { get; init; }

        /// <summary>The prices as the charger has signed them; null where no bill stands.</summary>
        public required string? Told { get; init; }

        /// <summary>Its transactions.</summary>
        public required IReadOnlyList<ChargePart> Parts { get; init; }

        /// <summary>What was checked just now.</summary>
        public required IReadOnlyList<ReceiptVerdict> Verdicts { get; init; }

        /// <summary>Why there is no document to see; null where there are all.</summary>
        public required string? Erased { get; init; }

        /// <summary>All signed documents, in their order.</summary>
        public required IReadOnlyList<ReceiptDocument> Documents { get; init; }

        /// <summary>The key that they are checked by; null where nothing is signed.</summary>
        public required ReceiptKey? Key { get; init; }

        /// <summary>The address of one of its files.</summary>
        public string File(string name)
        {
            return $"{Path}/files/{System.Uri.EscapeDataString(name)}";
        }
    }

    /// <summary>Something that was checked.</summary>
    /// <param name="Holds">It is as it must be.</param>
    /// <param name="Words">What was found.</param>
    public sealed record ReceiptVerdict(bool Holds, string Words);

    /// <summary>A signed document.</summary>
    /// <param name="Name">Of its file, without the ending.</param>
    /// <param name="Number">As the charger counts it.</param>
    /// <param name="Kind">What it says.</param>
    /// <param name="IsReceipt">It says what was charged.</param>
    /// <param name="Text">Itself, exactly.</param>
    public sealed record ReceiptDocument(string Name, string Number, string Kind, bool IsReceipt, string Text);

    /// <summary>The key of a charger.</summary>
    /// <param name="Pem">In the form that most programs read.</param>
    /// <param name="Digits">The first digits of its SHA-256.</param>
    public sealed record ReceiptKey(string Pem, string Digits);
}
