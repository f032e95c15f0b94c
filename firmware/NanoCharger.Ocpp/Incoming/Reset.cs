using NanoCharger.Core.Charging;
using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>The station is to start anew, at once or once nobody charges (OCPP 2.0.1, B11 and B12): in the same good order as at the console.</summary>
    internal sealed class Reset : IncomingCall
    {
        private const int OnIdle = 1;

        private static readonly string[] Types = { "Immediate", "OnIdle" };

        private readonly OcppParts _charger;
        private int _type;
        private bool _ofEvse;

        internal Reset(IncomingContext context)
            : base("Reset")
        {
            _charger = context.Charger;
        }

        internal override void Read(PayloadReader payload)
        {
            bool hasType = false;
            _ofEvse = false;
            while (payload.NextField())
            {
                if (payload.IsField("type"))
                {
                    _type = payload.OneOf("type", Types);
                    hasType = true;
                }
                else if (payload.IsField("evseId"))
                {
                    payload.Integer("evseId", 0, int.MaxValue);
                    _ofEvse = true;
                }
                else
                {
                    payload.Other(Action);
                }
            }

            payload.Need(hasType, "type");
        }

        internal override void Answer(JsonWriter reply, long nowMicros)
        {
            if (_ofEvse)
            {
                Verdict(reply, "UnsupportedParam", "the outlet alone cannot be reset");
                return;
            }

            bool waits = _type == OnIdle && _charger.Status.TransactionNumber != 0;
            _charger.Wishes.Reset = waits;
            if (!waits)
            {
                _charger.Restart.Request(true, GrantSource.Backend);
            }

            Status(reply, waits ? "Scheduled" : "Accepted");
        }
    }
}
