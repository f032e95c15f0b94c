using NanoCharger.Core.Charging;
using NanoCharger.Ocpp.Incoming;
using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp
{
    /// <summary>Answers what the backend asks of the station: finds the operation, writes its result or a CALLERROR.</summary>
    /// <remarks>
    /// A call that is refused, or not understood, changes nothing. A repeated call is harmless: the same wish again has the same answer.
    /// </remarks>
    public sealed class CallDesk
    {
        private readonly IncomingContext _context;
        private readonly IncomingCall[] _operations;
        private readonly PayloadReader _payload = new PayloadReader();

        /// <summary>A desk without profiles.</summary>
        /// <param name="charger">Whom the calls are for.</param>
        public CallDesk(OcppParts charger)
        {
            _context = new IncomingContext(charger);
            _operations = IncomingTable.Make(_context);
        }

        /// <summary>Takes notice of a transaction's end: the profiles made for it end with it, and a restart that waited for it comes.</summary>
        public void Turn()
        {
            _context.Profiles.Turn();
            OcppParts charger = _context.Charger;
            if (charger.Wishes.Reset && charger.Status.TransactionNumber == 0)
            {
                charger.Wishes.Reset = false;
                charger.Restart.Request(true, GrantSource.Backend);
            }
        }

        /// <summary>Answers a call.</summary>
        /// <param name="call">The call's frame.</param>
        /// <param name="reply">Cleared first; holds the whole answer then.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        public void Answer(OcppFrame call, JsonWriter reply, long nowMicros)
        {
            IncomingCall operation = Find(call);
            _payload.Start(call);
            if (operation == null)
            {
                _payload.Fail(CallFault.NotImplemented, "action", "not known here");
            }
            else
            {
                operation.Read(_payload);
            }

            if (_context.Charger.Registration.Status == RegistrationStatus.Rejected && (_payload.Fault != CallFault.None || !operation.WhileRejected))
            {
                OcppMessages.CallError(reply, call, CallFault.SecurityError, "station: rejected, answers TriggerMessage of BootNotification only");
                return;
            }

            if (_payload.Fault != CallFault.None)
            {
                OcppMessages.CallError(reply, call, _payload.Fault, _payload.What);
                return;
            }

            OcppMessages.OpenResult(reply, call);
            operation.Answer(reply, nowMicros);
            OcppMessages.Close(reply);
        }

        /// <summary>True where a frame's payload is UTF-8 without a key twice: two readers could understand anything else in two ways.</summary>
        internal bool Understands(OcppFrame frame)
        {
            _payload.Start(frame);
            return _payload.Fault == CallFault.None;
        }

        private IncomingCall Find(OcppFrame call)
        {
            for (int i = 0; i < _operations.Length; i++)
            {
                if (call.HasWord(_operations[i].Action))
                {
                    return _operations[i];
                }
            }

            return null;
        }
    }
}
