using NanoCharger.Core.Charging;
using NanoCharger.Core.Protection;
using NanoCharger.Text;

namespace NanoCharger.Ocpp
{
    /// <summary>Answers what the backend asks of the station. A call that is refused, or not understood, changes nothing.</summary>
    /// <remarks>A repeated call is harmless: the same wish again has the same answer.</remarks>
    public sealed class CallDesk
    {
        private const int Evse = 1;

        private static readonly string[] OperationalStatuses = { "Inoperative", "Operative" };

        private readonly string _station;
        private readonly ICommands _commands;
        private readonly Authorisation _authorisation;
        private readonly ChargerStatus _status;
        private readonly PayloadReader _payload = new PayloadReader();
        private readonly IdToken _token = new IdToken();
        private readonly ChargingProfile _profile = new ChargingProfile();
        private readonly ProfileStack _profiles = new ProfileStack();
        private readonly AsciiWriter _text = new AsciiWriter(TokenText.MaxLength);
        private long _transaction;

        /// <summary>A desk without profiles.</summary>
        /// <param name="station">The station's identity: first part of a transaction's id.</param>
        /// <param name="commands">Carries wishes out.</param>
        /// <param name="authorisation">Takes the backend's grants.</param>
        /// <param name="status">Tells the open transaction, only read.</param>
        public CallDesk(string station, ICommands commands, Authorisation authorisation, ChargerStatus status)
        {
            _station = station;
            _commands = commands;
            _authorisation = authorisation;
            _status = status;
        }

        /// <summary>Takes notice of a transaction's end: the profiles made for it end with it.</summary>
        public void Turn()
        {
            bool ended = _transaction != 0 && _status.TransactionNumber != _transaction;
            bool lapsed = _status.TransactionNumber == 0 && !_authorisation.Granted;
            _transaction = _status.TransactionNumber;
            if ((ended || lapsed) && _profiles.EndTransaction())
            {
                ApplyProfiles();
            }
        }

        /// <summary>Answers a call.</summary>
        /// <param name="call">The call's frame.</param>
        /// <param name="source">The bytes it lies in.</param>
        /// <param name="reply">Cleared first; holds the whole answer then.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        public void Answer(OcppFrame call, byte[] source, JsonWriter reply, long nowMicros)
        {
            _payload.Start(source, call.PayloadOffset, call.PayloadLength);
            OcppMessages.OpenResult(reply, call);
            if (call.HasWord("RequestStartTransaction"))
            {
                RequestStart(reply, nowMicros);
            }
            else if (call.HasWord("RequestStopTransaction"))
            {
                RequestStop(reply);
            }
            else if (call.HasWord("SetChargingProfile"))
            {
                SetProfile(reply);
            }
            else if (call.HasWord("ClearChargingProfile"))
            {
                ClearProfile(reply);
            }
            else if (call.HasWord("ChangeAvailability"))
            {
                ChangeAvailability(reply);
            }
            else
            {
                _payload.Fail(CallFault.NotImplemented, "action", "not known here");
            }

            if (_payload.Fault == CallFault.None)
            {
                OcppMessages.Close(reply);
            }
            else
            {
                OcppMessages.CallError(reply, call, _payload.Fault, _payload.What);
            }
        }

        // OCPP 2.0.1, F01 and F02.
        private void RequestStart(JsonWriter reply, long nowMicros)
        {
            bool hasToken = false;
            bool hasId = false;
            bool hasProfile = false;
            int id = 0;
            int evse = Evse;
            while (_payload.NextField())
            {
                if (_payload.IsField("idToken"))
                {
                    _token.Read(_payload);
                    hasToken = true;
                }
                else if (_payload.IsField("remoteStartId"))
                {
                    id = _payload.Integer("remoteStartId", 0, int.MaxValue);
                    hasId = true;
                }
                else if (_payload.IsField("evseId"))
                {
                    evse = _payload.Integer("evseId", 1, int.MaxValue);
                }
                else if (_payload.IsField("chargingProfile"))
                {
                    hasProfile = ReadProfile();
                }
                else if (_payload.IsField("groupIdToken"))
                {
                    _payload.Skip();
                }
                else
                {
                    _payload.Other("RequestStartTransaction");
                }
            }

            _payload.Need(hasToken, "idToken");
            _payload.Need(hasId, "remoteStartId");
            if (_payload.Fault == CallFault.None)
            {
                AnswerStart(reply, id, evse, hasProfile, nowMicros);
            }
        }

        private void AnswerStart(JsonWriter reply, int id, int evse, bool hasProfile, long nowMicros)
        {
            if (Begun(id))
            {
                // The answer to the first request was lost.
                Status(reply, "Accepted", null);
                WriteTransactionId();
                OcppMessages.TransactionId(reply, _text);
                return;
            }

            string why = evse != Evse ? "UnknownEvse"
                : !_status.Available ? "OutOfService"
                : _status.TransactionNumber != 0 ? "TxInProgress"
                : _token.Text.Length == 0 ? "InvalidIdToken"
                : hasProfile && (_profile.Purpose != ProfilePurpose.TxProfile || _profile.Unsupported() != null) ? "InvalidProfile"
                : null;
            if (why == null && !_authorisation.TryGrantRemote(_token.Text, id, nowMicros))
            {
                why = "NotGranted";
            }

            if (why == null && hasProfile)
            {
                _profiles.TrySet(_profile);
                ApplyProfiles();
            }

            Status(reply, why == null ? "Accepted" : "Rejected", why);
        }

        private bool Begun(int remoteStartId)
        {
            return _status.TransactionNumber != 0
                && _authorisation.RemoteStartId == remoteStartId
                && TokenText.Same(_authorisation.Token, _token.Text);
        }

        // OCPP 2.0.1, F03.
        private void RequestStop(JsonWriter reply)
        {
            string id = null;
            while (_payload.NextField())
            {
                if (_payload.IsField("transactionId"))
                {
                    id = _payload.Text("transactionId", 36);
                }
                else
                {
                    _payload.Other("RequestStopTransaction");
                }
            }

            _payload.Need(id != null, "transactionId");
            if (_payload.Fault != CallFault.None)
            {
                return;
            }

            bool stops = IsOpen(id) && _commands.Stop(GrantSource.Backend);
            Status(reply, stops ? "Accepted" : "Rejected", stops ? null : "TxNotFound");
        }

        // OCPP 2.0.1, K01.
        private void SetProfile(JsonWriter reply)
        {
            bool hasEvse = false;
            bool hasProfile = false;
            int evse = 0;
            while (_payload.NextField())
            {
                if (_payload.IsField("evseId"))
                {
                    evse = _payload.Integer("evseId", 0, int.MaxValue);
                    hasEvse = true;
                }
                else if (_payload.IsField("chargingProfile"))
                {
                    hasProfile = ReadProfile();
                }
                else
                {
                    _payload.Other("SetChargingProfile");
                }
            }

            _payload.Need(hasEvse, "evseId");
            _payload.Need(hasProfile, "chargingProfile");
            if (_payload.Fault != CallFault.None)
            {
                return;
            }

            // K01.FR.09: a profile of a transaction needs the transaction.
            bool own = _profile.Purpose == ProfilePurpose.TxProfile;
            string why = evse > Evse ? "UnknownEvse"
                : _profile.Unsupported() != null ? "UnsupportedProfile"
                : own && !(_profile.TransactionId == null ? _status.TransactionNumber != 0 : IsOpen(_profile.TransactionId)) ? "TxNotFound"
                : !_profiles.TrySet(_profile) ? "TooManyProfiles"
                : null;
            if (why == null)
            {
                ApplyProfiles();
            }

            Status(reply, why == null ? "Accepted" : "Rejected", why);
        }

        private bool ReadProfile()
        {
            if (_payload.Enter("chargingProfile"))
            {
                _profile.Read(_payload);
            }

            return true;
        }

        // OCPP 2.0.1, K10.
        private void ClearProfile(JsonWriter reply)
        {
            bool byId = false;
            int id = 0;
            int purpose = -1;
            int stack = -1;
            int evse = Evse;
            while (_payload.NextField())
            {
                if (_payload.IsField("chargingProfileId"))
                {
                    id = _payload.Integer("chargingProfileId", int.MinValue, int.MaxValue);
                    byId = true;
                }
                else if (_payload.IsField("chargingProfileCriteria"))
                {
                    ReadCriteria(ref evse, ref purpose, ref stack);
                }
                else
                {
                    _payload.Other("ClearChargingProfile");
                }
            }

            if (_payload.Fault != CallFault.None)
            {
                return;
            }

            bool any = evse <= Evse && _profiles.Clear(byId, id, purpose, stack);
            if (any)
            {
                ApplyProfiles();
            }

            Status(reply, any ? "Accepted" : "Unknown", null);
        }

        private void ReadCriteria(ref int evse, ref int purpose, ref int stack)
        {
            if (!_payload.Enter("chargingProfileCriteria"))
            {
                return;
            }

            while (_payload.NextField())
            {
                if (_payload.IsField("evseId"))
                {
                    evse = _payload.Integer("chargingProfileCriteria.evseId", 0, int.MaxValue);
                }
                else if (_payload.IsField("chargingProfilePurpose"))
                {
                    purpose = _payload.OneOf("chargingProfileCriteria.chargingProfilePurpose", ChargingProfile.Purposes);
                }
                else if (_payload.IsField("stackLevel"))
                {
                    stack = _payload.Integer("chargingProfileCriteria.stackLevel", 0, int.MaxValue);
                }
                else
                {
                    _payload.Other("chargingProfileCriteria");
                }
            }
        }

        // OCPP 2.0.1, G03 and G04: the station, its one EVSE and its one connector are the same outlet.
        private void ChangeAvailability(JsonWriter reply)
        {
            int status = -1;
            int evse = Evse;
            int connector = 1;
            while (_payload.NextField())
            {
                if (_payload.IsField("operationalStatus"))
                {
                    status = _payload.OneOf("operationalStatus", OperationalStatuses);
                }
                else if (_payload.IsField("evse"))
                {
                    ReadEvse(ref evse, ref connector);
                }
                else
                {
                    _payload.Other("ChangeAvailability");
                }
            }

            _payload.Need(status >= 0, "operationalStatus");
            if (_payload.Fault != CallFault.None)
            {
                return;
            }

            if (evse != Evse || connector != 1)
            {
                Status(reply, "Rejected", "UnknownEvse");
                return;
            }

            bool atOnce = _commands.RequestAvailable(status == 1, false);
            Status(reply, atOnce ? "Accepted" : "Scheduled", null);
        }

        private void ReadEvse(ref int evse, ref int connector)
        {
            bool hasId = false;
            if (!_payload.Enter("evse"))
            {
                return;
            }

            while (_payload.NextField())
            {
                if (_payload.IsField("id"))
                {
                    evse = _payload.Integer("evse.id", 0, int.MaxValue);
                    hasId = true;
                }
                else if (_payload.IsField("connectorId"))
                {
                    connector = _payload.Integer("evse.connectorId", 0, int.MaxValue);
                }
                else
                {
                    _payload.Other("evse");
                }
            }

            _payload.Need(hasId, "evse.id");
        }

        private void ApplyProfiles()
        {
            _commands.SetLimit(LimitSlot.BackendProfile, _profiles.LimitMilliamps);
        }

        private bool IsOpen(string transactionId)
        {
            WriteTransactionId();
            return _status.TransactionNumber != 0 && Ascii.Same(_text.Buffer, 0, _text.Length, transactionId);
        }

        private void WriteTransactionId()
        {
            _text.Clear();
            _text.Put(_station);
            _text.Put('-');
            _text.Number(_status.TransactionNumber);
        }

        private static void Status(JsonWriter reply, string status, string reasonCode)
        {
            reply.Name("status").Text(status);
            if (reasonCode != null)
            {
                reply.Name("statusInfo").OpenObject().Name("reasonCode").Text(reasonCode).CloseObject();
            }
        }
    }
}
