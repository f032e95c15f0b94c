namespace NanoCharger.Fakes
{
    using NanoCharger.Text;

    /// <summary>Texts to bytes and back, by what the device has.</summary>
    public static class Letters
    {
        /// <summary>The bytes of an ASCII text.</summary>
        public static byte[] Of(string text)
        {
            byte[] bytes = new byte[text.Length];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)text[i];
            }

            return bytes;
        }

        /// <summary>The bytes that hexadecimal digits stand for, small letters only.</summary>
        public static byte[] Bytes(string digits)
        {
            byte[] bytes = new byte[digits.Length / 2];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)((Value(digits[2 * i]) << 4) | Value(digits[(2 * i) + 1]));
            }

            return bytes;
        }

        /// <summary>Bytes as hexadecimal digits.</summary>
        public static string Hex(byte[] bytes, int count)
        {
            AsciiWriter text = new AsciiWriter((2 * count) + 1);
            Text.Hex.Write(text, bytes, 0, count);
            return text.ToString();
        }

        private static int Value(char digit)
        {
            return digit <= '9' ? digit - '0' : digit - 'a' + 10;
        }
    }
}
