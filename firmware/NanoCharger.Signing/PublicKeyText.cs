using NanoCharger.Text;

namespace NanoCharger.Signing
{
    /// <summary>A public key, given as the 91 bytes of <see cref="Der.WritePublicKey"/>, in the forms that people and verifiers take.</summary>
    public static class PublicKeyText
    {
        /// <summary>Characters that <see cref="WriteOca"/> writes.</summary>
        public const int OcaLength = 198;

        /// <summary>Lines of the PEM text.</summary>
        public const int PemLines = 4;

        private const string OcaHead = "oca:base16:asn1:";

        // RFC 7468, 2: 64 characters a line, which are 48 bytes.
        private const int PemBytes = 48;

        /// <summary>Writes the form that transparency software and OCPP's publicKey take: <c>oca:base16:asn1:</c> and 182 hexadecimal digits.</summary>
        public static void WriteOca(AsciiWriter into, byte[] der)
        {
            into.Put(OcaHead);
            Hex.Write(into, der, 0, Der.PublicKeyBytes);
        }

        /// <summary>Writes one line of the PEM text (RFC 7468, 13), without its end.</summary>
        /// <returns>False when there is no such line.</returns>
        public static bool TryWritePemLine(AsciiWriter into, byte[] der, int index)
        {
            switch (index)
            {
                case 0:
                    into.Put("-----BEGIN PUBLIC KEY-----");
                    return true;
                case 1:
                    Base64.Write(into, der, 0, PemBytes);
                    return true;
                case 2:
                    Base64.Write(into, der, PemBytes, Der.PublicKeyBytes - PemBytes);
                    return true;
                case PemLines - 1:
                    into.Put("-----END PUBLIC KEY-----");
                    return true;
                default:
                    return false;
            }
        }

        /// <summary>Writes the whole PEM text, each line ended by a line feed.</summary>
        public static void WritePem(AsciiWriter into, byte[] der)
        {
            for (int i = 0; TryWritePemLine(into, der, i); i++)
            {
                into.Put('\n');
            }
        }
    }
}
