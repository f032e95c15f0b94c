using System;
using System.IO;
using NanoCharger.Verify;

namespace NanoCharger.Backend
{
    /// <summary>The files of a receipt: for people (.txt), for programs (.json), as it was signed (.ocmf), and for the public verifiers (.xml).</summary>
    public static class ReceiptFiles
    {
        /// <summary>Writes them, the signed ones for each part of the charge; those of before are replaced, or deleted where there is nothing to put in their place.</summary>
        /// <param name="folder">Where; made if it is absent.</param>
        /// <param name="receipt">The receipt.</param>
        /// <exception cref="IOException">The folder cannot be written.</exception>
        /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
        public static void Write(string folder, Receipt receipt)
        {
            ArgumentNullException.ThrowIfNull(receipt);
            WriteTexts(folder, receipt);
            foreach (Receipt part in receipt.Parts)
            {
                string name = Path.Combine(folder, part.FileName);
                Put(name + ".ocmf", part.Document);
                Put(name + ".xml", part.ToXml());
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

        /// <summary>A signed file that this receipt has not must not lie beside it: it would be taken for this one's.</summary>
        private static void Put(string file, string? text)
        {
            if (text is null)
            {
                File.Delete(file);
            }
            else
            {
                File.WriteAllText(file, text);
            }
        }

        /// <summary>Makes the folder where it is absent, and looks whether it can be written: found out with the first receipt it would be too late.</summary>
        /// <exception cref="IOException">It cannot.</exception>
        /// <exception cref="UnauthorizedAccessException">It may not.</exception>
        public static void Prepare(string folder)
        {
            string probe = Path.Combine(Directory.CreateDirectory(folder).FullName, ".probe-" + Path.GetRandomFileName());
            new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
        }

        /// <summary>The folder of a station's receipts: transaction ids are a station's own.</summary>
        public static string FolderOf(string folder, string station)
        {
            return Path.Combine(folder, Printable.FileName(station));
        }
    }
}
