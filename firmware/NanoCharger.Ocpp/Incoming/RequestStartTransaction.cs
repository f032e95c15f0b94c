using NanoCharger.Core.Charging;
using NanoCharger.Ocpp.Json;
using NanoCharger.Ocpp.Profiles;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>Somebody may charge here, the backend says (OCPP 2.0.1, F01 and F02).</summary>
    internal sealed class RequestStartTransaction : IncomingCall
    {
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

            string refusal = Refusal();
            if (refusal == null && !_authorisation.TryGrantRemote(_start, nowMicros))
            {
                refusal = "NotGranted";
            }

            if (refusal == null && _hasProfile)
            {
                _profiles.TrySet(_profile);
            }

            Verdict(reply, refusal);
        }

        private bool Begun()
        {
            return _status.TransactionNumber != 0
                && _authorisation.RemoteStartId == _start.Id
                && TokenText.Same(_authorisation.Token, _token.Text);
        }

        private string Refusal()
        {
            return _evse != OcppMessages.Evse ? "UnknownEvse"
                : !_status.Available ? "OutOfService"
                : _status.TransactionNumber != 0 ? "TxInProgress"
                : _token.Text.Length == 0 ? "InvalidIdToken"
                : _hasProfile && (_profile.Purpose != ProfilePurpose.TxProfile || _profile.Unsupported() != null) ? "InvalidProfile"
                : null;
        }
    }
}
