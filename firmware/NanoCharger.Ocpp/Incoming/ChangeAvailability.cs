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
        private readonly EvseField _evse = new EvseField();
        private int _status;

        internal ChangeAvailability(IncomingContext context)
            : base("ChangeAvailability")
        {
            _commands = context.Charger.Commands;
        }

        internal override void Read(PayloadReader payload)
        {
            bool hasStatus = false;
            _evse.Clear();
            while (payload.NextField())
            {
                if (payload.IsField("operationalStatus"))
                {
                    _status = payload.OneOf("operationalStatus", OperationalStatuses);
                    hasStatus = true;
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

            payload.Need(hasStatus, "operationalStatus");
        }

        internal override void Answer(JsonWriter reply, long nowMicros)
        {
            if (!_evse.IsOurs)
            {
                Verdict(reply, "UnknownEvse");
                return;
            }

            bool atOnce = _commands.RequestAvailable(_status == Operative, false);
            Status(reply, atOnce ? "Accepted" : "Scheduled");
        }
    }
}
