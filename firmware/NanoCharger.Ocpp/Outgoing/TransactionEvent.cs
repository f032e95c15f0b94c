using NanoCharger.Core.Charging;
using NanoCharger.Core.Documents;
using NanoCharger.Core.SessionLog;
using NanoCharger.Hal;
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
        private readonly TokenAnswer _answer = new TokenAnswer();

        internal TransactionEvent(OutgoingContext context)
            : base("TransactionEvent")
        {
            _charger = context.Charger;
            _records = context.Records;
            _documents = context.Documents;
            _record = context.Records.Record;
        }

        internal override bool TryPrepare(long nowMicros)
        {
            // A unit that has lost its settings has lost its name: no bill leaves under another.
            return !_charger.Settings.Lost && _records.TryNext(nowMicros);
        }

        /// <summary>Boot and sequence: the record's own for ever, so the backend can tell a repetition.</summary>
        internal override bool TryWriteId(AsciiWriter id)
        {
            id.Number(_record.Boot);
            id.Put('-');
            id.Number(_record.Sequence);
            return true;
        }

        internal override void Write(JsonWriter json, long nowMicros)
        {
            // A record of this boot from before the clock was set gets its date from the time that has passed since.
            IClock clock = _charger.Clock;
            long utcMillis = _record.UtcMillis;
            ClockQuality quality = _record.Quality;
            if (quality == ClockQuality.Unknown && _record.Boot == _charger.Log.BootNumber && clock.Quality != ClockQuality.Unknown)
            {
                quality = clock.Quality;
                utcMillis = clock.UtcMillis - ((nowMicros - _record.Micros) / 1000);
            }

            json.Name("eventType").Text(TransactionWords.Of(_record.Event));
            json.Name("timestamp").Date(utcMillis);
            json.Name("triggerReason").Text(TransactionWords.Of(_record.Trigger));
            json.Name("seqNo").Number(_record.SeqNo);
            if (_record.Offline)
            {
                json.Name("offline").Bool(true);
            }

            TransactionInfo(json);
            Token(json);
            json.Name("evse").OpenObject().Name("id").Number(OcppMessages.Evse).Name("connectorId").Number(OcppMessages.Connector).CloseObject();
            MeterValue(json, utcMillis);
            OcppMessages.ClockNote(json, quality);
            if (_record.Document != DocumentForm.None)
            {
                _documents.Sent();
            }
        }

        internal override void TakeResult(OcppFrame result, long nowMicros)
        {
            TakeVerdict(result);
            _records.Delivered(nowMicros);
        }

        internal override void TakeError(OcppFrame error, long nowMicros)
        {
            _records.Refused(error, nowMicros);
        }

        // Only of the transaction that is open: the answer for an earlier one may come late. A token that was let in without the backend
        // may turn out to be none of its own (OCPP 2.0.1, C15).
        private void TakeVerdict(OcppFrame result)
        {
            _answer.Read(result.Source, result.PayloadOffset, result.PayloadLength);
            LogRecord open = _charger.Log.OpenTransaction;
            if (!_answer.Told || open == null || open.Transaction != _record.Transaction)
            {
                return;
            }

            if (!_answer.Accepted)
            {
                _charger.Authorisation.Withdraw(_record.Token);
            }
            else if (_answer.Tariff != null)
            {
                _charger.Authorisation.TellTariff(_record.Token, _answer.Tariff);
            }
        }

        private void TransactionInfo(JsonWriter json)
        {
            json.Name("transactionInfo").OpenObject();
            OcppMessages.TransactionId(json, _charger.Station, _record.Transaction);
            json.Name("chargingState").Text(TransactionWords.Of(_record.State));
            if (_record.Event == TransactionEventKind.Ended)
            {
                json.Name("stoppedReason").Text(TransactionWords.Of(_record.Reason));
            }

            if (_record.Event == TransactionEventKind.Started && _record.RemoteStartId >= 0)
            {
                json.Name("remoteStartId").Number(_record.RemoteStartId);
            }

            json.CloseObject();
        }

        private void Token(JsonWriter json)
        {
            bool begins = _record.Event == TransactionEventKind.Started;
            if (_record.Source != GrantSource.None && (begins || (_record.Event == TransactionEventKind.Ended && _record.Token != null)))
            {
                json.Name("idToken");
                IdToken.Write(json, _record.Token, _record.Source);
            }
        }

        private void MeterValue(JsonWriter json, long utcMillis)
        {
            json.Name("meterValue").OpenArray().OpenObject();
            json.Name("timestamp").Date(utcMillis);
            json.Name("sampledValue").OpenArray().OpenObject();
            json.Name("value").Thousandths(_record.RegisterMilliwattHours);
            json.Name("context").Text(TransactionWords.ContextOf(_record.Event));
            json.Name("measurand").Text("Energy.Active.Import.Register");
            json.Name("unitOfMeasure").OpenObject().Name("unit").Text("Wh").CloseObject();
            if (_record.Document != DocumentForm.None)
            {
                SignedMeterValue(json);
            }

            json.CloseObject().CloseArray().CloseObject().CloseArray();
        }

        // The signature's method stands in the document, so signingMethod is empty (OCPP 2.0.1, SignedMeterValueType).
        private void SignedMeterValue(JsonWriter json)
        {
            AsciiWriter document = _documents.Document;
            byte[] publicKey = _documents.PublicKeyText;
            json.Name("signedMeterValue").OpenObject().Name("signedMeterData");
            Base64.Write(json.OpenText(), document.Buffer, 0, document.Length);
            json.CloseText();
            json.Name("signingMethod").Text(string.Empty).Name("encodingMethod").Text("OCMF").Name("publicKey");
            json.OpenText().Put(publicKey, 0, publicKey.Length);
            json.CloseText();
            json.CloseObject();
        }
    }
}
