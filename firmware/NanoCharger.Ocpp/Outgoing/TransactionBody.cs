using NanoCharger.Core.Charging;
using NanoCharger.Records.SessionLog;
using NanoCharger.Ocpp.Json;
using NanoCharger.Text;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>Writes the payload of a TransactionEvent (OCPP 2.0.1, E01 to E13) from a record, and from nothing else but the record's document: the same each time.</summary>
    internal sealed class TransactionBody
    {
        private LogRecord _record;

        /// <summary>Writes the message's id, boot and sequence: the record's own for ever, so the backend can tell a repetition.</summary>
        internal static void WriteId(AsciiWriter id, LogRecord record)
        {
            id.Number(record.Boot);
            id.Put('-');
            id.Number(record.Sequence);
        }

        /// <summary>Writes the fields.</summary>
        /// <param name="json">Stands inside the payload.</param>
        /// <param name="record">The event.</param>
        /// <param name="documents">Have its signed document, where it has one.</param>
        internal void Write(JsonWriter json, LogRecord record, DocumentQueue documents)
        {
            _record = record;
            json.Name("eventType").Text(TransactionWords.Of(record.Event));
            json.Name("timestamp").Date(record.UtcMillis);
            json.Name("triggerReason").Text(OcppWords.Of(record.Trigger));
            json.Name("seqNo").Number(record.SeqNo);
            if (record.Offline)
            {
                json.Name("offline").Bool(true);
            }

            TransactionInfo(json);
            Token(json);
            json.Name("evse").OpenObject().Name("id").Number(OcppMessages.Evse).Name("connectorId").Number(OcppMessages.Connector).CloseObject();
            MeterValue(json, documents);
            OcppMessages.ClockNote(json, record.Quality);
        }

        private void TransactionInfo(JsonWriter json)
        {
            json.Name("transactionInfo").OpenObject();
            OcppMessages.TransactionId(json, _record.Station, _record.Transaction);
            json.Name("chargingState").Text(OcppWords.Of(_record.State));
            if (_record.Event == TransactionEventKind.Ended)
            {
                json.Name("stoppedReason").Text(OcppWords.Of(_record.Reason));
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
                IdToken.Write(json, _record.Token, _record.TokenType, _record.Source);
            }
        }

        private void MeterValue(JsonWriter json, DocumentQueue documents)
        {
            json.Name("meterValue").OpenArray().OpenObject();
            json.Name("timestamp").Date(_record.UtcMillis);
            json.Name("sampledValue").OpenArray().OpenObject();
            json.Name("value").Thousandths(_record.RegisterMilliwattHours);
            json.Name("context").Text(TransactionWords.ContextOf(_record));
            json.Name("measurand").Text("Energy.Active.Import.Register");
            json.Name("unitOfMeasure").OpenObject().Name("unit").Text("Wh").CloseObject();
            if (_record.Document != DocumentForm.None)
            {
                SignedMeterValue(json, documents);
            }

            json.CloseObject().CloseArray().CloseObject().CloseArray();
        }

        // The signature's method stands in the document, so signingMethod is empty (OCPP 2.0.1, SignedMeterValueType).
        private static void SignedMeterValue(JsonWriter json, DocumentQueue documents)
        {
            AsciiWriter document = documents.Document;
            byte[] publicKey = documents.PublicKeyText;
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
