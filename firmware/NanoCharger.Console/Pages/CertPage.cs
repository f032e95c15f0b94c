using NanoCharger.Core.Charging;
using NanoCharger.Hal;
using NanoCharger.Link.Credentials;
using NanoCharger.Signing;
using NanoCharger.Signing.Certificates;
using NanoCharger.Text;

namespace NanoCharger.Console.Pages
{
    /// <summary>The certificates of the link: whose they are, until when, by whom, and whether they have proven themselves.</summary>
    internal sealed class CertPage : IPreparedPage
    {
        private const long DayMillis = 86_400_000;
        private const int AuthoritiesAt = 4;

        private readonly CertificateDesk _desk;
        private readonly ChargerStatus _status;
        private readonly Sha256 _sha = new Sha256();
        private readonly byte[] _print = new byte[Sha256.HashBytes];
        private readonly CertificateReader _reader = new CertificateReader();
        private PemReader _own;
        private PemReader _authorities;
        private int _hashed;

        internal CertPage(CertificateDesk desk, ChargerStatus status)
        {
            _desk = desk;
            _status = status;
        }

        /// <summary>Begins with what is in use now. Allocates as much as the certificates have, until the last line.</summary>
        internal void Start()
        {
            LinkIdentity identity = _desk.Credentials.Identity;
            _own = identity == null || identity.Chain == null ? null : Over(identity.Chain);
            _authorities = identity == null ? null : Over(identity.Trust);
            _hashed = 0;
            _sha.Begin();
            if (_own != null && !_own.Next())
            {
                _own = null;
            }
        }

        /// <summary>The fingerprint, a block of the hash at a time.</summary>
        public bool Prepare()
        {
            if (_own == null || _hashed > _own.Count)
            {
                return true;
            }

            int left = _own.Count - _hashed;
            if (left == 0)
            {
                _sha.Finish(_print);
                _hashed++;
                return true;
            }

            int count = left < Sha256.BlockBytes ? left : Sha256.BlockBytes;
            _sha.Add(_own.Der, _hashed, count);
            _hashed += count;
            return false;
        }

        /// <inheritdoc/>
        public bool TryWriteLine(int index, AsciiWriter line)
        {
            Credentials credentials = _desk.Credentials;
            switch (index)
            {
                case 0:
                    line.Put(credentials.Lost ? "damaged: nothing stored can be used, import anew" : "certificate ");
                    line.Put(credentials.Lost ? null : credentials.HasChain ? credentials.Subject + ", issued by " + (credentials.Issuer ?? "?") : "none: cert request, cert import chain");
                    return true;
                case 1:
                    PutDates(line);
                    return true;
                case 2:
                    PutPrint(line);
                    return true;
                case 3:
                    line.Put(credentials.OnTrial ? "on trial: not proven yet, the last good set is the way back" : credentials.Identity == null ? "not in use: no authorities" : "proven, kept in both copies");
                    line.Put(_desk.Requests.Busy ? "; a request is being made" : credentials.Pending != null ? "; a request is out" : null);
                    return true;
                default:
                    return TryPutAuthority(index - AuthoritiesAt, line);
            }
        }

        private void PutDates(AsciiWriter line)
        {
            Credentials credentials = _desk.Credentials;
            if (!credentials.HasChain)
            {
                line.Put("holds     -");
                return;
            }

            line.Put("holds     ");
            UtcDate.Write(line, credentials.NotBeforeMillis);
            line.Put(" to ");
            UtcDate.Write(line, credentials.NotAfterMillis);
            long left = credentials.NotAfterMillis - _status.UtcMillis;
            if (_status.ClockQuality == ClockQuality.Unknown)
            {
                return;
            }

            line.Put(left < 0 ? ", ended" : ", days left: ");
            if (left >= 0)
            {
                line.Number(left / DayMillis);
            }
        }

        private void PutPrint(AsciiWriter line)
        {
            line.Put("SHA-256   ");
            if (_own == null)
            {
                line.Put('-');
                return;
            }

            Hex.Write(line, _print, 0, _print.Length);
        }

        private bool TryPutAuthority(int index, AsciiWriter line)
        {
            if (_authorities == null || !_authorities.Next() || _reader.Read(_authorities.Der, _authorities.Count) != null)
            {
                bool none = _authorities == null && index == 0;
                line.Put(none ? "authority none: cert import ca" : null);
                _own = null;
                _authorities = null;
                return none;
            }

            line.Put("authority ");
            line.Put(_reader.Subject ?? "?");
            line.Put(", until ");
            UtcDate.Write(line, _reader.NotAfterMillis);
            return true;
        }

        // Without the 0 behind.
        private static PemReader Over(byte[] pem)
        {
            return new PemReader(pem, pem.Length - 1, pem.Length);
        }
    }
}
