using NanoCharger.Core.Charging;
using NanoCharger.Core.SessionLog;
using NanoCharger.Core.Settings;
using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Ocpp
{
    /// <summary>Writes the frames that this station sends (OCPP 2.0.1, JSON schemas; OCPP-J frames of part 4).</summary>
    public static class OcppMessages
    {
        /// <summary>Longest frame written here, ids and names at their longest: with room to spare.</summary>
        public const int MaxBytes = 4096;

        /// <summary>Vendor as BootNotification and customData name it.</summary>
        public const string Vendor = "nanoCharger";

        /// <summary>A BootNotification.</summary>
        /// <param name="json">Cleared first.</param>
        /// <param name="id">The message's id.</param>
        /// <param name="station">Identity of the station; its serial number too.</param>
        /// <param name="cause">Why the chip started.</param>
        public static void BootNotification(JsonWriter json, AsciiWriter id, string station, ResetCause cause)
        {
            OpenCall(json, id, "BootNotification");
            json.Name("reason").Text(OcppNames.Of(cause));
            json.Name("chargingStation").OpenObject();
            json.Name("model").Text("nanoCharger");
            json.Name("vendorName").Text(Vendor);
            json.Name("serialNumber").Text(station);
            json.Name("firmwareVersion").Text(FirmwareVersion.Text);
            json.CloseObject();
            CloseCall(json);
        }

        /// <summary>A StatusNotification of the one connector.</summary>
        /// <param name="json">Cleared first.</param>
        /// <param name="id">The message's id.</param>
        /// <param name="status">What the connector is.</param>
        /// <param name="utcMillis">Since when, as well as the clock knows.</param>
        /// <param name="quality">How sure the clock is.</param>
        public static void StatusNotification(JsonWriter json, AsciiWriter id, ConnectorStatus status, long utcMillis, ClockQuality quality)
        {
            OpenCall(json, id, "StatusNotification");
            json.Name("timestamp").Date(utcMillis);
            json.Name("connectorStatus").Text(OcppNames.Of(status));
            json.Name("evseId").Number(1);
            json.Name("connectorId").Number(1);
            ClockNote(json, quality);
            CloseCall(json);
        }

        /// <summary>A Heartbeat.</summary>
        /// <param name="json">Cleared first.</param>
        /// <param name="id">The message's id.</param>
        public static void Heartbeat(JsonWriter json, AsciiWriter id)
        {
            OpenCall(json, id, "Heartbeat");
            CloseCall(json);
        }

        /// <summary>A TransactionEvent from a record of the log.</summary>
        /// <param name="json">Cleared first.</param>
        /// <param name="id">The message's id.</param>
        /// <param name="station">Identity of the station: first part of the transaction's id.</param>
        /// <param name="record">A transaction record.</param>
        /// <param name="utcMillis">Date of the record, perhaps better known by now than when it was written.</param>
        /// <param name="quality">How sure that date is.</param>
        /// <param name="document">The record's signed document; null for a record without one.</param>
        /// <param name="publicKey">The key that it was signed with, in the form of the field publicKey.</param>
        public static void TransactionEvent(
            JsonWriter json,
            AsciiWriter id,
            string station,
            LogRecord record,
            long utcMillis,
            ClockQuality quality,
            AsciiWriter document,
            byte[] publicKey)
        {
            OpenCall(json, id, "TransactionEvent");
            json.Name("eventType").Text(OcppNames.Of(record.Event));
            json.Name("timestamp").Date(utcMillis);
            json.Name("triggerReason").Text(OcppNames.Of(record.Trigger));
            json.Name("seqNo").Number(record.SeqNo);
            if (record.Offline)
            {
                json.Name("offline").Bool(true);
            }

            TransactionInfo(json, station, record);
            bool begins = record.Event == TransactionEventKind.Started;
            if (record.Source != GrantSource.None && (begins || (record.Event == TransactionEventKind.Ended && record.Token != null)))
            {
                json.Name("idToken");
                IdToken.Write(json, record.Token, record.Source);
            }

            json.Name("evse").OpenObject().Name("id").Number(1).Name("connectorId").Number(1).CloseObject();
            MeterValue(json, record, utcMillis, document, publicKey);
            ClockNote(json, quality);
            CloseCall(json);
        }

        /// <summary>An Authorize for a card.</summary>
        /// <param name="json">Cleared first.</param>
        /// <param name="id">The message's id.</param>
        /// <param name="token">The card's token.</param>
        public static void Authorize(JsonWriter json, AsciiWriter id, string token)
        {
            OpenCall(json, id, "Authorize");
            json.Name("idToken");
            IdToken.Write(json, token, GrantSource.Card);
            CloseCall(json);
        }

        /// <summary>Opens the result of a call, up to its payload's first field.</summary>
        /// <param name="json">Cleared first.</param>
        /// <param name="call">The call.</param>
        internal static void OpenResult(JsonWriter json, OcppFrame call)
        {
            json.Clear();
            json.OpenArray().Number((int)FrameKind.CallResult);
            call.CopyId(json.OpenText());
            json.CloseText().OpenObject();
        }

        /// <summary>Closes what <see cref="OpenResult"/> has opened.</summary>
        internal static void Close(JsonWriter json)
        {
            CloseCall(json);
        }

        /// <summary>The answer to a call that cannot be done.</summary>
        /// <param name="json">Cleared first.</param>
        /// <param name="call">The call.</param>
        /// <param name="fault">Of which kind it is.</param>
        /// <param name="what">What was wrong, for a human; 255 characters at most.</param>
        internal static void CallError(JsonWriter json, OcppFrame call, CallFault fault, string what)
        {
            json.Clear();
            json.OpenArray().Number((int)FrameKind.CallError);
            call.CopyId(json.OpenText());
            json.CloseText().Text(OcppNames.Of(fault)).Text(what).OpenObject().CloseObject().CloseArray();
        }

        /// <summary>The field that names a transaction.</summary>
        internal static void TransactionId(JsonWriter json, AsciiWriter transactionId)
        {
            json.Name("transactionId").OpenText().Put(transactionId.Buffer, 0, transactionId.Length);
            json.CloseText();
        }

        private static void TransactionInfo(JsonWriter json, string station, LogRecord record)
        {
            json.Name("transactionInfo").OpenObject().Name("transactionId");
            AsciiWriter text = json.OpenText();
            text.Put(station);
            text.Put('-');
            text.Number(record.Transaction);
            json.CloseText();
            json.Name("chargingState").Text(OcppNames.Of(record.State));
            if (record.Event == TransactionEventKind.Ended)
            {
                json.Name("stoppedReason").Text(OcppNames.Of(record.Reason));
            }

            if (record.Event == TransactionEventKind.Started && record.RemoteStartId >= 0)
            {
                json.Name("remoteStartId").Number(record.RemoteStartId);
            }

            json.CloseObject();
        }

        private static void MeterValue(JsonWriter json, LogRecord record, long utcMillis, AsciiWriter document, byte[] publicKey)
        {
            json.Name("meterValue").OpenArray().OpenObject();
            json.Name("timestamp").Date(utcMillis);
            json.Name("sampledValue").OpenArray().OpenObject();
            json.Name("value").Thousandths(record.RegisterMilliwattHours);
            json.Name("context").Text(OcppNames.ContextOf(record.Event));
            json.Name("measurand").Text("Energy.Active.Import.Register");
            json.Name("unitOfMeasure").OpenObject().Name("unit").Text("Wh").CloseObject();
            if (document != null)
            {
                SignedMeterValue(json, document, publicKey);
            }

            json.CloseObject().CloseArray().CloseObject().CloseArray();
        }

        // The signature's method stands in the document, so signingMethod is empty (OCPP 2.0.1, SignedMeterValueType).
        private static void SignedMeterValue(JsonWriter json, AsciiWriter document, byte[] publicKey)
        {
            json.Name("signedMeterValue").OpenObject().Name("signedMeterData");
            Base64.Write(json.OpenText(), document.Buffer, 0, document.Length);
            json.CloseText();
            json.Name("signingMethod").Text(string.Empty).Name("encodingMethod").Text("OCMF").Name("publicKey");
            json.OpenText().Put(publicKey, 0, publicKey.Length);
            json.CloseText();
            json.CloseObject();
        }

        /// <summary>OCPP has no field for a clock that was never set: customData says so, by OCMF's letter.</summary>
        private static void ClockNote(JsonWriter json, ClockQuality quality)
        {
            if (quality == ClockQuality.Unknown)
            {
                json.Name("customData").OpenObject().Name("vendorId").Text(Vendor).Name("clock").Text("U").CloseObject();
            }
        }

        private static void OpenCall(JsonWriter json, AsciiWriter id, string action)
        {
            json.Clear();
            json.OpenArray().Number((int)FrameKind.Call);
            json.OpenText().Put(id.Buffer, 0, id.Length);
            json.CloseText().Text(action).OpenObject();
        }

        private static void CloseCall(JsonWriter json)
        {
            json.CloseObject().CloseArray();
        }
    }
}
