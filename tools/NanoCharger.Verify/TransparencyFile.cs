using System;
using System.IO;
using System.Text;
using System.Xml;

namespace NanoCharger.Verify
{
    /// <summary>A receipt as the public transparency software opens it: an XML file with the document and the key (see transparency.xsd beside this).</summary>
    /// <remarks>The receipt alone: it holds the begin's reading, and a begin document in the same file would make a transaction with two begins of it, which is invalid there.</remarks>
    public static class TransparencyFile
    {
        /// <summary>What the receipts tell their readers to open this file with.</summary>
        public static readonly string[] Readers =
        [
            "S.A.F.E. Transparenzsoftware (S.A.F.E. e.V., transparenz.software)",
            "Chargy Transparency Software (Open Charging Cloud and chargeIT mobility)",
        ];

        /// <summary>The file's text.</summary>
        /// <param name="receipt">The receipt, exactly.</param>
        /// <param name="key">The key that it was verified by.</param>
        public static string Write(string receipt, StationKey key)
        {
            ArgumentNullException.ThrowIfNull(key);
            using MemoryStream file = new();
            using (XmlWriter xml = XmlWriter.Create(file, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) }))
            {
                xml.WriteStartElement("values");
                xml.WriteStartElement("value");
                xml.WriteStartElement("signedData");
                xml.WriteAttributeString("format", "OCMF");
                xml.WriteAttributeString("encoding", "plain");
                xml.WriteString(receipt);
                xml.WriteEndElement();
                xml.WriteStartElement("publicKey");
                xml.WriteAttributeString("encoding", "plain");
                xml.WriteString(key.Hex);
                xml.WriteEndElement();
                xml.WriteEndElement();
                xml.WriteEndElement();
            }

            return Encoding.UTF8.GetString(file.ToArray()) + "\n";
        }
    }
}
