using NanoCharger.Link.Credentials;
using NanoCharger.Ocpp.Json;
using NanoCharger.Text;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>The certificate that the station has asked for, its own first (OCPP 2.0.1, A02). It is on trial from then on.</summary>
    internal sealed class CertificateSigned : PemCall
    {
        private static readonly string[] Types = { "ChargingStationCertificate", "V2GCertificate" };

        internal CertificateSigned(IncomingContext context)
            : base("CertificateSigned", "certificateChain", Types, context.Charger.Certificates)
        {
        }

        internal override void Answer(JsonWriter reply, long nowMicros)
        {
            AsciiWriter text = TakeText();
            if (Type > 0)
            {
                Verdict(reply, NotOurs);
                return;
            }

            string wrong = text == null ? "not PEM: a character that it has not" : Desk.ImportChain(text.Buffer, text.Length, CertificateDesk.Backend);
            Verdict(reply, wrong == null ? null : wrong == Credentials.FlashFailed ? "InternalError" : Invalid, wrong);
        }
    }
}
