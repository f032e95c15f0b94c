using NanoCharger.Text;

namespace NanoCharger.Console
{
    /// <summary>Certificates as they are pasted from a file, line by line, up to an empty line behind an END.</summary>
    /// <remarks>A line that was refused ends it: a certificate with something missing is none. Each line taken is answered by the prompt, which is the permission to send the next one.</remarks>
    internal sealed class PemLines : ILineTaker
    {
        private const string End = "-----END";

        private readonly CertificateIntake _intake;
        private AsciiWriter _text;
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
            _ended = false;
        }

        /// <inheritdoc/>
        public bool Take(string line, string wrong, IAnswer answer)
        {
            if (wrong != null)
            {
                Cancel();
                answer.Say("cert import: given up, " + wrong);
                return true;
            }

            if (line.Length > 0)
            {
                _text.Put(line);
                _text.Put('\n');
                _ended = line.IndexOf(End) == 0;
                return false;
            }

            if (!_ended)
            {
                return false;
            }

            AsciiWriter text = _text;
            Cancel();
            answer.Say("cert import: " + (text.Overflow ? "refused: longer than 3072 bytes, nothing changed" : _intake.Import(text.Buffer, text.Length)));
            return true;
        }

        /// <inheritdoc/>
        public void Cancel()
        {
            _text = null;
        }
    }
}
