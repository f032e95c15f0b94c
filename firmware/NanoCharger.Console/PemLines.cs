using NanoCharger.Text;

namespace NanoCharger.Console
{
    /// <summary>Certificates as they are pasted from a file, line by line, up to an empty line behind an END, or two of them anywhere.</summary>
    /// <remarks>
    /// With a line that could not be read all are refused, but only at their end, so that none of them is taken for a command. Each line is answered by the
    /// prompt, which is the permission to send the next one.
    /// </remarks>
    internal sealed class PemLines : ILineTaker
    {
        private const string End = "-----END";

        private readonly CertificateIntake _intake;
        private AsciiWriter _text;
        private string _wrong;
        private bool _ended;

        internal PemLines(CertificateIntake intake)
        {
            _intake = intake;
        }

        /// <summary>Begins anew. Allocates 3 KB, until the end.</summary>
        /// <param name="trust">Whether it is for the authorities; else for the chain.</param>
        internal void Begin(bool trust)
        {
            _intake.Begin(trust);
            _text = new AsciiWriter(CertificateIntake.MaxBytes);
            _wrong = null;
            _ended = false;
        }

        /// <inheritdoc/>
        public bool Take(string line, string wrong, IAnswer answer)
        {
            if (line.Length > 0 || wrong != null)
            {
                _wrong = _wrong ?? wrong;
                _text.Put(line);
                _text.Put('\n');
                _ended = line.IndexOf(End) == 0;
                return false;
            }

            if (!_ended)
            {
                // Perhaps the END was lost: another empty line, and that is found.
                _ended = _text.Length > 0;
                return false;
            }

            AsciiWriter text = _text;
            Cancel();
            answer.Say("cert import: " + (text.Overflow ? "refused: longer than 3072 bytes; nothing changed"
                : _wrong != null ? "refused: " + _wrong : _intake.Import(text.Buffer, text.Length)));
            return true;
        }

        /// <inheritdoc/>
        public void Cancel()
        {
            _text = null;
        }
    }
}
