using NanoCharger.Core.Settings;
using NanoCharger.Ocpp.Json;
using NanoCharger.Ocpp.Variables;
using NanoCharger.Records.SessionLog;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>Changes settings, by the rules that hold for the technician too (OCPP 2.0.1, B05).</summary>
    internal sealed class SetVariables : IncomingCall
    {
        /// <summary>Variables a call: each is two writes to flash of up to 400 ms, and all of them must end within the contactor's hold of 4 s.</summary>
        internal const int MostItems = 2;

        private readonly VariableTable _table;
        private readonly SettingsDesk _desk;
        private readonly Registration _registration;
        private readonly VariableItem[] _items = VariableItem.Make(MostItems);
        private int _count;

        internal SetVariables(IncomingContext context)
            : base("SetVariables")
        {
            _table = context.Variables;
            _desk = context.Charger.SettingsDesk;
            _registration = context.Charger.Registration;
        }

        internal override void Read(PayloadReader payload)
        {
            _count = VariableItem.ReadAll(payload, Action, "setVariableData", true, _items);
        }

        internal override void Answer(JsonWriter reply, long nowMicros)
        {
            reply.Name("setVariableResult").OpenArray();
            for (int i = 0; i < _count; i++)
            {
                VariableItem item = _items[i];
                int variable = _table.Find(item, out string status);
                string code = null;
                string why = null;
                if (status == VariableTable.Accepted)
                {
                    status = Set(variable, item.Value, out code, out why);
                }

                reply.OpenObject().Name("attributeStatus").Text(status);
                if (code != null)
                {
                    reply.Name("attributeStatusInfo");
                    Reason(reply, code, why);
                }

                item.Write(reply);
                reply.CloseObject();
            }

            reply.CloseArray();
        }

        private string Set(int variable, string value, out string code, out string why)
        {
            why = null;
            if (_table.IsReadOnly(variable))
            {
                code = "ReadOnly";
                return "Rejected";
            }

            SettingRow row = SettingsTable.Row((SettingId)variable);
            string given = VariableTable.FromOcpp(row, value);
            why = given == null ? "not a value of its kind, or too long" : _desk.Change(row.Name, given);

            // After a loss of the settings the desk takes a value, and says what else is to be set.
            bool taken = given != null && (why == null || why.StartsWith("ok"));
            code = taken ? null : "InvalidValue";
            if (taken && row.Id == SettingId.HeartbeatSeconds)
            {
                _registration.ForgetInterval();
            }

            return !taken ? "Rejected" : row.AtOnce ? VariableTable.Accepted : "RebootRequired";
        }
    }
}
