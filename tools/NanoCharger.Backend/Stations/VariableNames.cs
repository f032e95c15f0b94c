using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NanoCharger.Backend.Stations
{
    /// <summary>What OCPP calls a station's settings, as the firmware has it: a name that OCPP gives, else the setting's own under the component NanoCharger.</summary>
    internal static class VariableNames
    {
        private const string Own = "NanoCharger";
        private const string Secret = "wifi.passphrase";
        private const int LongestName = 50;

        private static readonly Dictionary<string, (string Component, string Variable)> Standard = new()
        {
            ["station.id"] = ("SecurityCtrlr", "Identity"),
            ["phases"] = ("ChargingStation", "SupplyPhases"),
            ["time.host"] = ("ClockCtrlr", "NtpServerUri"),
            ["heartbeat.seconds"] = ("OCPPCommCtrlr", "HeartbeatInterval"),
            ["auth.expiry"] = ("TxCtrlr", "EVConnectionTimeOut"),
            ["auth.plugged"] = ("TxCtrlr", "EVPluggedTimeOut"),
            ["ocpp.beforeAccepted"] = ("TxCtrlr", "TxBeforeAcceptedEnabled"),
        };

        /// <summary>Component and variable of a setting as the console names it, or of COMPONENT/VARIABLE.</summary>
        /// <exception cref="InvalidDataException">It is no name of either form, or a secret's: calls are kept.</exception>
        internal static (string Component, string Variable) Of(string setting)
        {
            string[] parts = setting.Split('/');
            return parts[^1] == Secret ? throw new InvalidDataException($"{Secret} is set at the console: calls are kept, and it is a secret")
                : Standard.TryGetValue(setting, out (string, string) known) ? known
                : parts.Length > 2 || parts.Any(part => part.Length is 0 or > LongestName || !part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_'))
                    ? throw new InvalidDataException($"'{setting}' is no name of a setting, as auth.mode, nor of a variable, as TxCtrlr/EVConnectionTimeOut")
                : parts.Length == 2 ? (parts[0], parts[1]) : (Own, setting);
        }
    }
}
