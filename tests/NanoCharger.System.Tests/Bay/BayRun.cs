using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using NanoCharger.Bay;

namespace NanoCharger.System.Tests.Bay
{
    /// <summary>One run of a bay in a test: its result and its trace.</summary>
    internal sealed class BayRun
    {
        private readonly List<JsonElement> _lines;

        private BayRun(ChargingBay bay, BayResult result, string trace)
        {
            Bay = bay;
            Result = result;
            Trace = trace;
            _lines = trace.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        }

        public ChargingBay Bay { get; }

        public BayResult Result { get; }

        public string Trace { get; }

        /// <summary>Plays a timeline with a firmware that does the given things in each turn.</summary>
        public static BayRun Play(double until, string timeline, Action<FakeFirmware> turn, ulong seed = 1, string more = "", IFirmwareProbe? probe = null, bool memory = false)
        {
            string at = until.ToString(global::System.Globalization.CultureInfo.InvariantCulture);
            string text = "{ \"until\": " + at + more + ", \"timeline\": [" + timeline + "] }";
            using StringWriter trace = new StringWriter();
            ChargingBay bay = new ChargingBay(new BayOptions
            {
                Scenario = Scenario.Parse(text, "test"),
                Seed = seed,
                Firmware = FakeFirmware.Doing(turn),
                Trace = trace,
                Probe = probe,
                JudgeMemory = memory,
            });
            BayResult result = bay.Run();
            return new BayRun(bay, result, trace.ToString());
        }

        public IReadOnlyList<JsonElement> Lines(string eventName)
        {
            return _lines.Where(line => line.GetProperty("event").GetString() == eventName).ToList();
        }

        /// <summary>When the contacts closed or opened, in seconds, with the cause.</summary>
        public IReadOnlyList<(double At, bool Closed, string Cause)> Contacts
        {
            get
            {
                return Lines("contactor")
                    .Select(line => (
                        line.GetProperty("t").GetDouble(), line.GetProperty("closed").GetBoolean(), line.GetProperty("cause").GetString() ?? ""))
                    .ToList();
            }
        }
    }
}
