using NanoCharger.Ocpp.Json;
using NanoCharger.Ocpp.Variables;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>Values of some variables (OCPP 2.0.1, B06).</summary>
    internal sealed class GetVariables : IncomingCall
    {
        /// <summary>Variables a call; as many results fit an answer.</summary>
        internal const int MostItems = 4;

        private readonly VariableTable _table;
        private readonly VariableItem[] _items = VariableItem.Make(MostItems);
        private int _count;

        internal GetVariables(IncomingContext context)
            : base("GetVariables")
        {
            _table = context.Variables;
        }

        internal override void Read(PayloadReader payload)
        {
            _count = VariableItem.ReadAll(payload, Action, "getVariableData", false, _items);
        }

        internal override void Answer(JsonWriter reply, long nowMicros)
        {
            reply.Name("getVariableResult").OpenArray();
            for (int i = 0; i < _count; i++)
            {
                VariableItem item = _items[i];
                int variable = _table.Find(item, out string status);
                bool hidden = status == VariableTable.Accepted && _table.IsSecret(variable);
                reply.OpenObject().Name("attributeStatus").Text(hidden ? "Rejected" : status);
                if (hidden)
                {
                    reply.Name("attributeStatusInfo");
                    Reason(reply, "WriteOnly", null);
                }
                else if (status == VariableTable.Accepted)
                {
                    reply.Name("attributeValue").Text(_table.Value(variable));
                }

                item.Write(reply);
                reply.CloseObject();
            }

            reply.CloseArray();
        }
    }
}
