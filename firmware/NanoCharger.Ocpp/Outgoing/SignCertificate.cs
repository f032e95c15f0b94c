using NanoCharger.Link.Credentials;
using NanoCharger.Ocpp.Json;
using NanoCharger.Text;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>Asks for the station's next certificate (OCPP 2.0.1, A02, A03) when <see cref="RenewalClock"/> says so; it comes by a CertificateSigned of its own.</summary>
    /// <remarks>A backend that leaves it without an answer for a minute is let go: cards wait behind a call that is under way.</remarks>
    internal sealed class SignCertificate : OutgoingCall
    {
        private const long PatienceMicros = 60_000_000;

        private readonly OutgoingContext _context;
        private readonly CertificateDesk _desk;
        private readonly JsonReader _reader = new JsonReader();
        private bool _underWay;
        private bool _making;

        internal SignCertificate(OutgoingContext context)
            : base("SignCertificate")
        {
            _context = context;
            _desk = context.Charger.Certificates;
        }

        internal override bool Asked
        {
            get { return _desk != null && _desk.Renewal.Wanted; }
        }

        internal override bool Withdrawn
        {
            get { return _context.Charger.Clock.NowMicros - _context.AskedMicros >= PatienceMicros; }
        }

        internal override bool TryPrepare(long nowMicros)
        {
            if (_desk == null)
            {
                return false;
            }

            if (_underWay)
            {
                // Nobody has answered.
                _underWay = false;
                _desk.Renewal.TakeFailed(nowMicros);
            }

            if (!_desk.Renewal.IsDue(nowMicros) || _desk.Requests.Busy)
            {
                return false;
            }

            if (_desk.Requests.Pem == null)
            {
                Make(nowMicros);
                return false;
            }

            _making = false;
            _underWay = true;
            return true;
        }

        internal override void Write(JsonWriter json, long nowMicros)
        {
            byte[] pem = _desk.Requests.Pem;
            AsciiWriter text = json.Name("csr").OpenText();
            for (int i = 0; i < pem.Length; i++)
            {
                if (pem[i] == '\n')
                {
                    text.Put("\\n");
                }
                else
                {
                    text.Put(pem[i]);
                }
            }

            json.CloseText().Name("certificateType").Text("ChargingStationCertificate");
        }

        internal override void TakeResult(OcppFrame result, long nowMicros)
        {
            _underWay = false;
            if (IsAccepted(result))
            {
                _desk.Renewal.TakeAccepted(nowMicros);
            }
            else
            {
                _desk.Renewal.TakeFailed(nowMicros);
            }
        }

        internal override void TakeError(OcppFrame error, long nowMicros)
        {
            _underWay = false;
            _desk.Renewal.TakeFailed(nowMicros);
        }

        // One that could not be made is tried again as one that was refused.
        private void Make(long nowMicros)
        {
            if (_making && _desk.Requests.Failure != null)
            {
                _making = false;
                _desk.Renewal.TakeFailed(nowMicros);
                return;
            }

            _making = true;
            _desk.Requests.Begin();
        }

        private bool IsAccepted(OcppFrame answer)
        {
            _reader.Start(answer.Source, answer.PayloadOffset, answer.PayloadLength);
            bool accepted = false;
            if (_reader.Read() != JsonToken.ObjectStart)
            {
                return false;
            }

            while (_reader.Read() == JsonToken.Name)
            {
                bool status = _reader.Is("status");
                if (status)
                {
                    accepted = _reader.Read() == JsonToken.Text && _reader.Is("Accepted");
                }

                _reader.Skip();
            }

            return accepted && _reader.Token == JsonToken.ObjectEnd;
        }
    }
}
