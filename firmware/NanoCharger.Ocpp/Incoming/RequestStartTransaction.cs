using NanoCharger.Core.Charging;
using NanoCharger.Ocpp.Json;
using NanoCharger.Ocpp.Profiles;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>Somebody may charge here, the backend says (OCPP 2.0.1, F01 and F02).</summary>
    internal sealed class RequestStartTransaction : IncomingCall
    {
        private readonly OcppParts _charger;
        private readonly ChargerStatus _status;
        private readonly Authorisation _authorisation;
        private readonly ProfileKeeper _profiles;
        private readonly string _station;
        private readonly IdToken _token = new IdToken();
        private readonly ChargingProfile _profile = new ChargingProfile();
        private readonly RemoteStart _start = new RemoteStart();
        private int _evse;
        private bool _hasProfile;

        internal RequestStartTransaction(IncomingContext context)
            : base("RequestStartTransaction")
        {
            _charger = context.Charger;
            _status = context.Charger.Status;
            _authorisation = context.Charger.Authorisation;
            _profiles = context.Profiles;
            _station = context.Charger.Station;
        }

        internal override void Read(PayloadReader payload)
        {
            bool hasToken = false;
            bool hasId = false;
            _hasProfile = false;
            _start.Tariff = null;
            _start.WithinSeconds = 0;
            _start.MostWattHours = 0;
            _start.MostSeconds = 0;
            _evse = OcppMessages.Evse;
            while (payload.NextField())
            {
                if (payload.IsField("idToken"))
                {
                    _token.Read(payload);
                    hasToken = true;
                }
                else if (payload.IsField("remoteStartId"))
                {
                    _start.Id = payload.Integer("remoteStartId", 0, int.MaxValue);
                    hasId = true;
                }
                else if (payload.IsField("evseId"))
                {
                    _evse = payload.Integer("evseId", 1, int.MaxValue);
                }
                else if (payload.IsField("chargingProfile"))
                {
                    _profile.Read(payload);
                    _hasProfile = true;
                }
                else if (payload.IsField("customData"))
                {
                    StartNote.Read(payload, _start);
                }
                else if (payload.IsField("groupIdToken"))
                {
                    payload.Skip();
                }
                else
                {
                    payload.Other(Action);
                }
            }

            _start.Token = _token.Text;
            _start.TokenType = _token.Type;
            payload.Need(hasToken, "idToken");
            payload.Need(hasId, "remoteStartId");
        }

        internal override void Answer(JsonWriter reply, long nowMicros)
        {
            if (Begun())
            {
                // The answer to the first request was lost.
                Status(reply, "Accepted");
                OcppMessages.TransactionId(reply, _station, _status.TransactionNumber);
                return;
            }

            string refusal = Refusal(out string why);
            if (refusal == null && !_authorisation.Remote.TryGrant(_start, nowMicros))
            {
                refusal = "NotGranted";
            }

            if (refusal == null && _hasProfile)
            {
                _profiles.TrySet(_profile);
            }

            Verdict(reply, refusal, why);
        }

        private bool Begun()
        {
            return _status.TransactionNumber != 0
                && _authorisation.RemoteStartId == _start.Id
                && TokenText.Same(_authorisation.Token, _token.Text);
        }

        private string Refusal(out string why)
        {
            string refusal = StartRefusal.Of(_charger, out why);
            return _evse != OcppMessages.Evse ? "UnknownEvse"
                : refusal != null ? refusal
                : _authorisation.Remote.IsOver(_start.Id) ? "StartIsOver"
                : _token.Text.Length == 0 ? "InvalidIdToken"
                : _hasProfile && (_profile.Purpose != ProfilePurpose.TxProfile || _profile.Unsupported() != null) ? "InvalidProfile"
                : null;
        }
    }
}
