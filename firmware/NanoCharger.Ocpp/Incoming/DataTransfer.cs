using NanoCharger.Core.Charging;
using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>What OCPP has no call for (OCPP 2.0.1, P01). Of ours: "WithdrawStart" takes back a RequestStartTransaction that has begun no transaction.</summary>
    internal sealed class DataTransfer : IncomingCall
    {
        private const int MostNameCharacters = 255;
        private const string WithdrawStart = "WithdrawStart";

        private readonly Authorisation _authorisation;
        private string _vendor;
        private string _message;
        private long _remoteStartId;

        internal DataTransfer(IncomingContext context)
            : base("DataTransfer")
        {
            _authorisation = context.Charger.Authorisation;
        }

        internal override void Read(PayloadReader payload)
        {
            _vendor = null;
            _message = string.Empty;
            _remoteStartId = -1;
            while (payload.NextField())
            {
                if (payload.IsField("vendorId"))
                {
                    _vendor = payload.Text("vendorId", MostNameCharacters);
                }
                else if (payload.IsField("messageId"))
                {
                    _message = payload.Text("messageId", MostNameCharacters);
                }
                else if (payload.IsField("data"))
                {
                    ReadData(payload);
                }
                else
                {
                    payload.Other(Action);
                }
            }

            payload.Need(_vendor != null, "vendorId");
            bool ours = _vendor == OcppMessages.Vendor && _message == WithdrawStart;
            payload.Need(!ours || (_remoteStartId >= 0 && _remoteStartId <= int.MaxValue), "data.remoteStartId");
        }

        internal override void Answer(JsonWriter reply, long nowMicros)
        {
            if (_vendor != OcppMessages.Vendor)
            {
                Status(reply, "UnknownVendorId");
            }
            else if (_message != WithdrawStart)
            {
                Status(reply, "UnknownMessageId");
            }
            else
            {
                Verdict(reply, _authorisation.Remote.TryWithdraw((int)_remoteStartId) ? null : "TxInProgress");
            }
        }

        // Of whichever form it is: whose it is may stand behind it.
        private void ReadData(PayloadReader payload)
        {
            if (!payload.EnterIfObject())
            {
                return;
            }

            while (payload.NextField())
            {
                if (payload.IsField("remoteStartId"))
                {
                    _remoteStartId = payload.WholeIfNumber();
                }
                else
                {
                    payload.Skip();
                }
            }
        }
    }
}
