using NanoCharger.Core.Charging;
using NanoCharger.Hal;
using NanoCharger.Ocpp.Json;
using NanoCharger.Text;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>What the connector is: each change, the latest only, and anew in each session (OCPP 2.0.1, G01).</summary>
    /// <remarks>
    /// OCPP has no word for why no current flows, which fault it is, how often the contactor has closed, nor for a unit that is not commissioned: customData says the first two in the words of the console, and of the last,
    /// which is Unavailable, in one sentence what it lacks. What changes within 5 s is not told: a vehicle that balances its battery would tell it all night.
    /// </remarks>
    internal sealed class StatusNotification : OutgoingCall
    {
        private const long SettledMicros = 5_000_000;

        private readonly OutgoingContext _context;
        private readonly Registration _registration;
        private readonly Wishes _wishes;
        private readonly IClock _clock;
        private readonly ChargerStatus _status;
        private ConnectorStatus _telling;
        private ConnectorStatus _told;
        private string _tellingMissing;
        private string _toldMissing = "";
        private int _tellingFault;
        private int _toldFault;
        private NoCurrent _why;
        private NoCurrent _tellingWhy;
        private NoCurrent _toldWhy;
        private long _whySinceMicros;
        private int _toldIn;

        internal StatusNotification(OutgoingContext context)
            : base("StatusNotification")
        {
            _context = context;
            _registration = context.Charger.Registration;
            _wishes = context.Charger.Wishes;
            _clock = context.Charger.Clock;
            _status = context.Charger.Status;
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
            NoCurrent why = _status.NoCurrent;
            if (why != _why)
            {
                _why = why;
                _whySinceMicros = nowMicros;
            }

            // Another fault of a connector that is faulty already is news too.
            _tellingFault = _telling == ConnectorStatus.Faulted ? _status.FaultCode : 0;
            _tellingMissing = _status.Missing;
            bool settled = why != _toldWhy && nowMicros - _whySinceMicros >= SettledMicros;
            bool due = (_telling != _told || _tellingFault != _toldFault || _tellingMissing != _toldMissing || settled || _wishes.Status) && _telling != ConnectorStatus.Unknown;
            _wishes.Status &= !due;
            return due;
        }

        internal override void Write(JsonWriter json, long nowMicros)
        {
            json.Name("timestamp").Date(_clock.UtcMillis);
            json.Name("connectorStatus").Text(Word(_telling));
            json.Name("evseId").Number(OcppMessages.Evse);
            json.Name("connectorId").Number(OcppMessages.Connector);
            _tellingWhy = _why;
            Note(json);
        }

        internal override void TakeResult(OcppFrame result, long nowMicros)
        {
            _told = _telling;
            _toldFault = _tellingFault;
            _toldMissing = _tellingMissing;
            _toldWhy = _tellingWhy;
        }

        internal override void TakeError(OcppFrame error, long nowMicros)
        {
            // The backend does not want it; the next change is told again.
            TakeResult(error, nowMicros);
        }

        private void Note(JsonWriter json)
        {
            json.Name("customData").OpenObject().Name("vendorId").Text(OcppMessages.Vendor);
            json.Name("why").Text(_tellingWhy == NoCurrent.Fault ? NoCurrentText.Of(_status) : NoCurrentText.Of(_tellingWhy));
            json.Name("closings").Number(_context.Charger.Closings.Closings);
            if (_tellingFault != 0)
            {
                json.Name("fault").Text(_status.FaultName);
            }

            if (_clock.Quality == ClockQuality.Unknown)
            {
                json.Name("clock").Text("U");
            }

            if (_tellingMissing.Length > 0)
            {
                AsciiWriter sentence = json.Name("notCommissioned").OpenText();
                sentence.Put("sells nothing before: ");
                sentence.Put(_tellingMissing);
                json.CloseText();
            }

            json.CloseObject();
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
