using NanoCharger.Ocpp.Json;
using NanoCharger.Ocpp.Profiles;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>Limits of the backend go: one by its id, or all that match (OCPP 2.0.1, K10).</summary>
    internal sealed class ClearChargingProfile : IncomingCall
    {
        private const int Any = -1;

        private readonly ProfileKeeper _profiles;
        private bool _byId;
        private int _id;
        private int _evse;
        private int _purpose;
        private int _stackLevel;

        internal ClearChargingProfile(IncomingContext context)
            : base("ClearChargingProfile")
        {
            _profiles = context.Profiles;
        }

        internal override void Read(PayloadReader payload)
        {
            _byId = false;
            _evse = OcppMessages.Evse;
            _purpose = Any;
            _stackLevel = Any;
            while (payload.NextField())
            {
                if (payload.IsField("chargingProfileId"))
                {
                    _id = payload.Integer("chargingProfileId", int.MinValue, int.MaxValue);
                    _byId = true;
                }
                else if (payload.IsField("chargingProfileCriteria"))
                {
                    ReadCriteria(payload);
                }
                else
                {
                    payload.Other(Action);
                }
            }
        }

        internal override void Answer(JsonWriter reply, long nowMicros)
        {
            bool any = _evse <= OcppMessages.Evse && _profiles.Clear(_byId, _id, _purpose, _stackLevel);
            Status(reply, any ? "Accepted" : "Unknown");
        }

        private void ReadCriteria(PayloadReader payload)
        {
            if (!payload.Enter("chargingProfileCriteria"))
            {
                return;
            }

            while (payload.NextField())
            {
                if (payload.IsField("evseId"))
                {
                    _evse = payload.Integer("chargingProfileCriteria.evseId", 0, int.MaxValue);
                }
                else if (payload.IsField("chargingProfilePurpose"))
                {
                    _purpose = payload.OneOf("chargingProfileCriteria.chargingProfilePurpose", ChargingProfile.Purposes);
                }
                else if (payload.IsField("stackLevel"))
                {
                    _stackLevel = payload.Integer("chargingProfileCriteria.stackLevel", 0, int.MaxValue);
                }
                else
                {
                    payload.Other("chargingProfileCriteria");
                }
            }
        }
    }
}
