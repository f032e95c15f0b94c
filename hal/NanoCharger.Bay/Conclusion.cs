using System;
using System.Collections.Generic;
using NanoCharger.Bay.Physics;
using NanoCharger.Bay.Rules;
using NanoCharger.Emulation;

namespace NanoCharger.Bay
{
    /// <summary>Writes the end of a run into its result: figures, and threads of the firmware that failed.</summary>
    internal static class Conclusion
    {
        public static void Write(BayResult result, Machine machine, TrueMeter meter, StallWatch stalls, double realSeconds)
        {
            result.VirtualSeconds = machine.NowNanos / 1e9;
            result.RealSeconds = realSeconds;
            result.AdcConversions = machine.AdcConversions;
            result.TrueEnergyWh = meter.EnergyWh;
            result.WeldedWh = meter.WeldedWh;
            result.UnseenWh = stalls.UnseenWattHours;
            List<Exception> faults = new List<Exception>(machine.ThreadFaults);
            if (machine.FirmwareFault is not null)
            {
                faults.Insert(0, machine.FirmwareFault);
            }

            foreach (Exception fault in faults)
            {
                string what = "a firmware thread ended with " + fault.GetType().Name + ": " + fault.Message;
                result.Violations.Add(new Violation(result.VirtualSeconds, 0, what));
            }
        }
    }
}
