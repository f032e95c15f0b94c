using NanoCharger.Ocpp.Json;
using NanoCharger.Records.SessionLog;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>The backend wants once more what the session log holds and was answered for (OCPP 2.0.1, N01): not as a file, but as the TransactionEvents that they were.</summary>
    internal sealed class GetLog : IncomingCall
    {
        private const string Way = "mqtt";
        private const int MostLocationCharacters = 512;
        private const int SessionLog = 0;

        // No number of a payload is that small.
        private const long Unsaid = long.MinValue;

        private static readonly string[] Types = { "DiagnosticsLog", "SecurityLog" };

        private readonly RecordLog _log;
        private readonly Registration _registration;
        private readonly LogRun _run;
        private readonly DateField _date = new DateField();
        private int _requestId;
        private int _type;
        private string _location;
        private long _oldestUtcMillis;
        private long _latestUtcMillis;
        private long _oldestRecord;

        internal GetLog(IncomingContext context)
            : base("GetLog")
        {
            _log = context.Charger.Log;
            _registration = context.Charger.Registration;
            _run = context.Charger.Wishes.Log;
        }

        internal override void Read(PayloadReader payload)
        {
            bool hasId = false;
            bool hasType = false;
            _location = null;
            _oldestUtcMillis = long.MinValue;
            _latestUtcMillis = long.MaxValue;
            _oldestRecord = Unsaid;
            while (payload.NextField())
            {
                if (payload.IsField("requestId"))
                {
                    _requestId = payload.Integer("requestId", 0, int.MaxValue);
                    hasId = true;
                }
                else if (payload.IsField("logType"))
                {
                    _type = payload.OneOf("logType", Types);
                    hasType = true;
                }
                else if (payload.IsField("log"))
                {
                    ReadWhich(payload);
                }
                else if (payload.IsField("customData"))
                {
                    ReadNote(payload);
                }
                else if (payload.IsField("retries") || payload.IsField("retryInterval"))
                {
                    payload.Skip();
                }
                else
                {
                    payload.Other(Action);
                }
            }

            payload.Need(hasId, "requestId");
            payload.Need(hasType, "logType");
            payload.Need(_location != null, "log.remoteLocation");
        }

        internal override void Answer(JsonWriter reply, long nowMicros)
        {
            string refusal = Refusal(out string why);
            if (refusal != null)
            {
                Verdict(reply, refusal, why);
                return;
            }

            // The same number again: the answer was lost.
            bool replaces = _run.Active && _run.RequestId != _requestId;
            if (!_run.Active || replaces)
            {
                long held = _log.Room.FirstSequence > 0 ? _log.Room.FirstSequence : 1;
                _run.Begin(_requestId, _oldestRecord > held ? _oldestRecord : held, _log.Released, _oldestUtcMillis, _latestUtcMillis);
            }

            Status(reply, replaces ? "AcceptedCanceled" : "Accepted");
            if (_run.First <= _run.Last)
            {
                reply.Name("filename").OpenText().Put("records/");
                reply.Target.Number(_run.First);
                reply.Target.Put('-');
                reply.Target.Number(_run.Last);
                reply.CloseText();
            }
        }

        private void ReadWhich(PayloadReader payload)
        {
            if (!payload.Enter("log"))
            {
                return;
            }

            while (payload.NextField())
            {
                if (payload.IsField("remoteLocation"))
                {
                    _location = payload.Text("log.remoteLocation", MostLocationCharacters);
                }
                else if (payload.IsField("oldestTimestamp"))
                {
                    _oldestUtcMillis = _date.Read(payload, "log.oldestTimestamp");
                }
                else if (payload.IsField("latestTimestamp"))
                {
                    _latestUtcMillis = _date.Read(payload, "log.latestTimestamp");
                }
                else
                {
                    payload.Other("log");
                }
            }
        }

        private void ReadNote(PayloadReader payload)
        {
            bool ours = false;
            long oldest = Unsaid;
            if (!payload.Enter("customData"))
            {
                return;
            }

            while (payload.NextField())
            {
                if (payload.IsField("vendorId"))
                {
                    ours = payload.PlainIfText() == OcppMessages.Vendor;
                }
                else if (payload.IsField("oldestRecord"))
                {
                    oldest = payload.WholeIfNumber();
                }
                else
                {
                    payload.Skip();
                }
            }

            if (ours && oldest != Unsaid)
            {
                _oldestRecord = oldest;
                if (oldest < 1)
                {
                    payload.Fail(CallFault.PropertyConstraintViolation, "customData.oldestRecord", "not a number of 1 or more");
                }
            }
        }

        private string Refusal(out string why)
        {
            bool turned = _oldestUtcMillis > _latestUtcMillis;
            why = _type != SessionLog ? "logType: DiagnosticsLog is the session log, and there is no other"
                : _location != Way ? "log.remoteLocation: mqtt is the only one, the way of every message"
                : turned ? "log.latestTimestamp: before log.oldestTimestamp"
                : null;
            return _type != SessionLog ? "UnsupportedParam"
                : _location != Way ? "InvalidURL"
                : turned ? "InvalidValue"
                : _registration.Refused ? "CSNotAccepted"
                : null;
        }
    }
}
