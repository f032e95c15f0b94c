using System;
using System.IO;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Hosting
{
    /// <summary>Hands receipts out: to standard output, and to files where there is a folder for them. One that cannot be written is told, and is in the database all the same.</summary>
    internal sealed class ReceiptDesk(IOptions<BackendSettings> settings, ILogger<ReceiptDesk> log)
    {
        internal void Hand(Receipt receipt)
        {
            Console.WriteLine(receipt.ToText());
            try
            {
                if (settings.Value.Out is { Length: > 0 } folder)
                {
                    ReceiptFiles.Write(ReceiptFiles.FolderOf(folder, receipt.Transaction.Station), receipt);
                }
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                log.NotWritten(Printable.Line(problem.Message));
            }
        }
    }
}
