using System;
using System.Collections.Generic;

namespace NanoCharger.Backend.Web.Today
{
    /// <summary>A station's faults, which it names in English, in words of whoever looks, and what he can do. One that is not known here has the station's own name.</summary>
    internal static class FaultWords
    {
        /// <summary>By the names of the firmware's catalogue: what it is called, and what helps.</summary>
        private static readonly Dictionary<string, (string Word, string Help)> Known = new(StringComparer.Ordinal)
        {
            ["safety chain refused"] = ("fault.chain", "fault.do-technician"),
            ["residual current"] = ("fault.residual", "fault.do-unplug"),
            ["contactor welded"] = ("fault.welded", "fault.do-live"),
            ["contactor failed to close"] = ("fault.not-closed", "fault.do-unplug"),
            ["protective earth lost"] = ("fault.earth", "fault.do-electrician"),
            ["hold lapsed"] = ("fault.hold", "fault.do-wait"),
            ["interlock disagrees"] = ("fault.interlock", "fault.do-wait"),
            ["pilot shorted"] = ("fault.pilot-shorted", "fault.do-cable"),
            ["pilot lost"] = ("fault.pilot-lost", "fault.do-cable"),
            ["diode missing"] = ("fault.diode", "fault.do-cable"),
            ["log full"] = ("fault.log-full", "fault.do-link"),
            ["halted"] = ("fault.halted", "fault.do-wait"),
            ["residual current monitor silent"] = ("fault.monitor-silent", "fault.do-electrician"),
            ["residual current monitor stuck"] = ("fault.monitor-stuck", "fault.do-electrician"),
            ["over-current"] = ("fault.over-current", "fault.do-vehicle"),
            ["too hot"] = ("fault.hot", "fault.do-cool"),
            ["mains voltage out of limits"] = ("fault.voltage", "fault.do-mains"),
            ["mains frequency out of limits"] = ("fault.frequency", "fault.do-mains"),
            ["thermometer failed"] = ("fault.thermometer", "fault.do-technician"),
            ["interlock opened during a stall"] = ("fault.interlock-acted", "fault.do-wait"),
            ["interlock stuck"] = ("fault.interlock-stuck", "fault.do-technician"),
            ["metering failed"] = ("fault.metering", "fault.do-technician"),
            ["signing failed"] = ("fault.signing", "fault.do-technician"),
            ["emergency stop"] = ("fault.emergency", "fault.do-release"),
            ["lid open"] = ("fault.lid", "fault.do-lid"),
            ["settings lost"] = ("fault.settings", "fault.do-technician"),
            ["register lost"] = ("fault.register", "fault.do-technician"),
            ["log nearly full"] = ("fault.log-nearly", "fault.do-link"),
            ["limit ignored"] = ("fault.limit", "fault.do-vehicle"),
        };

        /// <summary>The names that are known.</summary>
        internal static IEnumerable<string> Names => Known.Keys;

        /// <summary>What a fault is called.</summary>
        internal static string Of(Language text, string name)
        {
            return name.Length == 0 ? text["fault.unnamed"] : Known.TryGetValue(name, out (string Word, string Help) known) ? text[known.Word] : name;
        }

        /// <summary>What to do about it.</summary>
        internal static string Help(Language text, string name)
        {
            return text[Known.TryGetValue(name, out (string Word, string Help) known) ? known.Help : "fault.do-technician"];
        }
    }
}
