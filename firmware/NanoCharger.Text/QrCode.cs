namespace NanoCharger.Text
{
    /// <summary>A QR code (ISO/IEC 18004) of digits, capitals and <c>space $ % * + - . / :</c>, error correction level L, versions 1 to 9: 335 characters at most.</summary>
    /// <remarks>
    /// Computed in steps of 15 000 instructions at most. It holds 4 KiB, so it is made when it is asked for and dropped afterwards.
    /// <see cref="QrText"/> makes codewords of the text, <see cref="QrCorrection"/> adds those that correct errors, <see cref="QrMatrix"/> draws.
    /// </remarks>
    public sealed class QrCode
    {
        private readonly QrText _text = new QrText();
        private readonly QrCorrection _correction = new QrCorrection();
        private readonly QrMatrix _matrix = new QrMatrix();
        private int _stage;

        /// <summary>Modules of a side, 21..53, without the quiet zone; 0 before <see cref="TryBegin"/>.</summary>
        public int Size
        {
            get { return _matrix.Size; }
        }

        /// <summary>Starts on a text.</summary>
        /// <returns>False, and nothing is started, when it is too long or has a character that does not belong to it.</returns>
        public bool TryBegin(byte[] text, int offset, int count)
        {
            int version = QrText.LeastVersion(count);
            if (version > QrVersion.Most)
            {
                return false;
            }

            _stage = 0;
            _matrix.Begin(version);
            _correction.Begin(version);
            return _text.TryEncode(text, offset, count, version);
        }

        /// <summary>Does a part of the work.</summary>
        /// <returns>True when the code is ready.</returns>
        public bool Step()
        {
            switch (_stage)
            {
                case 0:
                    _correction.MakeTables();
                    break;
                case 1:
                    _correction.MakeGenerator();
                    break;
                case 2:
                    _matrix.DrawCorner(false, false);
                    break;
                case 3:
                    _matrix.DrawCorner(true, false);
                    break;
                case 4:
                    _matrix.DrawCorner(false, true);
                    break;
                case 5:
                    _matrix.DrawAlignments();
                    break;
                case 6:
                    _matrix.DrawLines();
                    break;
                case 7:
                    _stage -= _correction.Step(_text.Codewords) ? 0 : 1;
                    break;
                case 8:
                    _stage -= _matrix.Place(_correction.Codewords) ? 0 : 1;
                    break;
                default:
                    return true;
            }

            _stage++;
            return false;
        }

        /// <summary>True when the module is dark; false outside the code.</summary>
        public bool IsDark(int x, int y)
        {
            return _matrix.IsDark(x, y);
        }
    }
}
