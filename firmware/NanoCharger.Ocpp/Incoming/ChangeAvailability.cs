using NanoCharger.Core.Charging;
using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>Out of service and back (OCPP 2.0.1, G03 and G04): the station, its one EVSE and its one connector are the same outlet.</summary>
    internal sealed class ChangeAvailability : IncomingCall
    {
        private const int Operative = 1;

        private static readonly string[] OperationalStatuses = { "Inoperative", "Operative" };

        private readonly ICommands _commands;
        private int _status;
        private int _evse;
        private int _connector;

        internal ChangeAvailability(IncomingContext context)
            : base("ChangeAvailability")
        {
            _commands = context.Charger.Commands;
        }

        internal override void Read(PayloadReader payload)
        {
            bool hasStatus = false;
            _evse = OcppMessages.Evse;
            _connector = OcppMessages.Connector;
            while (payload.NextField())
            {
                if (payload.IsField("operationalStatus"))
                {
                    _status = payload.OneOf("operationalStatus", OperationalStatuses);
                    hasStatus = true;
                }
                else if (payload.IsField("evse"))
                {
                    ReadEvse(payload);
                }
                else
                {
                    payload.Other(Action);
                }
            }

            payload.Need(hasStatus, "operationalStatus");
        }

        internal override void Answer(JsonWriter reply, long nowMicros)
        {
            if (_evse != OcppMessages.Evse || _connector != OcppMessages.Connector)
            {
                Verdict(reply, "UnknownEvse");
                return;
            }

            bool atOnce = _commands.RequestAvailable(_status == Operative, false);
            Status(reply, atOnce ? "Accepted" : "Scheduled");
        }

        private void ReadEvse(PayloadReader payload)
        {
            bool hasId = false;
            if (!payload.Enter("evse"))
            {
                return;
            }

            while (payload.NextField())
            {
                if (payload.IsField("id"))
                {
                    _evse = payload.Integer("evse.id", 0, int.MaxValue);
                    hasId = true;
                }
                else if (payload.IsField("connectorId"))
                {
                    _connector = payload.Integer("evse.connectorId", 0, int.MaxValue);
                }
                else
                {
                    payload.Other("evse");
                }
            }

            payload.Need(hasId, "evse.id");
        }
    }
}
