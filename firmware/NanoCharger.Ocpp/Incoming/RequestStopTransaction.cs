using NanoCharger.Core.Charging;
using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>The open transaction is to end (OCPP 2.0.1, F03).</summary>
    internal sealed class RequestStopTransaction : IncomingCall
    {
        private readonly IncomingContext _context;
        private string _transactionId;

        internal RequestStopTransaction(IncomingContext context)
            : base("RequestStopTransaction")
        {
            _context = context;
        }

        internal override void Read(PayloadReader payload)
        {
            _transactionId = null;
            while (payload.NextField())
            {
                if (payload.IsField("transactionId"))
                {
                    _transactionId = payload.Text("transactionId", OcppMessages.MaxTransactionIdLength);
                }
                else
                {
                    payload.Other(Action);
                }
            }

            payload.Need(_transactionId != null, "transactionId");
        }

        internal override void Answer(JsonWriter reply, long nowMicros)
        {
            if (_context.Charger.Registration.Refused)
            {
                // B02: the backend is to accept the station first.
                Verdict(reply, "CSNotAccepted");
                return;
            }

            bool stops = _context.IsOpen(_transactionId) && _context.Charger.Commands.Stop(GrantSource.Backend);
            Verdict(reply, stops ? null : "TxNotFound");
        }
    }
}
