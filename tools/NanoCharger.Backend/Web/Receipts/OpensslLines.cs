namespace NanoCharger.Backend.Web.Receipts
{
    /// <summary>How a document is checked by nothing of ours: coreutils and OpenSSL, in the folder with document and key.</summary>
    internal static class OpensslLines
    {
        /// <summary>The lines for a document.</summary>
        /// <param name="name">Of its file, without the ending.</param>
        internal static string Of(string name)
        {
            return $"""
                cut -d '|' -f 2 '{name}.ocmf' | tr -d '\n' > payload
                cut -d '|' -f 3 '{name}.ocmf' | cut -d '"' -f 16 | tr -d '\n' | tr a-f A-F | basenc --base16 -d > sig.der
                openssl dgst -sha256 -verify {ReceiptFile.Key} -signature sig.der payload
                """;
        }
    }
}
