using NanoCharger.Records.SessionLog;
using NanoCharger.Hal;
using NanoCharger.Ocpp.Json;
using NanoCharger.Text;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>A record was set aside, so somebody is not billed until somebody looks (OCPP 2.0.1, A04). Told once each time, and once after a start while there are any.</summary>
    /// <remarks>
    /// Due before the next record goes, so no two wait; where the backend could not take the one, the next stands for both, since each tells how many there are.
    /// </remarks>
    internal sealed class SecurityEventNotification : SecurityEvent
    {
        /// <summary>Longest techInfo (OCPP 2.0.1, SecurityEventNotificationRequest).</summary>
        private const int MaxInfoLength = 255;

        private readonly OcppParts _charger;
        private readonly RecordKeeper _records;
        private readonly LogRecord _record = new LogRecord();
        private readonly AsciiWriter _info = new AsciiWriter(MaxInfoLength);

        internal SecurityEventNotification(OutgoingContext context)
        {
            _charger = context.Charger;
            _records = context.Records;
        }

        internal override bool TryPrepare(long nowMicros)
        {
            if (_records.ToTell == 0 || Waits(nowMicros))
            {
                return false;
            }

            AsideFile aside = _charger.Delivery.Aside;
            _info.Clear();
            _info.Put("reason ");
            if (!aside.TryReadNext(_records.ToTell - 1, _record, _info) || _record.Sequence != _records.ToTell)
            {
                // Taken by the backend meanwhile.
                _records.ToTell = 0;
                return false;
            }

            _info.Put("; transaction ");
            OcppMessages.PutTransactionId(_info, _record.Station, _record.Transaction);
            _info.Put(", seqNo ");
            _info.Number(_record.SeqNo);
            _info.Put(", set aside in all ");
            _info.Number(aside.Count);
            return true;
        }

        internal override void Write(JsonWriter json, long nowMicros)
        {
            IClock clock = _charger.Clock;
            long agoMillis = (nowMicros - _records.ToTellMicros) / 1000;
            json.Name("type").Text("RecordSetAside");
            json.Name("timestamp").Date(clock.UtcMillis - agoMillis);
            json.Name("techInfo");
            json.OpenText().Put(_info.Buffer, 0, _info.Length);
            json.CloseText();
            OcppMessages.ClockNote(json, clock.Quality);
        }

        protected override void Told()
        {
            _records.ToTell = 0;
        }
    }
}
