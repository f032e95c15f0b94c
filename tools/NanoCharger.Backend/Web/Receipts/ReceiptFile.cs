using System;
using System.Linq;
using System.Text;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Web.Receipts
{
    /// <summary>A file of a receipt: its name, what kind it is, and what it holds.</summary>
    internal sealed record ReceiptFile(string Name, string Kind, byte[] Bytes)
    {
        /// <summary>The name of the key's file.</summary>
        internal const string Key = "key.pem";

        /// <summary>The name of the evidence pack.</summary>
        internal const string Pack = "evidence.zip";

        private const string PlainKind = "text/plain; charset=utf-8";
        private const string PemKind = "application/x-pem-file";
        private const string XmlKind = "application/xml; charset=utf-8";

        /// <summary>One of a charge's signed files by its name; null where there is none.</summary>
        internal static ReceiptFile? Of(Evidence evidence, string name)
        {
            return Array.Find(All(evidence), file => file.Name == name);
        }

        /// <summary>Every document as it was signed, every receipt as the transparency software opens it, and the key.</summary>
        internal static ReceiptFile[] All(Evidence evidence)
        {
            return evidence.Key is not { } key ? [] :
            [
                .. evidence.Documents.Select(document => Text(document.Name + ".ocmf", PlainKind, document.Row.Text)),
                .. evidence.Documents.Where(document => document.IsReceipt).Select(document => Text(document.Name + ".xml", XmlKind, TransparencyFile.Write(document.Row.Text, key))),
                Text(Key, PemKind, key.Pem),
            ];
        }

        /// <summary>A file of text.</summary>
        internal static ReceiptFile Text(string name, string kind, string text)
        {
            return new ReceiptFile(name, kind, Encoding.UTF8.GetBytes(text));
        }
    }
}
