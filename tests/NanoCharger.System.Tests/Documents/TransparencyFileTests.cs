using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Schema;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.System.Tests.Documents
{
    /// <summary>The file for the public transparency software, checked by its schema and by nothing of ours.</summary>
    public sealed class TransparencyFileTests : IDisposable
    {
        private readonly DocumentMaker _maker = new();

        public void Dispose()
        {
            _maker.Dispose();
        }

        [Fact]
        public void A_receipt_in_XML_is_valid_by_the_schema_and_verifies_with_what_stands_in_it()
        {
            string payload = DocumentMaker.ReceiptPayload(7, 1_234_567, 11_234_567).Replace("\"CT\"", "\"TT\":\"1.00 EUR/kWh & <night>\",\"CT\"", StringComparison.Ordinal);
            string receipt = _maker.Sign(payload);

            string signed = AssertSound(TransparencyFile.Write(receipt, _maker.Key));

            Assert.Equal(receipt, signed);
        }

        [Fact]
        public void The_schema_takes_one_receipt_alone_and_in_this_form()
        {
            string sound = TransparencyFile.Write(_maker.Receipt(2, 5, 9), _maker.Key);
            int value = sound.IndexOf("  <value>", StringComparison.Ordinal);
            string whole = sound[value..sound.IndexOf("</values>", StringComparison.Ordinal)];
            foreach (string faulty in (string[])[
                sound.Replace(whole, "", StringComparison.Ordinal),
                sound.Replace(whole, whole + whole, StringComparison.Ordinal),
                sound.Replace("plain\">3059", "plain\">3058", StringComparison.Ordinal),
                sound.Replace("OCMF|", " OCMF|", StringComparison.Ordinal),
                sound.Replace("format=\"OCMF\"", "format=\"EDL\"", StringComparison.Ordinal),
            ])
            {
                Assert.Throws<XmlSchemaValidationException>(() => Validated(faulty));
            }
        }

        /// <summary>Validates the file and checks its signature with the platform's own classes alone.</summary>
        /// <returns>The document in it.</returns>
        internal static string AssertSound(string xml)
        {
            XmlDocument file = Validated(xml);
            string document = file.SelectSingleNode("/values/value/signedData")!.InnerText;
            byte[] publicKey = Convert.FromHexString(file.SelectSingleNode("/values/value/publicKey")!.InnerText);
            string[] parts = document.Split('|');
            byte[] signature = Convert.FromHexString(JsonDocument.Parse(parts[2]).RootElement.GetProperty("SD").GetString()!);
            using ECDsa key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
            Assert.True(key.VerifyData(Encoding.UTF8.GetBytes(parts[1]), signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
            return document;
        }

        private static XmlDocument Validated(string xml)
        {
            var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema };
            settings.Schemas.Add(null, Repository.File("tools/NanoCharger.Verify/transparency.xsd"));
            using XmlReader reader = XmlReader.Create(new StringReader(xml), settings);
            var file = new XmlDocument { PreserveWhitespace = true };
            file.Load(reader);
            return file;
        }
    }
}
