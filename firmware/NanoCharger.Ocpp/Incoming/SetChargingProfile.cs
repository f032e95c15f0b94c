using NanoCharger.Ocpp.Json;
using NanoCharger.Ocpp.Profiles;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>A limit on the offer, for the station or a transaction (OCPP 2.0.1, K01).</summary>
    internal sealed class SetChargingProfile : IncomingCall
    {
        private readonly IncomingContext _context;
        private readonly ChargingProfile _profile = new ChargingProfile();
        private int _evse;

        internal SetChargingProfile(IncomingContext context)
            : base("SetChargingProfile")
        {
            _context = context;
        }

        internal override void Read(PayloadReader payload)
        {
            bool hasEvse = false;
            bool hasProfile = false;
            while (payload.NextField())
            {
                if (payload.IsField("evseId"))
                {
                    _evse = payload.Integer("evseId", 0, int.MaxValue);
                    hasEvse = true;
                }
                else if (payload.IsField("chargingProfile"))
                {
                    _profile.Read(payload);
                    hasProfile = true;
                }
                else
                {
                    payload.Other(Action);
                }
            }

            payload.Need(hasEvse, "evseId");
            payload.Need(hasProfile, "chargingProfile");
        }

        internal override void Answer(JsonWriter reply, long nowMicros)
        {
            Verdict(reply, Refusal());
        }

        private string Refusal()
        {
            return _evse > OcppMessages.Evse ? "UnknownEvse"
                : _profile.Unsupported() != null ? "UnsupportedProfile"
                : _profile.Purpose == ProfilePurpose.TxProfile && !HasTransaction() ? "TxNotFound"
                : !_context.Profiles.TrySet(_profile) ? "TooManyProfiles"
                : null;
        }

        // K01.FR.09: a profile of a transaction needs the transaction.
        private bool HasTransaction()
        {
            return _profile.TransactionId == null ? _context.Charger.Status.TransactionNumber != 0 : _context.IsOpen(_profile.TransactionId);
        }
    }
}
