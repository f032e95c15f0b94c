using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>How the run of the log stands that GetLog has asked for (OCPP 2.0.1, N01): when it begins and ends, and when TriggerMessage asks.</summary>
    /// <remarks>customData has what N01 has no field for: where it is, so that another run may go on from there, and how many records went which way.</remarks>
    internal sealed class LogStatusNotification : OutgoingCall
    {
        private readonly Wishes _wishes;
        private readonly LogRun _run;
        private int _replaced;
        private bool _idle;

        internal LogStatusNotification(OutgoingContext context)
            : base("LogStatusNotification")
        {
            _wishes = context.Charger.Wishes;
            _run = context.Charger.Wishes.Log;
        }

        internal override bool TryPrepare(long nowMicros)
        {
            _replaced = _run.Replaced;
            _run.Replaced = -1;
            if (_replaced >= 0)
            {
                return true;
            }

            bool due = !_run.Told || _wishes.LogStatus;
            _idle = _run.Told && !_run.Active;
            _run.Told = true;
            _wishes.LogStatus = false;
            return due;
        }

        internal override void Write(JsonWriter json, long nowMicros)
        {
            if (_replaced >= 0)
            {
                json.Name("status").Text("AcceptedCanceled");
                json.Name("requestId").Number(_replaced);
                return;
            }

            if (_idle)
            {
                json.Name("status").Text("Idle");
                return;
            }

            json.Name("status").Text(_run.Status);
            json.Name("requestId").Number(_run.RequestId);
            json.Name("customData").OpenObject().Name("vendorId").Text(OcppMessages.Vendor);
            json.Name("nextRecord").Number(_run.Position + 1).Name("lastRecord").Number(_run.Last);
            json.Name("sent").Number(_run.Sent).Name("skipped").Number(_run.Skipped).Name("refused").Number(_run.Refused).CloseObject();
        }
    }
}
