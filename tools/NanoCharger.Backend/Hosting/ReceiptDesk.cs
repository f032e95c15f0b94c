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
        /// <summary>Where the receipts for people go.</summary>
        internal TextWriter Output { get; init; } = Console.Out;

        internal void Hand(Receipt receipt)
        {
            // Standard output ends in somebody's journal, where nothing can be erased: no name goes there.
            Try(() => Output.WriteLine((receipt with { Addressee = null }).ToText()));
            if (settings.Value.Out is { Length: > 0 } folder)
            {
                Try(() => ReceiptFiles.Write(ReceiptFiles.FolderOf(folder, receipt.Transaction.Station), receipt));
            }
        }

        /// <summary>Each by itself: a standard output that takes nothing more costs no file.</summary>
        private void Try(Action write)
        {
            try
            {
                write();
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                log.NotWritten(Printable.Line(problem.Message));
            }
        }
    }
}
