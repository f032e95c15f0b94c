using NanoCharger.Core.Metering;
using NanoCharger.Core.Settings;

namespace NanoCharger.Core.Protection
{
    /// <summary>Voltage and frequency of the mains: out of their limits they stop the charging, gracefully; back only after a while within narrower ones.</summary>
    internal sealed class MainsGuard
    {
        // Longer than any write to flash. What the mains did in a stall nobody knows, so it counts neither towards the 3 s nor towards the 60 s.
        // The 3 s go on behind it where they stopped, or stalls that follow each other would put the stop off for ever; the 60 s begin anew.
        private const long StallMicros = 500_000;

        private readonly MainsLimits _limits = new MainsLimits();
        private readonly Lasting _voltsOut = new Lasting();
        private readonly Lasting _hertzOut = new Lasting();
        private readonly Lasting _back = new Lasting();
        private long _lastMicros;

        internal Fault Voltage { get; } = new Fault(FaultCode.MainsVoltage, StopKind.Pause, 0);

        internal Fault Frequency { get; } = new Fault(FaultCode.MainsFrequency, StopKind.Pause, 0);

        /// <summary>True while one of them is out.</summary>
        internal bool Out
        {
            get { return Voltage.Present || Frequency.Present; }
        }

        internal void Configure(SettingsStore settings)
        {
            _limits.Configure(settings);
        }

        internal void Update(GuardInputs inputs)
        {
            if (!inputs.Measured)
            {
                return;
            }

            long now = inputs.NowMicros;
            bool stalled = now - _lastMicros > StallMicros;
            if (stalled)
            {
                _voltsOut.Skip(now - _lastMicros);
                _hertzOut.Skip(now - _lastMicros);
            }

            _lastMicros = now;
            bool voltsOut = !AllWithin(inputs, _limits.LeastMillivolts, _limits.MostMillivolts);

            // The quick value to stop by, in time; the fine one, which is right to some hundredths of a hertz, to return by.
            int quick = inputs.Frequency.QuickMillihertz;
            int fine = inputs.Frequency.Millihertz;
            bool hertzOut = quick != 0 && (quick < _limits.LeastMillihertz || quick > _limits.MostMillihertz);
            bool back = AllWithin(inputs, _limits.LeastReturnMillivolts, _limits.MostReturnMillivolts)
                && fine >= _limits.LeastReturnMillihertz && fine <= _limits.MostReturnMillihertz;

            // Both have to be back for either fault to go: the mains is one.
            bool returned = _back.For(back && !stalled, inputs.EvidenceMicros, now, _limits.ReturnMicros);
            Voltage.Update(_voltsOut.For(voltsOut, inputs.EvidenceMicros, now, _limits.OutMicros), returned, now);
            Frequency.Update(_hertzOut.For(hertzOut, QuickEvidence(inputs), now, _limits.OutMicros), returned, now);
        }

        // The quick value's stretch, but no stall that it may have lain in.
        private static long QuickEvidence(GuardInputs inputs)
        {
            long since = inputs.Frequency.QuickSinceMicros;
            return since > inputs.NowMicros - StallMicros ? since : inputs.NowMicros - StallMicros;
        }

        private static bool AllWithin(GuardInputs inputs, int least, int most)
        {
            for (int phase = 0; phase < inputs.Meter.Phases; phase++)
            {
                int millivolts = inputs.Meter.Millivolts[phase];
                if (millivolts < least || millivolts > most)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
