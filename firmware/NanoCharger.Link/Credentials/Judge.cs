using NanoCharger.Hal;
using NanoCharger.Signing;
using NanoCharger.Signing.Certificates;
using NanoCharger.Text;

namespace NanoCharger.Link.Credentials
{
    /// <summary>What certificates have to be before they are taken. No signature is looked at: the broker judges the chain, the chip's TLS the broker, each by the authorities it knows.</summary>
    internal static class Judge
    {
        /// <summary>By so much the clock may be wrong: a certificate that ended since, or begins within it, is taken.</summary>
        private const long DayMillis = 86_400_000;

        /// <summary>Those that may vouch for the broker.</summary>
        /// <returns>Null, or what is wrong.</returns>
        internal static string Trust(Bundle bundle, IClock clock)
        {
            for (int i = 0; i < bundle.Count; i++)
            {
                CertificateReader one = bundle[i];
                string wrong = !one.IsAuthority && !one.IsSelfIssued ? "that of no authority" : Dates(one, clock);
                if (wrong != null)
                {
                    return Number(i) + wrong;
                }
            }

            return null;
        }

        /// <summary>The station's own, and those behind it.</summary>
        /// <param name="bundle">They.</param>
        /// <param name="station">Whose name it has to bear.</param>
        /// <param name="key">The key that it has to be for; null for none.</param>
        /// <param name="other">Another key that it may be for; null for none.</param>
        /// <param name="clock">Says whether it has ended.</param>
        /// <returns>Null, or what is wrong.</returns>
        internal static string Chain(Bundle bundle, string station, LinkKey key, LinkKey other, IClock clock)
        {
            CertificateReader own = bundle[0];
            if (!own.IsP256)
            {
                return Number(0) + "its key is not of P-256";
            }

            if (key == null && other == null)
            {
                return "the station has no key of its own yet: a request comes first";
            }

            if ((key == null || !key.IsOf(own.X, own.Y)) && (other == null || !other.IsOf(own.X, own.Y)))
            {
                return Number(0) + "not for this station's key: not of its newest request";
            }

            if (own.Subject != station)
            {
                return Number(0) + "its name is '" + Shown(own.Subject) + "', the station's is '" + station + "'";
            }

            for (int i = 0; i < bundle.Count; i++)
            {
                string wrong = Dates(bundle[i], clock);
                if (wrong == null && i > 0)
                {
                    wrong = !bundle[i].IsAuthority ? "that of no authority"
                        : !bundle[i - 1].IsIssuedBy(bundle[i]) ? "it is not the issuer of the one before it" : null;
                }

                if (wrong != null)
                {
                    return Number(i) + wrong;
                }
            }

            return null;
        }

        private static string Dates(CertificateReader one, IClock clock)
        {
            if (one.NotAfterMillis <= one.NotBeforeMillis)
            {
                return "it ends before it begins";
            }

            if (clock.Quality == ClockQuality.Unknown)
            {
                return null;
            }

            long now = clock.UtcMillis;
            return one.NotAfterMillis < now - DayMillis ? "it has ended, on " + Date(one.NotAfterMillis)
                : one.NotBeforeMillis > now + DayMillis ? "it holds only from " + Date(one.NotBeforeMillis) + " on" : null;
        }

        private static string Number(int index)
        {
            return "certificate " + (index + 1).ToString() + ": ";
        }

        // A name comes from outside, and the answer goes into JSON and onto a terminal.
        private static string Shown(string name)
        {
            for (int i = 0; name != null && i < name.Length; i++)
            {
                if (name[i] < ' ' || name[i] > '~')
                {
                    return "?";
                }
            }

            return name;
        }

        private static string Date(long utcMillis)
        {
            AsciiWriter text = new AsciiWriter(UtcDate.TextLength);
            UtcDate.Write(text, utcMillis);
            return text.ToString();
        }
    }
}
