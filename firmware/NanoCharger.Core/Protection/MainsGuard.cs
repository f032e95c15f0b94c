namespace NanoCharger.Core.Protection
{
    /// <summary>Voltage and frequency of the mains: out of their limits they stop the charging, gracefully; back only after a while within narrower ones.</summary>
    internal sealed class MainsGuard
    {
        private readonly MainsLimits _limits = new MainsLimits();
        private readonly Lasting _voltsOut = new Lasting();
        private readonly Lasting _voltsBack = new Lasting();
        private readonly Lasting _hertzOut = new Lasting();
        private readonly Lasting _hertzBack = new Lasting();

        internal Fault Voltage { get; } = new Fault(FaultCode.MainsVoltage, StopKind.Pause, 0);

        internal Fault Frequency { get; } = new Fault(FaultCode.MainsFrequency, StopKind.Pause, 0);

        /// <summary>True while one of them is out.</summary>
        internal bool Out
        {
            get { return Voltage.Present || Frequency.Present; }
        }

        internal void Configure(Settings.Settings settings)
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
            bool voltsOut = !AllWithin(inputs, _limits.LeastMillivolts, _limits.MostMillivolts);
            bool voltsBack = AllWithin(inputs, _limits.LeastReturnMillivolts, _limits.MostReturnMillivolts);
            Voltage.Update(
                _voltsOut.For(voltsOut, inputs.BlockStartMicros, now, _limits.OutMicros),
                _voltsBack.For(voltsBack, inputs.BlockStartMicros, now, _limits.ReturnMicros),
                now);

            // The quick value to stop by, in time; the fine one, which is right to some thousandths of a hertz, to return by.
            int quick = inputs.Frequency.QuickMillihertz;
            int fine = inputs.Frequency.Millihertz;
            bool hertzOut = quick != 0 && (quick < _limits.LeastMillihertz || quick > _limits.MostMillihertz);
            bool hertzBack = fine >= _limits.LeastReturnMillihertz && fine <= _limits.MostReturnMillihertz;
            Frequency.Update(
                _hertzOut.For(hertzOut, inputs.Frequency.QuickSinceMicros, now, _limits.OutMicros),
                _hertzBack.For(hertzBack, now, _limits.ReturnMicros),
                now);
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
