using NanoCharger.Link.Credentials;

namespace NanoCharger.Console
{
    /// <summary>Takes certificates that have arrived whole to where they are judged, and says what became of them.</summary>
    internal sealed class CertificateIntake
    {
        /// <summary>Most bytes of them.</summary>
        internal const int MaxBytes = Credentials.MaxPemBytes;

        private readonly CertificateDesk _desk;
        private bool _trust;

        internal CertificateIntake(CertificateDesk desk)
        {
            _desk = desk;
        }

        /// <summary>What comes is for the authorities, or for the chain.</summary>
        internal void Begin(bool trust)
        {
            _trust = trust;
        }

        /// <summary>Has them taken.</summary>
        /// <returns>In one sentence what became of them.</returns>
        internal string Import(byte[] pem, int length)
        {
            int before = _desk.Credentials.Generation;
            string wrong = _trust ? _desk.ImportTrust(pem, length, CertificateDesk.Console) : _desk.ImportChain(pem, length, CertificateDesk.Console);
            return wrong != null ? "refused: " + wrong + "; nothing changed"
                : _desk.Credentials.Generation == before ? "ok, in use already: nothing changed"
                : "ok, on trial: the link tries it, and goes back where that fails";
        }
    }
}
