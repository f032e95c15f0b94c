using NanoCharger.Signing;
using NanoCharger.Text;

namespace NanoCharger.Console.Pages
{
    /// <summary>The station's public key: DER in hexadecimal digits, PEM, and a QR code of the form that transparency software takes.</summary>
    /// <remarks>
    /// The code has the text in capitals (<c>OCA:BASE16:ASN1:3059...</c>), which readers take all the same and which needs 45 modules a side instead of 53.
    /// Two modules are one character, so that it fits in 53 columns and is square: half blocks in UTF-8, the only bytes of this console that are
    /// not ASCII. Light modules are what is drawn, as suits a terminal that writes light on dark.
    /// </remarks>
    public sealed class KeyPage : IDrawnPage
    {
        /// <summary>Bytes of its longest line: 182 digits; a line of the code is 53 characters of up to three bytes.</summary>
        public const int LineBytes = 182;

        private const int Quiet = 4;
        private const int PemAt = 3;
        private const int CodeAt = PemAt + PublicKeyText.PemLines + 2;
        private const byte BlockHead = 0xE2;
        private const byte BlockMiddle = 0x96;
        private const byte Upper = 0x80;
        private const byte Lower = 0x84;
        private const byte Full = 0x88;

        private byte[] _der;
        private QrCode _code;

        /// <inheritdoc/>
        public bool GoesOn
        {
            get { return false; }
        }

        /// <summary>Chooses the key. Allocates the code, which is dropped behind the last line.</summary>
        public void Start(PublicKey key)
        {
            _der = new byte[Der.PublicKeyBytes];
            Der.WritePublicKey(key.X, key.Y, _der);
            AsciiWriter text = new AsciiWriter(PublicKeyText.OcaLength);
            text.Put("OCA:BASE16:ASN1:");
            Hex.WriteCapitals(text, _der, 0, _der.Length);
            _code = new QrCode();
            _code.TryBegin(text.Buffer, 0, text.Length);
        }

        /// <inheritdoc/>
        public bool Prepare()
        {
            return _code == null || _code.Step();
        }

        /// <inheritdoc/>
        public bool TryWriteLine(int index, AsciiWriter line)
        {
            if (index == 0)
            {
                line.Put("public key, DER:");
            }
            else if (index == 1)
            {
                Hex.Write(line, _der, 0, _der.Length);
            }
            else if (index >= PemAt && index < PemAt + PublicKeyText.PemLines)
            {
                PublicKeyText.TryWritePemLine(line, _der, index - PemAt);
            }
            else if (index >= CodeAt)
            {
                return TryDraw((2 * (index - CodeAt)) - Quiet, line);
            }

            return true;
        }

        private bool TryDraw(int y, AsciiWriter line)
        {
            if (_code == null || y >= _code.Size + Quiet)
            {
                _code = null;
                return false;
            }

            // The last row has no other below it.
            bool alone = y + 1 == _code.Size + Quiet;
            for (int x = -Quiet; x < _code.Size + Quiet; x++)
            {
                bool upper = !_code.IsDark(x, y);
                bool lower = !alone && !_code.IsDark(x, y + 1);
                if (!upper && !lower)
                {
                    line.Put((byte)' ');
                    continue;
                }

                line.Put(BlockHead);
                line.Put(BlockMiddle);
                line.Put(upper ? lower ? Full : Upper : Lower);
            }

            return true;
        }
    }
}
