using NanoCharger.Link.Credentials;
using NanoCharger.Ocpp.Json;
using NanoCharger.Text;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>The authority that vouches for the broker, in the place of the one in use (OCPP 2.0.1, M05). It is on trial from then on.</summary>
    internal sealed class InstallCertificate : PemCall
    {
        private static readonly string[] Types = { "CSMSRootCertificate", "V2GRootCertificate", "MORootCertificate", "ManufacturerRootCertificate" };

        internal InstallCertificate(IncomingContext context)
            : base("InstallCertificate", "certificate", Types, context.Charger.Certificates)
        {
        }

        internal override void Read(PayloadReader payload)
        {
            base.Read(payload);
            payload.Need(Type >= 0, "certificateType");
        }

        internal override void Answer(JsonWriter reply, long nowMicros)
        {
            AsciiWriter text = TakeText();
            if (Type > 0)
            {
                Verdict(reply, NotOurs);
                return;
            }

            string wrong = text == null ? "not PEM: a character that it has not" : Desk.ImportTrust(text.Buffer, text.Length, CertificateDesk.Backend);
            if (wrong != Credentials.FlashFailed)
            {
                Verdict(reply, wrong == null ? null : Invalid, wrong);
                return;
            }

            Status(reply, "Failed");
            reply.Name("statusInfo");
            Reason(reply, "InternalError", wrong);
        }
    }
}
