using NanoCharger.Hal;
using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>What the connector is: each change, the latest only, and anew in each session (OCPP 2.0.1, G01).</summary>
    internal sealed class StatusNotification : OutgoingCall
    {
        private readonly OutgoingContext _context;
        private readonly Registration _registration;
        private readonly Wishes _wishes;
        private readonly IClock _clock;
        private ConnectorStatus _telling;
        private ConnectorStatus _told;
        private int _toldIn;

        internal StatusNotification(OutgoingContext context)
            : base("StatusNotification")
        {
            _context = context;
            _registration = context.Charger.Registration;
            _wishes = context.Charger.Wishes;
            _clock = context.Charger.Clock;
        }

        internal override bool Asked
        {
            get { return _wishes.Status; }
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
            bool due = (_telling != _told || _wishes.Status) && _telling != ConnectorStatus.Unknown;
            _wishes.Status &= !due;
            return due;
        }

        internal override void Write(JsonWriter json, long nowMicros)
        {
            json.Name("timestamp").Date(_clock.UtcMillis);
            json.Name("connectorStatus").Text(Word(_telling));
            json.Name("evseId").Number(OcppMessages.Evse);
            json.Name("connectorId").Number(OcppMessages.Connector);
            OcppMessages.ClockNote(json, _clock.Quality);
        }

        internal override void TakeResult(OcppFrame result, long nowMicros)
        {
            _told = _telling;
        }

        internal override void TakeError(OcppFrame error, long nowMicros)
        {
            // The backend does not want it; the next change is told again.
            _told = _telling;
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
