using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NodaTime;

namespace NanoCharger.Backend.Web.Receipts
{
    /// <summary>All that a charge stands on as one file that can be kept, sent on and checked without this platform: a page that explains it, the bill, documents, key, and what to type.</summary>
    internal sealed class EvidencePack(Visit visit, PlatformContext context, DateTimeZone zone)
    {
        private const string Style = "style.css";

        /// <summary>The file; the same for the same charge, reader and language.</summary>
        internal async Task<byte[]> Of(Evidence evidence)
        {
            Receipt receipt = new ReceiptBook(context).Of(evidence.Charge);
            ReceiptModel model = await new ReceiptLook(context, visit.Text, zone).Of(evidence.Charge.Id, "") ?? throw new InvalidOperationException("the charge is gone");
            List<ReceiptFile> files =
            [
                ReceiptFile.Text("bill.txt", "", receipt.ToText()),
                ReceiptFile.Text("bill.json", "", receipt.ToJson() + "\n"),
                .. ReceiptFile.All(evidence),
                ReceiptFile.Text("openssl.txt", "", string.Join("\n", model.Documents.Select(document => $"# {document.Number}\n{OpensslLines.Of(document.Name)}\n"))),
            ];
            string page = await new LiveStream(visit).Render<EvidenceView>(new EvidenceModel(model, [.. files.Select(file => (file.Name, Says(visit.Text, file.Name)))]));
            return Zip([ReceiptFile.Text("index.html", "", page), .. files, new ReceiptFile(Style, "", [.. Asset.Bytes("site.css"), .. Asset.Bytes("receipt.css")])], evidence.Charge.SettledMs ?? evidence.Charge.LastCameMs);
        }

        /// <summary>What a file is.</summary>
        private static string Says(Language text, string name)
        {
            return text[Path.GetExtension(name) switch
            {
                ".ocmf" => "receipt.file-document",
                ".xml" => "receipt.file-xml",
                ".pem" => "receipt.file-key",
                ".json" => "receipt.file-json",
                _ => name == "bill.txt" ? "receipt.file-bill" : "receipt.file-openssl",
            }];
        }

        private static byte[] Zip(IEnumerable<ReceiptFile> files, long ms)
        {
            using MemoryStream bytes = new();
            using (ZipArchive zip = new(bytes, ZipArchiveMode.Create))
            {
                foreach (ReceiptFile file in files)
                {
                    ZipArchiveEntry entry = zip.CreateEntry(file.Name, CompressionLevel.Optimal);

                    // When the charge was settled, not when somebody has asked for it.
                    entry.LastWriteTime = Zones.In(ms, DateTimeZone.Utc).ToDateTimeOffset();
                    using Stream into = entry.Open();
                    into.Write(file.Bytes);
                }
            }

            return bytes.ToArray();
        }
    }

    /// <summary>The page of an evidence pack.</summary>
    /// <param name="Receipt">The receipt.</param>
    /// <param name="Files">What lies beside it: name, and what it is.</param>
    public sealed record EvidenceModel(ReceiptModel Receipt, IReadOnlyList<(string Name, string What)> Files);
}
