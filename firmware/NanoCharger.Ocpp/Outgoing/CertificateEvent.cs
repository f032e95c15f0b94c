using NanoCharger.Hal;
using NanoCharger.Link.Credentials;
using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>Certificates of the link were taken or refused (OCPP 2.0.1, A04), whoever brought them. Of several that could not be told the newest stands for all; the log has them.</summary>
    internal sealed class CertificateEvent : SecurityEvent
    {
        private readonly OcppParts _charger;
        private long _toldMicros;

        internal CertificateEvent(OutgoingContext context)
        {
            _charger = context.Charger;
        }

        internal override bool TryPrepare(long nowMicros)
        {
            return _charger.Certificates != null && _charger.Certificates.EventType != null && !Waits(nowMicros);
        }

        internal override void Write(JsonWriter json, long nowMicros)
        {
            IClock clock = _charger.Clock;
            CertificateDesk desk = _charger.Certificates;
            _toldMicros = desk.EventMicros;
            json.Name("type").Text(desk.EventType);
            json.Name("timestamp").Date(clock.UtcMillis - ((nowMicros - _toldMicros) / 1000));
            json.Name("techInfo").Text(desk.EventInfo);
            OcppMessages.ClockNote(json, clock.Quality);
        }

        protected override void Told()
        {
            if (_charger.Certificates.EventMicros == _toldMicros)
            {
                _charger.Certificates.EventType = null;
            }
        }
    }
}
