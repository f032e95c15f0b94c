using NanoCharger.Core.Charging;
using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>What OCPP has no call for (OCPP 2.0.1, P01). Of ours: "WithdrawStart" takes back a RequestStartTransaction that has begun no transaction, "Blink" has the lamp blink a pattern.</summary>
    internal sealed class DataTransfer : IncomingCall
    {
        private const int MostNameCharacters = 255;
        private const string WithdrawStart = "WithdrawStart";
        private const string Blink = "Blink";

        private readonly OcppParts _charger;

        // Null where it is another vendor's.
        private string _message;
        private long _remoteStartId;
        private string _pattern;

        internal DataTransfer(IncomingContext context)
            : base("DataTransfer")
        {
            _charger = context.Charger;
        }

        internal override void Read(PayloadReader payload)
        {
            string vendor = null;
            _message = string.Empty;
            _remoteStartId = -1;
            _pattern = null;
            while (payload.NextField())
            {
                if (payload.IsField("vendorId"))
                {
                    vendor = payload.Text("vendorId", MostNameCharacters);
                }
                else if (payload.IsField("messageId"))
                {
                    _message = payload.Text("messageId", MostNameCharacters);
                }
                else if (payload.IsField("data"))
                {
                    ReadData(payload);
                }
                else
                {
                    payload.Other(Action);
                }
            }

            payload.Need(vendor != null, "vendorId");
            _message = vendor == OcppMessages.Vendor ? _message : null;
            payload.Need(_message != WithdrawStart || (_remoteStartId >= 0 && _remoteStartId <= int.MaxValue), "data.remoteStartId");
            payload.Need(_message != Blink || _pattern != null, "data.pattern");
            if (_message == Blink && !LampPattern.IsValid(_pattern))
            {
                payload.Fail(CallFault.PropertyConstraintViolation, "data.pattern", "not 12 letters, each L or S");
            }
        }

        internal override void Answer(JsonWriter reply, long nowMicros)
        {
            switch (_message)
            {
                case null:
                    Status(reply, "UnknownVendorId");
                    break;
                case WithdrawStart:
                    Verdict(reply, _charger.Authorisation.Remote.TryWithdraw((int)_remoteStartId) ? null : "TxInProgress");
                    break;
                case Blink:
                    AnswerBlink(reply);
                    break;
                default:
                    Status(reply, "UnknownMessageId");
                    break;
            }
        }

        // Whoever sees it pays: so it is shown where a charge could begin, and what the lamp shows of a fault or of a charge goes before it.
        private void AnswerBlink(JsonWriter reply)
        {
            ChargerStatus status = _charger.Status;
            string refusal = StartRefusal.Of(_charger, out string words);
            if (refusal == null && status.FaultCode != 0)
            {
                refusal = "Faulted";
                words = status.FaultName;
            }
            else if (refusal == null && status.ContactorClosed)
            {
                refusal = "TxInProgress";
            }

            if (refusal == null)
            {
                _charger.Commands.ShowPattern(_pattern);
            }

            Verdict(reply, refusal, words);
        }

        // Of whichever form it is: whose it is may stand behind it.
        private void ReadData(PayloadReader payload)
        {
            if (!payload.EnterIfObject())
            {
                return;
            }

            while (payload.NextField())
            {
                if (payload.IsField("remoteStartId"))
                {
                    _remoteStartId = payload.WholeIfNumber();
                }
                else if (payload.IsField("pattern"))
                {
                    _pattern = payload.PlainIfText() ?? string.Empty;
                }
                else
                {
                    payload.Skip();
                }
            }
        }
    }
}
