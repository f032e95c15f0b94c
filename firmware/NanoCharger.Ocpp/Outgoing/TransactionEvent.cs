using NanoCharger.Core.Charging;
using NanoCharger.Records.SessionLog;
using NanoCharger.Ocpp.Json;
using NanoCharger.Text;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>A record of the session log, with its signed document when it has one (OCPP 2.0.1, E01 to E13).</summary>
    /// <remarks><see cref="RecordKeeper"/> says which, when, and what becomes of a refused one.</remarks>
    internal sealed class TransactionEvent : OutgoingCall
    {
        private readonly OcppParts _charger;
        private readonly RecordKeeper _records;
        private readonly DocumentQueue _documents;
        private readonly LogRecord _record;
        private readonly TransactionBody _body = new TransactionBody();
        private readonly TransactionAnswer _answer;

        internal TransactionEvent(OutgoingContext context)
            : base("TransactionEvent")
        {
            _charger = context.Charger;
            _records = context.Records;
            _documents = context.Documents;
            _record = context.Records.Record;
            _answer = new TransactionAnswer(_charger);
        }

        internal override bool TryPrepare(long nowMicros)
        {
            // A unit that has lost its settings has lost its name: no bill leaves under another.
            return !_charger.Settings.Lost && _records.TryNext(nowMicros);
        }

        internal override bool TryWriteId(AsciiWriter id)
        {
            TransactionBody.WriteId(id, _record);
            return true;
        }

        internal override void Write(JsonWriter json, long nowMicros)
        {
            _body.Write(json, _record, _documents);
            if (_record.Document != DocumentForm.None)
            {
                _documents.Sent();
            }
        }

        internal override void TakeResult(OcppFrame result, long nowMicros)
        {
            _answer.Take(result, _record);
            _records.Delivered(nowMicros);
        }

        internal override void TakeError(OcppFrame error, long nowMicros)
        {
            _records.Refused(error, nowMicros);
        }
    }
}
