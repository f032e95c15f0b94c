using System;
using System.IO;
using System.Text;
using NanoCharger.Verify;

namespace NanoCharger.Backend
{
    /// <summary>The files of a receipt: for people (.txt), for programs (.json), as it was signed (.ocmf), and for the public verifiers (.xml).</summary>
    public static class ReceiptFiles
    {
        /// <summary>Writes them; those of before are replaced.</summary>
        /// <param name="folder">Where; made if it is absent.</param>
        /// <param name="receipt">The receipt.</param>
        /// <exception cref="IOException">The folder cannot be written.</exception>
        /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
        public static void Write(string folder, Receipt receipt)
        {
            ArgumentNullException.ThrowIfNull(receipt);
            WriteTexts(folder, receipt);
            string name = Path.Combine(folder, receipt.FileName);
            if (receipt.Document is { } document)
            {
                File.WriteAllText(name + ".ocmf", document, Encoding.ASCII);
            }

            if (receipt.ToXml() is { } xml)
            {
                File.WriteAllText(name + ".xml", xml);
            }
        }

        /// <summary>Writes those for people and programs alone.</summary>
        /// <exception cref="IOException">The folder cannot be written.</exception>
        /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
        public static void WriteTexts(string folder, Receipt receipt)
        {
            ArgumentNullException.ThrowIfNull(receipt);
            string name = Path.Combine(Directory.CreateDirectory(folder).FullName, receipt.FileName);
            File.WriteAllText(name + ".txt", receipt.ToText());
            File.WriteAllText(name + ".json", receipt.ToJson() + "\n");
        }

        /// <summary>The folder of a station's receipts: transaction ids are a station's own.</summary>
        public static string FolderOf(string folder, string station)
        {
            return Path.Combine(folder, Printable.FileName(station));
        }
    }
}
