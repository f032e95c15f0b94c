using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>All variables are to be told, in NotifyReport messages (OCPP 2.0.1, B07).</summary>
    internal sealed class GetBaseReport : IncomingCall
    {
        private const int Full = 1;

        private static readonly string[] Bases = { "ConfigurationInventory", "FullInventory", "SummaryInventory" };

        private readonly ReportWish _report;
        private int _requestId;
        private int _base;

        internal GetBaseReport(IncomingContext context)
            : base("GetBaseReport")
        {
            _report = context.Charger.Wishes.Report;
        }

        internal override void Read(PayloadReader payload)
        {
            bool hasId = false;
            bool hasBase = false;
            while (payload.NextField())
            {
                if (payload.IsField("requestId"))
                {
                    _requestId = payload.Integer("requestId", 0, int.MaxValue);
                    hasId = true;
                }
                else if (payload.IsField("reportBase"))
                {
                    _base = payload.OneOf("reportBase", Bases);
                    hasBase = true;
                }
                else
                {
                    payload.Other(Action);
                }
            }

            payload.Need(hasId, "requestId");
            payload.Need(hasBase, "reportBase");
        }

        internal override void Answer(JsonWriter reply, long nowMicros)
        {
            if (_base > Full)
            {
                Status(reply, "NotSupported");
                return;
            }

            string refusal = _report.Active && _report.RequestId != _requestId ? "InProgress" : null;
            if (refusal == null)
            {
                _report.Begin(_requestId, _base == Full);
            }

            Verdict(reply, refusal);
        }
    }
}
