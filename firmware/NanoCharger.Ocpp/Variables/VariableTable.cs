using NanoCharger.Core.Settings;
using NanoCharger.Ocpp.Incoming;
using NanoCharger.Ocpp.Outgoing;

namespace NanoCharger.Ocpp.Variables
{
    /// <summary>The station's variables (OCPP 2.0.1, device model): each setting, by OCPP's name where it has one and else by its own under one component of ours; and some that never change.</summary>
    /// <remarks>A variable is its number here; those of the settings are the settings' own. So a new setting is a variable at once.</remarks>
    internal sealed class VariableTable
    {
        /// <summary>The component of the settings that OCPP has no name for.</summary>
        internal const string OwnComponent = "NanoCharger";

        /// <summary>The status of a variable that was found.</summary>
        internal const string Accepted = "Accepted";

        private static readonly StandardName[] Names =
        {
            new StandardName(SettingId.StationId, "SecurityCtrlr", "Identity"),
            new StandardName(SettingId.Phases, "ChargingStation", "SupplyPhases"),
            new StandardName(SettingId.TimeHost, "ClockCtrlr", "NtpServerUri"),
            new StandardName(SettingId.HeartbeatSeconds, "OCPPCommCtrlr", "HeartbeatInterval"),
            new StandardName(SettingId.AuthExpiry, "TxCtrlr", "EVConnectionTimeOut"),
            new StandardName(SettingId.AuthPlugged, "TxCtrlr", "EVPluggedTimeOut"),
            new StandardName(SettingId.OcppBeforeAccepted, "TxCtrlr", "TxBeforeAcceptedEnabled"),
        };

        private static readonly FixedVariable[] Fixed =
        {
            new FixedVariable("DeviceDataCtrlr", "ItemsPerMessage", "GetVariables", "integer", GetVariables.MostItems.ToString()),
            new FixedVariable("DeviceDataCtrlr", "ItemsPerMessage", "SetVariables", "integer", SetVariables.MostItems.ToString()),
            new FixedVariable("DeviceDataCtrlr", "ItemsPerMessage", "GetReport", "integer", NotifyReport.MostItems.ToString()),
            new FixedVariable("DeviceDataCtrlr", "BytesPerMessage", "GetVariables", "integer", OcppMessages.MaxBytes.ToString()),
            new FixedVariable("DeviceDataCtrlr", "BytesPerMessage", "SetVariables", "integer", OcppMessages.MaxBytes.ToString()),
            new FixedVariable("OCPPCommCtrlr", "MessageTimeout", "Default", "integer", "30"),
            new FixedVariable("TxCtrlr", "TxStartPoint", null, "MemberList", "PowerPathClosed"),
            new FixedVariable("TxCtrlr", "TxStopPoint", null, "MemberList", "EVConnected,Authorized"),
        };

        private readonly SettingsStore _settings;
        private readonly Registration _registration;

        internal VariableTable(OcppParts charger)
        {
            _settings = charger.Settings;
            _registration = charger.Registration;
        }

        /// <summary>Number of variables.</summary>
        internal static int Count
        {
            get { return SettingsTable.Count + Fixed.Length; }
        }

        /// <summary>The component's name.</summary>
        internal static string ComponentOf(int variable)
        {
            StandardName name = NameOf(variable);
            return IsFixed(variable) ? FixedOf(variable).Component : name == null ? OwnComponent : name.Component;
        }

        /// <summary>The variable's name.</summary>
        internal static string VariableOf(int variable)
        {
            StandardName name = NameOf(variable);
            return IsFixed(variable) ? FixedOf(variable).Name : name == null ? SettingsTable.Row((SettingId)variable).Name : name.Name;
        }

        /// <summary>The variable's instance; null for none.</summary>
        internal static string InstanceOf(int variable)
        {
            return IsFixed(variable) ? FixedOf(variable).Instance : null;
        }

        /// <summary>True for one that never changes.</summary>
        internal static bool IsFixed(int variable)
        {
            return variable >= SettingsTable.Count;
        }

        /// <summary>The kind of a variable that never changes.</summary>
        internal static string FixedTypeOf(int variable)
        {
            return FixedOf(variable).Type;
        }

        /// <summary>True for a number that is a yes or a no: it is a boolean in OCPP.</summary>
        internal static bool IsSwitch(SettingRow row)
        {
            return !row.IsText && row.Min == 0 && row.Max == 1;
        }

        /// <summary>What a value of OCPP is at the desk of settings; null where it is none.</summary>
        internal static string FromOcpp(SettingRow row, string value)
        {
            if (value == null || !IsSwitch(row))
            {
                return value;
            }

            return value == "true" ? "1" : value == "false" ? "0" : null;
        }

        /// <summary>True for one whose value is never told.</summary>
        internal bool IsSecret(int variable)
        {
            return !IsFixed(variable) && SettingsTable.Row((SettingId)variable).Kind == SettingKind.Secret;
        }

        /// <summary>True for one that the backend may not set.</summary>
        internal bool IsReadOnly(int variable)
        {
            return IsFixed(variable) || SettingsTable.Row((SettingId)variable).Factory;
        }

        /// <summary>The value that is in force, in OCPP's form. Not of a secret.</summary>
        internal string Value(int variable)
        {
            if (IsFixed(variable))
            {
                return FixedOf(variable).Value;
            }

            SettingRow row = SettingsTable.Row((SettingId)variable);
            if (row.Id == SettingId.HeartbeatSeconds && _registration.HeartbeatSeconds > 0)
            {
                return _registration.HeartbeatSeconds.ToString();
            }

            return IsSwitch(row) ? (_settings.Int(row.Id) == 1 ? "true" : "false") : _settings.Shown(row.Id);
        }

        /// <summary>Finds the variable that a call names.</summary>
        /// <param name="item">As the call names it.</param>
        /// <param name="status">Accepted, or the status that says what is unknown.</param>
        /// <returns>Its number; of no meaning unless accepted.</returns>
        internal int Find(VariableItem item, out string status)
        {
            status = "UnknownComponent";
            if (item.OfEvse || item.ComponentInstance != null)
            {
                return 0;
            }

            for (int i = 0; i < Count; i++)
            {
                if (ComponentOf(i) != item.Component)
                {
                    continue;
                }

                status = "UnknownVariable";
                if (VariableOf(i) == item.Variable && InstanceOf(i) == item.Instance)
                {
                    status = item.Actual ? Accepted : "NotSupportedAttributeType";
                    return i;
                }
            }

            return 0;
        }

        private static FixedVariable FixedOf(int variable)
        {
            return Fixed[variable - SettingsTable.Count];
        }

        private static StandardName NameOf(int variable)
        {
            for (int i = 0; i < Names.Length; i++)
            {
                if ((int)Names[i].Setting == variable)
                {
                    return Names[i];
                }
            }

            return null;
        }
    }
}
