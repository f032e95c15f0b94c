using NanoCharger.Backend;
using NanoCharger.Verify;

namespace NanoCharger.Bench.Signing;

/// <summary>A signed document that left the station, and what was found of it.</summary>
/// <param name="MessageId">Id of the first message that carried it.</param>
/// <param name="Transaction">Its transaction, as the backend knows it.</param>
/// <param name="Text">The document, exactly.</param>
/// <param name="Verdict">By the keys that the station had stored.</param>
/// <param name="Key">The one of them that it was judged by.</param>
public sealed record SeenDocument(string MessageId, string Transaction, string Text, Verdict Verdict, StationKey Key)
{
    /// <summary>Name of its file in the output folder.</summary>
    public string FileName => Verdict.Document switch
    {
        { IsReceipt: true } => Receipt.FileNameOf(Transaction) + ".ocmf",
        { IsBegin: true } => $"begin-{Printable.FileName(Transaction)}.ocmf",
        { IsBetween: true } document => $"reading-{Printable.FileName(Transaction)}-T{document.Pagination}.ocmf",
        _ => $"invalid-{Printable.FileName(Transaction)}-{Printable.FileName(MessageId)}.ocmf",
    };
}
