using NanoCharger.Records.SessionLog;
using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>What the running transaction is doing, told while there is a way to the backend and nothing is owed: nobody is billed by it (OCPP 2.0.1, E02 and E04).</summary>
    /// <remarks>It has its number in the transaction (seqNo) and no record. One that does not get through leaves a gap in those numbers, and no other.</remarks>
    internal sealed class LiveUpdate : OutgoingCall
    {
        private readonly RecordLog _log;
        private readonly DocumentQueue _documents;
        private readonly TransactionBody _body = new TransactionBody();
        private readonly TransactionAnswer _answer;
        private readonly LogRecord _record = new LogRecord();

        internal LiveUpdate(OutgoingContext context)
            : base("TransactionEvent")
        {
            _log = context.Charger.Log;
            _documents = context.Documents;
            _answer = new TransactionAnswer(context.Charger);
        }

        /// <summary>What has come to be owed meanwhile tells more, and goes first.</summary>
        internal override bool Withdrawn
        {
            get { return _log.Offline || _log.Owed > 0; }
        }

        internal override bool TryPrepare(long nowMicros)
        {
            return _log.Owed == 0 && _log.Live.TryTake(_record);
        }

        internal override void Write(JsonWriter json, long nowMicros)
        {
            _body.Write(json, _record, _documents);
        }

        internal override void TakeResult(OcppFrame result, long nowMicros)
        {
            _answer.Take(result, _record);
        }
    }
}
