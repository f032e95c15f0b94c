using NanoCharger.Core.Charging;
using NanoCharger.Link.Credentials;
using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>The backend wants to hear something now (OCPP 2.0.1, F06).</summary>
    internal sealed class TriggerMessage : IncomingCall
    {
        private const int BootMessage = 0;
        private const int HeartbeatMessage = 1;
        private const int StatusMessage = 2;
        private const int TransactionMessage = 3;
        private const int LogStatusMessage = 4;
        private const int SignMessage = 5;

        // Those that are sent first; the others the station never sends.
        private static readonly string[] Messages =
        {
            "BootNotification", "Heartbeat", "StatusNotification", "TransactionEvent", "LogStatusNotification", "SignChargingStationCertificate",
            "MeterValues", "FirmwareStatusNotification", "SignV2GCertificate", "SignCombinedCertificate", "PublishFirmwareStatusNotification",
        };

        private readonly Registration _registration;
        private readonly Wishes _wishes;
        private readonly ChargerStatus _status;
        private readonly CertificateDesk _certificates;
        private readonly EvseField _evse = new EvseField();
        private int _message;

        internal TriggerMessage(IncomingContext context)
            : base("TriggerMessage")
        {
            _registration = context.Charger.Registration;
            _wishes = context.Charger.Wishes;
            _status = context.Charger.Status;
            _certificates = context.Charger.Certificates;
        }

        internal override bool WhileRejected
        {
            get { return _message == BootMessage; }
        }

        internal override void Read(PayloadReader payload)
        {
            bool hasMessage = false;
            _evse.Clear();
            while (payload.NextField())
            {
                if (payload.IsField("requestedMessage"))
                {
                    _message = payload.OneOf("requestedMessage", Messages);
                    hasMessage = true;
                }
                else if (payload.IsField("evse"))
                {
                    _evse.Read(payload);
                }
                else
                {
                    payload.Other(Action);
                }
            }

            payload.Need(hasMessage, "requestedMessage");
        }

        internal override void Answer(JsonWriter reply, long nowMicros)
        {
            if (_message > SignMessage || (_message == SignMessage && _certificates == null))
            {
                Status(reply, "NotImplemented");
                return;
            }

            string refusal = Refusal();
            Verdict(reply, refusal);
            if (refusal != null)
            {
                return;
            }

            if (_message == BootMessage)
            {
                _registration.Trigger(nowMicros);
            }

            _wishes.Heartbeat |= _message == HeartbeatMessage;
            _wishes.Status |= _message == StatusMessage;
            _wishes.Transaction |= _message == TransactionMessage;
            _wishes.LogStatus |= _message == LogStatusMessage;
            if (_message == SignMessage)
            {
                _certificates.Renewal.Want();
            }
        }

        // F06.FR.17: who is accepted is not asked again. While it is not, what is owed waits, and no event overtakes it.
        private string Refusal()
        {
            switch (_message)
            {
                case BootMessage:
                    return _registration.Accepted ? "Accepted" : null;
                case StatusMessage:
                    return _evse.IsOurs ? null : "UnknownEvse";
                case TransactionMessage:
                    return !_evse.IsOurs ? "UnknownEvse"
                        : _status.TransactionNumber == 0 ? "TxNotFound"
                        : _registration.Refused ? "CSNotAccepted"
                        : null;
                default:
                    return null;
            }
        }
    }
}
