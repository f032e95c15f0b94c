using NanoCharger.Core.Charging;
using NanoCharger.Hal;
using NanoCharger.Ocpp.Json;
using NanoCharger.Text;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>What the connector is: each change, the latest only, and anew in each session (OCPP 2.0.1, G01).</summary>
    /// <remarks>OCPP has no word for a unit that is not commissioned: it is Unavailable, and customData says in one sentence what it lacks.</remarks>
    internal sealed class StatusNotification : OutgoingCall
    {
        private readonly OutgoingContext _context;
        private readonly Registration _registration;
        private readonly IClock _clock;
        private readonly ChargerStatus _status;
        private ConnectorStatus _telling;
        private ConnectorStatus _told;
        private string _tellingMissing;
        private string _toldMissing = "";
        private int _toldIn;

        internal StatusNotification(OutgoingContext context)
            : base("StatusNotification")
        {
            _context = context;
            _registration = context.Charger.Registration;
            _clock = context.Charger.Clock;
            _status = context.Charger.Status;
        }

        internal override bool TryPrepare(long nowMicros)
        {
            if (_toldIn != _registration.Acceptances)
            {
                _toldIn = _registration.Acceptances;
                _told = ConnectorStatus.Unknown;
            }

            // Nothing is told while it is unknown.
            _telling = _context.Connector;
            _tellingMissing = _status.Missing;
            return (_telling != _told || _tellingMissing != _toldMissing) && _telling != ConnectorStatus.Unknown;
        }

        internal override void Write(JsonWriter json, long nowMicros)
        {
            json.Name("timestamp").Date(_clock.UtcMillis);
            json.Name("connectorStatus").Text(Word(_telling));
            json.Name("evseId").Number(OcppMessages.Evse);
            json.Name("connectorId").Number(OcppMessages.Connector);
            Note(json);
        }

        internal override void TakeResult(OcppFrame result, long nowMicros)
        {
            _told = _telling;
            _toldMissing = _tellingMissing;
        }

        internal override void TakeError(OcppFrame error, long nowMicros)
        {
            // The backend does not want it; the next change is told again.
            TakeResult(error, nowMicros);
        }

        private void Note(JsonWriter json)
        {
            if (_tellingMissing.Length == 0)
            {
                OcppMessages.ClockNote(json, _clock.Quality);
                return;
            }

            json.Name("customData").OpenObject().Name("vendorId").Text(OcppMessages.Vendor);
            if (_clock.Quality == ClockQuality.Unknown)
            {
                json.Name("clock").Text("U");
            }

            AsciiWriter sentence = json.Name("notCommissioned").OpenText();
            sentence.Put("sells nothing before: ");
            sentence.Put(_tellingMissing);
            json.CloseText().CloseObject();
        }

        private static string Word(ConnectorStatus status)
        {
            switch (status)
            {
                case ConnectorStatus.Available:
                    return "Available";
                case ConnectorStatus.Occupied:
                    return "Occupied";
                case ConnectorStatus.Unavailable:
                    return "Unavailable";
                default:
                    return "Faulted";
            }
        }
    }
}
