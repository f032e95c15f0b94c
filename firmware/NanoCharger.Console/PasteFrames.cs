using NanoCharger.Text;

namespace NanoCharger.Console
{
    /// <summary>Bytes that are pasted in lines of their own, each with its place and a checksum, so that a line that is lost or altered is noticed, named and sent again.</summary>
    /// <remarks>
    /// A line is <c>:OFFSET:BASE64:CRC</c>: where its bytes belong, decimal; up to 54 of them, with padding; and the CRC-32 of all between the first colon and the
    /// last, both left out, as eight hexadecimal digits. 88 characters at most. It is answered by <c>ok NEXT</c> or by <c>again NEXT: why</c>; the next line has to
    /// begin at NEXT or before it, so that any line may be sent again. With the last byte the whole is taken.
    /// </remarks>
    internal sealed class PasteFrames : ILineTaker
    {
        /// <summary>Most bytes of a line.</summary>
        internal const int LineBytes = 54;

        private const int CrcDigits = 8;

        private readonly CertificateIntake _intake;
        private readonly byte[] _piece = new byte[LineBytes];
        private byte[] _bytes;
        private int _next;

        internal PasteFrames(CertificateIntake intake)
        {
            _intake = intake;
        }

        /// <summary>Begins anew. Allocates as many bytes as will come, until the end.</summary>
        /// <param name="trust">Whether it is for the authorities; else for the chain.</param>
        /// <param name="count">1..3 072 bytes.</param>
        internal void Begin(bool trust, int count)
        {
            _intake.Begin(trust);
            _bytes = new byte[count];
            _next = 0;
        }

        /// <inheritdoc/>
        public bool Take(string line, string wrong, IAnswer answer)
        {
            if (line.Length == 0 && wrong == null)
            {
                return false;
            }

            string why = wrong == null ? Take(line) : "the line is damaged";
            if (why != null || _next < _bytes.Length)
            {
                answer.Say(why == null ? "ok " + _next.ToString() : "again " + _next.ToString() + ": " + why);
                return false;
            }

            byte[] bytes = _bytes;
            Cancel();
            answer.Say("cert paste: " + _intake.Import(bytes, bytes.Length));
            return true;
        }

        /// <inheritdoc/>
        public void Cancel()
        {
            _bytes = null;
        }

        // Null, or why it is not taken.
        private string Take(string line)
        {
            int text = line.IndexOf(':', 1) + 1;
            int crc = text == 0 ? 0 : line.IndexOf(':', text) + 1;
            if (line[0] != ':' || crc == 0 || line.Length != crc + CrcDigits)
            {
                return "it is not :OFFSET:BASE64:CRC";
            }

            byte[] covered = new byte[crc - 2];
            for (int i = 0; i < covered.Length; i++)
            {
                covered[i] = (byte)line[i + 1];
            }

            if (!IsHex(Crc32.Compute(covered, 0, covered.Length), line, crc))
            {
                return "its checksum does not fit";
            }

            int count = Decode(line, text, crc - 1);
            if (!Ascii.TryNumber(line.Substring(1, text - 2), out long offset) || offset < 0 || count <= 0 || offset > _bytes.Length - count)
            {
                return "its place or its bytes are none";
            }

            if (offset > _next)
            {
                return "what comes before it is missing";
            }

            for (int i = 0; i < count; i++)
            {
                _bytes[(int)offset + i] = _piece[i];
            }

            _next = (int)offset + count > _next ? (int)offset + count : _next;
            return null;
        }

        // Bytes, or -1.
        private int Decode(string line, int at, int end)
        {
            if ((end - at) % 4 != 0 || end - at > LineBytes / 3 * 4)
            {
                return -1;
            }

            int count = 0;
            for (; at < end; at += 4)
            {
                int padding = line[at + 3] != '=' ? 0 : line[at + 2] != '=' ? 1 : 2;
                int group = 0;
                for (int i = 0; i < 4; i++)
                {
                    int digit = i < 4 - padding ? Base64.Digit((byte)line[at + i]) : 0;
                    if (digit < 0 || (padding > 0 && at + 4 < end))
                    {
                        return -1;
                    }

                    group = (group << 6) | digit;
                }

                for (int i = 0; i < 3 - padding; i++)
                {
                    _piece[count++] = (byte)(group >> (16 - (8 * i)));
                }
            }

            return count;
        }

        private static bool IsHex(uint value, string line, int at)
        {
            for (int i = 0; i < CrcDigits; i++)
            {
                int digit = (int)((value >> (28 - (4 * i))) & 15);
                int letter = line[at + i] | 0x20;
                if ((digit < 10 ? digit + '0' : digit - 10 + 'a') != letter)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
