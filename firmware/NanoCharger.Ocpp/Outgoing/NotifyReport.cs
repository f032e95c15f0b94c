using NanoCharger.Core.Settings;
using NanoCharger.Hal;
using NanoCharger.Ocpp.Json;
using NanoCharger.Ocpp.Variables;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>The variables that the backend has asked for, some in each message (OCPP 2.0.1, B07).</summary>
    internal sealed class NotifyReport : OutgoingCall
    {
        /// <summary>Variables a message: each is some 350 bytes at most, but for choices.</summary>
        internal const int MostItems = 6;

        private readonly ReportWish _report;
        private readonly VariableTable _table;
        private readonly IClock _clock;
        private int _number;
        private int _next;
        private int _behind;

        internal NotifyReport(OutgoingContext context)
            : base("NotifyReport")
        {
            _report = context.Charger.Wishes.Report;
            _table = new VariableTable(context.Charger);
            _clock = context.Charger.Clock;
        }

        internal override bool Asked
        {
            get { return _report.Active; }
        }

        internal override bool TryPrepare(long nowMicros)
        {
            if (_report.Active && !_report.Started)
            {
                _report.Started = true;
                _number = 0;
                _next = FirstFrom(0);
            }

            return _report.Active;
        }

        internal override void Write(JsonWriter json, long nowMicros)
        {
            json.Name("requestId").Number(_report.RequestId);
            json.Name("generatedAt").Date(_clock.UtcMillis);
            json.Name("seqNo").Number(_number);
            json.Name("reportData").OpenArray();
            _behind = _next;
            for (int i = 0; i < MostItems && _behind < VariableTable.Count; i++)
            {
                Item(json, _behind);
                _behind = FirstFrom(_behind + 1);
            }

            json.CloseArray();
            json.Name("tbc").Bool(_behind < VariableTable.Count);
            OcppMessages.ClockNote(json, _clock.Quality);
        }

        internal override void TakeResult(OcppFrame result, long nowMicros)
        {
            if (!_report.Started)
            {
                // Asked for anew meanwhile: from the beginning.
                return;
            }

            _number++;
            _next = _behind;
            if (_next == VariableTable.Count)
            {
                _report.End();
            }
        }

        internal override void TakeError(OcppFrame error, long nowMicros)
        {
            // The backend does not want it; it may ask again.
            _report.End();
        }

        private int FirstFrom(int variable)
        {
            while (variable < VariableTable.Count && !_report.Full && _table.IsReadOnly(variable))
            {
                variable++;
            }

            return variable;
        }

        private void Item(JsonWriter json, int variable)
        {
            json.OpenObject().Name("component").OpenObject().Name("name").Text(VariableTable.ComponentOf(variable)).CloseObject();
            json.Name("variable").OpenObject().Name("name").Text(VariableTable.VariableOf(variable));
            if (VariableTable.InstanceOf(variable) != null)
            {
                json.Name("instance").Text(VariableTable.InstanceOf(variable));
            }

            bool secret = _table.IsSecret(variable);
            json.CloseObject().Name("variableAttribute").OpenArray().OpenObject();
            if (!secret)
            {
                json.Name("value").Text(_table.Value(variable));
            }

            json.Name("mutability").Text(secret ? "WriteOnly" : _table.IsReadOnly(variable) ? "ReadOnly" : "ReadWrite");
            json.Name("persistent").Bool(true).CloseObject().CloseArray();
            json.Name("variableCharacteristics").OpenObject();
            if (VariableTable.IsFixed(variable))
            {
                json.Name("dataType").Text(VariableTable.FixedTypeOf(variable));
            }
            else
            {
                Characteristics(json, SettingsTable.Row((SettingId)variable));
            }

            json.Name("supportsMonitoring").Bool(false).CloseObject().CloseObject();
        }

        private static void Characteristics(JsonWriter json, SettingRow row)
        {
            if (VariableTable.IsSwitch(row))
            {
                json.Name("dataType").Text("boolean");
                return;
            }

            if (row.Choices != null)
            {
                json.Name("dataType").Text("OptionList").Name("valuesList");
                json.OpenText();
                for (int i = 0; i < row.Choices.Length; i++)
                {
                    json.Target.Put(i == 0 ? string.Empty : ",");
                    json.Target.Put(row.Choices[i]);
                }

                json.CloseText();
                return;
            }

            if (row.Unit.Length > 0)
            {
                json.Name("unit").Text(row.Unit);
            }

            json.Name("dataType").Text(row.IsText ? "string" : "integer");
            json.Name("minLimit").Number(row.Min).Name("maxLimit").Number(row.Max);
        }
    }
}
